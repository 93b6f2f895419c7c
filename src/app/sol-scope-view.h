/* sol-scope-view.h: the oscilloscope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

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

/* Time base for about four periods, trigger to 50 %, scales that fit */
void            sol_scope_view_autoscale         (SolScopeView    *self);
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
/* Level to the middle of the signal, and kept there */
void            sol_scope_view_center_trigger    (SolScopeView    *self);
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
void            sol_scope_view_measure_now       (SolScopeView    *self);

G_END_DECLS
