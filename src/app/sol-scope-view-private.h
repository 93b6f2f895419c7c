/* sol-scope-view-private.h: what the files of the scope's screen share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot-traces.h"
#include "sol-scope-view.h"

G_BEGIN_DECLS

/* What the cached graticule was drawn for */
typedef struct
{
  double   width, height, bottom, top;
  gint64   begin_ns, end_ns; /* from the zero */
  gboolean is_dark;
  char     unit[16];
} SolScopeGridKey;

struct _SolScopeView
{
  GtkWidget parent_instance;

  /* Owned */
  GListModel      *channels;
  GListStore      *traces;
  SolScopeTrace   *selected;
  SolScopeTrace   *source;         /* nullable: the first visible one */
  GskRenderNode   *grid;
  SolPlotRaster   *raster;
  char            *font;
  char            *description;

  SolScopeSweep    sweep;
  SolScopeWindow   window;         /* what is shown */
  SolScopeGridKey  grid_key;
  SolTriggerMode   mode;
  SolScopeStatus   told_status;
  guint            tick_id;
  guint            generations;    /* sum over all traces, as drawn */
  guint            measured_generations;
  gint64           measured_us;
  gint64           described_us;
  double           drag_level;     /* where the level was when a drag began */
  double           drag_done;      /* part of the drag already applied, in widths */
  double           drag_done_y;
  double           scrolled;       /* part of a wheel step not yet used */
  gboolean         is_running, is_single;
  gboolean         uses_trigger;
  gboolean         is_level_auto, is_hysteresis_auto;
  gboolean         wants_setup;    /* nobody chose a time base yet */
  gboolean         is_dragging_level;
  gboolean         is_moved;       /* window, scale or trigger changed since the last frame */
};

/* sol-scope-view-draw.c */
void           sol_scope_view_snapshot     (GtkWidget      *widget,
                                            GtkSnapshot    *snapshot);
/* The graticule's place in a drawing of that size, with the scale of @trace (nullable) */
void           sol_scope_view_get_frame    (SolScopeView   *self,
                                            double          width,
                                            double          height,
                                            SolScopeTrace  *trace,
                                            SolPlotFrame   *frame);

/* sol-scope-view-tick.c */
gboolean       sol_scope_view_tick_cb      (GtkWidget      *widget,
                                            GdkFrameClock  *clock,
                                            gpointer        user_data);
void           sol_scope_view_measure      (SolScopeView   *self,
                                            gint64          now_us);

/* sol-scope-view-input.c */
void           sol_scope_view_add_input    (SolScopeView   *self);

/* Redraws with the next frame */
void           sol_scope_view_move         (SolScopeView   *self);
/* The trigger's settings changed: looks for it anew and tells */
void           sol_scope_view_retrigger    (SolScopeView   *self);

G_END_DECLS
