/* sol-signal-error.h: what can be wrong with settings of triggers, alarms and math channels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SOL_SIGNAL_ERROR (sol_signal_error_quark ())

typedef enum
{
  SOL_SIGNAL_ERROR_SETTINGS,   /* a setting is out of its range */
  SOL_SIGNAL_ERROR_EXPRESSION, /* a text that is no expression; the message says where */
  SOL_SIGNAL_ERROR_TOO_LARGE,  /* an expression beyond the limits */
} SolSignalError;

GQuark sol_signal_error_quark (void);

G_END_DECLS
