/* sol-scope-describe.h: the scope's picture in words
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-scope-view.h"

G_BEGIN_DECLS

/* For a screen reader: `CH1 1.000 kHz, 2.00 Vpp, mean 0.00 V, RMS 707 mV, triggered`, each visible channel; then how
 * they stand and what is between the cursors. Returns: (transfer full) */
char *sol_scope_describe             (SolScopeView    *view);

/* `2.00 Vpp`, without a unit `2.00 p-p`. Returns: (transfer full) */
char *sol_scope_format_peak_to_peak  (double           value,
                                      const char      *unit);

/* `200 ms/div`. Returns: (transfer full) */
char *sol_scope_format_time_base     (gint64           per_div_ns);

G_END_DECLS
