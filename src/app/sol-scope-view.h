/* sol-scope-view.h: the oscilloscope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-plot.h"
#include "sol-scope-cursors.h"
#include "sol-scope-sweep.h"
#include "sol-scope-trace.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_VIEW (sol_scope_view_get_type ())

/* Draws its channels once a frame, and only when something changed. Stop freezes the picture and not the acquisition.
 * Properties: `running`, `status` (int, SolScopeStatus), `time-base` (int64, ns a division), `selected`
 * (SolScopeTrace).
 * Signals: `measured` (at most twice a second: measurements, statistics and description are new), `changed` (settings
 * of trigger or scale changed). */
G_DECLARE_FINAL_TYPE (SolScopeView, sol_scope_view, SOL, SCOPE_VIEW, GtkWidget)

GtkWidget      *sol_scope_view_new               (void);

/* @channels: (nullable): GListModel of SolChannel */
void            sol_scope_view_set_channels      (SolScopeView    *self,
                                                  GListModel      *channels);
/* Returns: (transfer none): GListModel of SolScopeTrace, one a channel in the same order */
GListModel     *sol_scope_view_get_traces        (SolScopeView    *self);
/* The trace whose scale the axis shows; the first one by default; nullable */
SolScopeTrace  *sol_scope_view_get_selected      (SolScopeView    *self);
void            sol_scope_view_set_selected      (SolScopeView    *self,
                                                  SolScopeTrace   *trace);

gboolean        sol_scope_view_get_running       (SolScopeView    *self);
void            sol_scope_view_set_running       (SolScopeView    *self,
                                                  gboolean         is_running);
/* Runs until the next trigger, then stops */
void            sol_scope_view_run_single        (SolScopeView    *self);
SolScopeStatus  sol_scope_view_get_status        (SolScopeView    *self);
/* Translated. Returns: (transfer none): `Auto`, `Ready`, `Trig'd` or `Stop` */
const char     *sol_scope_status_get_name        (SolScopeStatus   status);

gint64          sol_scope_view_get_time_base     (SolScopeView    *self);
void            sol_scope_view_set_time_base     (SolScopeView    *self,
                                                  gint64           per_div_ns);
/* @steps: more than 0 is slower; @pointer: 0..1, the moment under it stays; below 0: about the trigger */
void            sol_scope_view_zoom_time         (SolScopeView    *self,
                                                  int              steps,
                                                  double           pointer);
/* The selected channel's worth of a division by 1-2-5 steps; more than 0 is larger */
void            sol_scope_view_step_scale        (SolScopeView    *self,
                                                  int              steps);
/* @pointer: 0 is the upper edge, 1 the lower */
void            sol_scope_view_zoom_scale        (SolScopeView    *self,
                                                  double           factor,
                                                  double           pointer);
/* What is shown, Unix time */
void            sol_scope_view_get_stretch       (SolScopeView    *self,
                                                  gint64          *begin_ns,
                                                  gint64          *end_ns);
/* Stops a free-running picture; moves a triggered one against its trigger */
void            sol_scope_view_pan               (SolScopeView    *self,
                                                  double           fraction);
void            sol_scope_view_go_oldest         (SolScopeView    *self);
void            sol_scope_view_go_newest         (SolScopeView    *self);

/* What is shown. Returns: (transfer none) */
const SolScopeWindow *sol_scope_view_get_window  (SolScopeView    *self);
/* Stops, and shows the stretch that begins there */
void            sol_scope_view_show              (SolScopeView    *self,
                                                  gint64           begin_ns,
                                                  gint64           per_div_ns);
/* The moment that is labelled 0 in a picture that stands */
void            sol_scope_view_set_zero          (SolScopeView    *self,
                                                  gint64           t_ns);
/* From the oldest sample kept to the newest, of all channels shown. Returns: whether there is one */
gboolean        sol_scope_view_get_extent        (SolScopeView    *self,
                                                  gint64          *first_ns,
                                                  gint64          *last_ns);

/* After a trace or its scale was changed: draws and tells */
void            sol_scope_view_refresh           (SolScopeView    *self);

/* One graticule for all channels, or one each, below each other */
gboolean        sol_scope_view_get_stacked       (SolScopeView    *self);
void            sol_scope_view_set_stacked       (SolScopeView    *self,
                                                  gboolean         is_stacked);
/* Older pictures fade below the one that is shown */
gboolean        sol_scope_view_get_persistent    (SolScopeView    *self);
void            sol_scope_view_set_persistent    (SolScopeView    *self,
                                                  gboolean         is_persistent);
/* The trace of the channel of that name, or of that number, `CH2`; nullable */
SolScopeTrace  *sol_scope_view_find_trace        (SolScopeView    *self,
                                                  const char      *name);

/* Cursors. Returns: (transfer none) */
const SolScopeCursors *sol_scope_view_get_cursors (SolScopeView   *self);
void            sol_scope_view_set_cursors       (SolScopeView    *self,
                                                  const SolScopeCursors *cursors);
/* Showing puts them a quarter of the picture from its edges */
void            sol_scope_view_show_cursors      (SolScopeView    *self,
                                                  gboolean         is_shown);
void            sol_scope_view_select_cursor     (SolScopeView    *self,
                                                  SolScopeCursor   cursor);
/* Moves the selected one by hundredths of the picture: right, or up */
void            sol_scope_view_step_cursor       (SolScopeView    *self,
                                                  int              steps);
/* Puts a moment and a value where the pointer is, in the widget's pixels: A and B in turn */
void            sol_scope_view_put_cursor        (SolScopeView    *self,
                                                  double           x,
                                                  double           y);

/* Measurements are of the picture, or of what is between the cursors while they are shown */
gboolean        sol_scope_view_get_measures_between (SolScopeView *self);
void            sol_scope_view_set_measures_between (SolScopeView *self,
                                                     gboolean      measures_between);
/* So are spectra and X-Y. Setting it shows the cursors */
gboolean        sol_scope_view_get_analyses_between (SolScopeView *self);
void            sol_scope_view_set_analyses_between (SolScopeView *self,
                                                     gboolean      analyses_between);
void            sol_scope_view_get_analysed      (SolScopeView    *self,
                                                  gint64          *begin_ns,
                                                  gint64          *end_ns);
void            sol_scope_view_reset_statistics  (SolScopeView    *self);
/* Seconds from a message's arrival to the frame that shows it, the longest since the last `measured`; NaN: none */
double          sol_scope_view_get_latency       (SolScopeView    *self);

/* Time base for about four periods, trigger to 50 %, scales that fit */
void            sol_scope_view_autoscale         (SolScopeView    *self);
typedef void  (*SolScopeViewFunc)                (SolScopeView       *self,
                                                  cairo_t            *cr,
                                                  double              width,
                                                  double              height,
                                                  const SolPlotTheme *theme,
                                                  gpointer            user_data);
/* Draws more below the traces, with each frame. @draw: nullable: nothing more */
void            sol_scope_view_set_underlay      (SolScopeView       *self,
                                                  SolScopeViewFunc    draw,
                                                  gpointer            user_data);
/* Forgets the samples of all channels */
void            sol_scope_view_clear             (SolScopeView    *self);

gboolean        sol_scope_view_get_uses_trigger  (SolScopeView    *self);
void            sol_scope_view_set_uses_trigger  (SolScopeView    *self,
                                                  gboolean         uses_trigger);
SolTriggerMode  sol_scope_view_get_trigger_mode  (SolScopeView    *self);
void            sol_scope_view_set_trigger_mode  (SolScopeView    *self,
                                                  SolTriggerMode   mode);
const SolTrigger *sol_scope_view_get_trigger     (SolScopeView    *self);
void            sol_scope_view_set_trigger_edge  (SolScopeView    *self,
                                                  SolEdge          edge);
/* From now on the level is a person's */
void            sol_scope_view_set_trigger_level (SolScopeView    *self,
                                                  double           level);
/* @hysteresis: channel units, 0 or more; NaN: 15 % of the signal's range, kept up to date */
void            sol_scope_view_set_hysteresis    (SolScopeView    *self,
                                                  double           hysteresis);
/* All of it at once: FALSE with an error that says what cannot be, and nothing is changed */
gboolean        sol_scope_view_set_trigger       (SolScopeView    *self,
                                                  const SolTrigger *trigger,
                                                  GError         **error);
void            sol_scope_view_set_trigger_upper_level (SolScopeView *self,
                                                        double        level);
/* From one trigger to the next at least; 0: none */
gint64          sol_scope_view_get_holdoff       (SolScopeView    *self);
void            sol_scope_view_set_holdoff       (SolScopeView    *self,
                                                  gint64           holdoff_ns);
/* Where the trigger stands in a triggered picture, 0..1 from the left */
double          sol_scope_view_get_position      (SolScopeView    *self);
void            sol_scope_view_set_position      (SolScopeView    *self,
                                                  double           position);
/* Level to the middle of the signal, and kept there */
void            sol_scope_view_center_trigger    (SolScopeView    *self);
/* Whether the level, and the hysteresis, follow the signal */
gboolean        sol_scope_view_is_level_auto     (SolScopeView    *self);
gboolean        sol_scope_view_is_hysteresis_auto (SolScopeView   *self);
/* The trace that triggers: the first visible one unless set; nullable */
SolScopeTrace  *sol_scope_view_get_source        (SolScopeView    *self);
void            sol_scope_view_set_source        (SolScopeView    *self,
                                                  SolScopeTrace   *trace);

/* Returns: (transfer none): what a screen reader says, `CH1 1.000 kHz, 2.00 Vpp, triggered`; changes at most once a
 * second */
const char     *sol_scope_view_get_description   (SolScopeView    *self);

/* The same picture anywhere: for files */
void            sol_scope_view_draw              (SolScopeView    *self,
                                                  cairo_t         *cr,
                                                  double           width,
                                                  double           height,
                                                  gboolean         is_dark);

/* The selected trace's measurements and statistics, for tests and for the lines under the plot */
/* The same of another stretch, Unix time, without trigger and cursors */
void            sol_scope_view_draw_stretch      (SolScopeView    *self,
                                                  cairo_t         *cr,
                                                  double           width,
                                                  double           height,
                                                  gboolean         is_dark,
                                                  gint64           begin_ns,
                                                  gint64           end_ns);
void            sol_scope_view_measure_now       (SolScopeView    *self);

G_END_DECLS
