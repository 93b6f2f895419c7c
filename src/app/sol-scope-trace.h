/* sol-scope-trace.h: one channel as the scope shows it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-measure.h"
#include "sol-scope-geometry.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_TRACE (sol_scope_trace_get_type ())

/* Main thread. Properties: `visible`, `color` (uint), `second` (on the axis at the right). */
G_DECLARE_FINAL_TYPE (SolScopeTrace, sol_scope_trace, SOL, SCOPE_TRACE, GObject)

/* @number: from 0, and its colour as an index into SolPlotTheme.traces */
SolScopeTrace        *sol_scope_trace_new             (SolChannel           *channel,
                                                       guint                 number);

SolChannel           *sol_scope_trace_get_channel     (SolScopeTrace        *self);
guint                 sol_scope_trace_get_color       (SolScopeTrace        *self);
void                  sol_scope_trace_set_color       (SolScopeTrace        *self,
                                                       guint                 color);
guint                 sol_scope_trace_get_number      (SolScopeTrace        *self);
/* `CH1`. Returns: (transfer full) */
char                 *sol_scope_trace_dup_label       (SolScopeTrace        *self);
/* Borrowed until the next call of sol_scope_trace_measure (); nullable */
const char           *sol_scope_trace_get_unit        (SolScopeTrace        *self);
/* Of a channel that says states, one for each value; the same. Nullable: it says quantities */
const char *const    *sol_scope_trace_get_words       (SolScopeTrace        *self);
gboolean              sol_scope_trace_get_visible     (SolScopeTrace        *self);
void                  sol_scope_trace_set_visible     (SolScopeTrace        *self,
                                                       gboolean              is_visible);
gboolean              sol_scope_trace_get_second      (SolScopeTrace        *self);
void                  sol_scope_trace_set_second      (SolScopeTrace        *self,
                                                       gboolean              is_second);
/* Borrowed, to be changed in place */
SolScopeScale        *sol_scope_trace_get_scale       (SolScopeTrace        *self);

/* Measures the stretch and refreshes statistics and unit; cost O(samples), at most a million */
void                  sol_scope_trace_measure         (SolScopeTrace        *self,
                                                       gint64                begin_ns,
                                                       gint64                end_ns);
const SolMeasurement *sol_scope_trace_get_measurement (SolScopeTrace        *self);
const SolChannelStats *sol_scope_trace_get_stats      (SolScopeTrace        *self);

/* Measures the stretch into the statistics, as one acquisition; cost as above */
void                  sol_scope_trace_collect         (SolScopeTrace        *self,
                                                       gint64                begin_ns,
                                                       gint64                end_ns);
const SolMeasurementStatistics *sol_scope_trace_get_statistics (SolScopeTrace *self);
void                  sol_scope_trace_reset_statistics (SolScopeTrace       *self);

/* The newest value as of the last sol_scope_trace_measure (); NaN without one */
double                sol_scope_trace_get_last        (SolScopeTrace        *self);

/* The smallest and largest value of the stretch, through the pyramid. Returns: whether it has a sample */
gboolean              sol_scope_trace_get_range       (SolScopeTrace        *self,
                                                       gint64                begin_ns,
                                                       gint64                end_ns,
                                                       double               *low,
                                                       double               *high);

G_END_DECLS
