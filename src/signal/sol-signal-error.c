/* sol-signal-error.c: what can be wrong with settings of triggers, alarms and math channels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-signal-error.h"

G_DEFINE_QUARK (sol-signal-error-quark, sol_signal_error)
