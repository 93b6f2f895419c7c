/* sol-scope-view-private.h: what the files of the scope's screen share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot-traces.h"
#include "sol-scope-view.h"

G_BEGIN_DECLS

/* What a drag moves */
typedef enum
{
  SOL_SCOPE_DRAG_PICTURE,
  SOL_SCOPE_DRAG_LEVEL,
  SOL_SCOPE_DRAG_UPPER_LEVEL,
  SOL_SCOPE_DRAG_POSITION,   /* the trigger's, along the upper edge */
  SOL_SCOPE_DRAG_CURSOR,     /* the selected one */
} SolScopeDrag;

#define SOL_SCOPE_TAG_ROOM 18 /* pixels, of the tag at the left edge that says which channel a zero or a lane is of */

typedef struct _SolScopePersistence SolScopePersistence;

struct _SolScopeView
{
  GtkWidget parent_instance;

  /* Owned */
  GListModel      *channels;
  GListStore      *traces;
  SolScopeTrace   *selected;
  SolScopeTrace   *source;         /* nullable: the first visible one */
  SolPlotRaster   *raster;
  SolScopePersistence *persistence; /* nullable: only the newest picture is shown */
  GskRenderNode   *grid, *marks;   /* below the traces, and above them */
  GBytes          *grid_key, *marks_key; /* what they were drawn for */
  char            *font;
  char            *description;

  SolScopeViewFunc underlay;       /* nullable */
  gpointer         underlay_data;
  SolScopeSweep    sweep;
  SolScopeWindow   window;         /* what is shown */
  SolScopeCursors  cursors;
  SolScopeDrag     drag;
  SolTriggerMode   mode;
  SolScopeStatus   told_status;
  guint            tick_id;
  guint            generations;    /* sum over all traces, as drawn */
  guint            measured_generations;
  gint64           measured_us;
  gint64           described_us;
  guint64          collected;      /* pictures in the statistics */
  gint64           collect_us;     /* not before: statistics take a tenth of the time at most */
  double           latency_s;      /* from an arrival to its picture, the longest lately; NaN: none yet */
  double           drag_from;      /* where the thing dragged was when that began */
  double           drag_done;      /* part of the drag already applied, in widths */
  double           drag_done_y;
  double           scrolled;       /* part of a wheel step not yet used */
  gboolean         is_running, is_single;
  gboolean         uses_trigger;
  gboolean         is_level_auto, is_hysteresis_auto;
  gboolean         wants_setup;    /* nobody chose a time base yet */
  gboolean         is_stacked;
  gboolean         measures_between; /* the cursors, and not the whole picture */
  gboolean         analyses_between; /* the same of spectra and X-Y */
  gboolean         wants_words;    /* the description may be another one */
  gboolean         is_moved;       /* window, scale or trigger changed since the last frame */
};

/* sol-scope-view-draw.c */
void           sol_scope_view_snapshot     (GtkWidget      *widget,
                                            GtkSnapshot    *snapshot);

/* sol-scope-view-frames.c */
guint          sol_scope_view_count_traces (SolScopeView   *self);
SolScopeTrace *sol_scope_view_get_trace    (SolScopeView   *self,
                                            guint           i);
const SolColor *sol_scope_view_get_color   (const SolPlotTheme *theme,
                                            SolScopeTrace  *trace);
/* The place of @trace in a drawing of that size, with its scale; of the whole plot for NULL */
void           sol_scope_view_get_frame    (SolScopeView   *self,
                                            double          width,
                                            double          height,
                                            SolScopeTrace  *trace,
                                            SolPlotFrame   *frame);
void           sol_scope_view_draw_graticules (SolScopeView       *self,
                                               cairo_t            *cr,
                                               double              width,
                                               double              height,
                                               const SolPlotTheme *theme);
/* Returns: (transfer full): another one when the graticules would look otherwise */
GBytes        *sol_scope_view_make_key     (SolScopeView   *self,
                                            double          width,
                                            double          height,
                                            gboolean        is_dark);
/* The trace whose lane is at @y; nullable */
SolScopeTrace *sol_scope_view_find_lane    (SolScopeView   *self,
                                            double          width,
                                            double          height,
                                            double          y);

/* How much of the lower part of a shared graticule is lanes of words, in pixels */
double         sol_scope_view_get_words_height (SolScopeView *self);

/* sol-scope-view-words.c */
gboolean       sol_scope_view_has_words    (SolScopeView   *self);
void           sol_scope_view_draw_words   (SolScopeView       *self,
                                            cairo_t            *cr,
                                            double              width,
                                            double              height,
                                            const SolPlotTheme *theme);

/* sol-scope-view-persistence.c */
void           sol_scope_persistence_free  (SolScopePersistence *self);
/* Adds the picture when it is a new one */
void           sol_scope_view_persist      (SolScopeView   *self,
                                            gint64          now_us);
void           sol_scope_view_draw_persistence (SolScopeView       *self,
                                                cairo_t            *cr,
                                                double              width,
                                                double              height,
                                                const SolPlotTheme *theme);
void           sol_scope_view_append_persistence (SolScopeView       *self,
                                                  GtkSnapshot        *snapshot,
                                                  double              width,
                                                  double              height,
                                                  const SolPlotTheme *theme);

/* sol-scope-view-marks.c */
/* Returns: (transfer full): as sol_scope_view_make_key() for the marks */
GBytes        *sol_scope_view_make_marks_key (SolScopeView   *self,
                                              double          width,
                                              double          height,
                                              gboolean        is_dark);
void           sol_scope_view_draw_marks   (SolScopeView       *self,
                                            cairo_t            *cr,
                                            double              width,
                                            double              height,
                                            const SolPlotTheme *theme);

/* sol-scope-view-cursors.c */
void           sol_scope_view_draw_cursors (SolScopeView       *self,
                                            cairo_t            *cr,
                                            double              width,
                                            double              height,
                                            const SolPlotTheme *theme);
/* The cursor within reach of the point; -1: none */
int            sol_scope_view_find_cursor  (SolScopeView   *self,
                                            double          x,
                                            double          y);
void           sol_scope_view_drag_cursor  (SolScopeView   *self,
                                            double          x,
                                            double          y);

/* sol-scope-view-drag.c */
void           sol_scope_view_add_drag     (SolScopeView   *self);
SolPlotFrame   sol_scope_view_get_own_frame (SolScopeView  *self,
                                             SolScopeTrace *trace);

/* sol-scope-view-tick.c */
gboolean       sol_scope_view_tick_cb      (GtkWidget      *widget,
                                            GdkFrameClock  *clock,
                                            gpointer        user_data);
void           sol_scope_view_measure      (SolScopeView   *self,
                                            gint64          now_us);

/* sol-scope-view-collect.c: statistics over pictures */
void           sol_scope_view_collect      (SolScopeView   *self,
                                            gint64          now_us);
/* @seen: (inout): a number of the picture that was looked at last. Returns: whether this is another one */
gboolean       sol_scope_view_is_new_picture (SolScopeView *self,
                                              guint64      *seen);
/* What is measured: the picture, or between the cursors */
void           sol_scope_view_get_measured (SolScopeView   *self,
                                            gint64         *begin_ns,
                                            gint64         *end_ns);

/* sol-scope-view-input.c */
void           sol_scope_view_add_input    (SolScopeView   *self);

gboolean       sol_trigger_has_upper_level (const SolTrigger *trigger);

/* Redraws with the next frame */
void           sol_scope_view_move         (SolScopeView   *self);
/* The trigger's settings changed: looks for it anew and tells */
void           sol_scope_view_retrigger    (SolScopeView   *self);

G_END_DECLS
