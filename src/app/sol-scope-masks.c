/* sol-scope-masks.c: the masks of alarms under the scope's traces
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-masks.h"

#include "sol-plot-mask.h"
#include "sol-scope-view-private.h"

#define MOST_MESSAGES 16 /* in the picture: masks of more are a carpet */

typedef struct
{
  SolScopeView       *view;
  cairo_t            *cr;
  SolPlotFrame        frame;
  const SolColor     *color;
  const SolMaskRule  *rule;
  gboolean            is_violated;
} Drawing;

static void
draw_at (const Drawing *drawing,
         gint64         zero_ns)
{
  sol_plot_draw_mask (drawing->cr, &drawing->frame, drawing->rule->points, drawing->rule->n, zero_ns, drawing->color,
                      drawing->is_violated);
}

/* Over each message that is seen */
static void
draw_messages (const Drawing *drawing,
               SolChannel    *channel)
{
  gint64 zeros_ns[MOST_MESSAGES], first_ns, last_ns;
  guint n = 0;

  for (guint64 number = 0; sol_channel_read_message (channel, &number, &first_ns, &last_ns); number++)
    {
      if (last_ns < drawing->frame.begin_ns || first_ns > drawing->frame.end_ns)
        continue;
      if (n == MOST_MESSAGES)
        return;
      zeros_ns[n++] = first_ns;
    }
  for (guint i = 0; i < n; i++)
    draw_at (drawing, zeros_ns[i]);
}

/* The picture's own trigger, where it is the mask's; else that of the picture tested last */
static gint64
get_zero (SolScopeView *self,
          SolAlarmItem *item)
{
  const SolTrigger *own = &sol_alarm_item_get_mask (item)->trigger, *shown = &self->sweep.trigger;
  const char *const *inputs = sol_analysis_item_get_inputs (SOL_ANALYSIS_ITEM (item));
  SolScopeTrace *source = sol_scope_view_get_source (self);
  gboolean is_own = source != NULL && own->kind == shown->kind && own->edge == shown->edge
                    && g_str_equal (sol_analysis_get_input_name (sol_scope_trace_get_channel (source)),
                                    inputs[1] != NULL ? inputs[1] : inputs[0]);

  if (is_own && self->sweep.trigger_ns != 0 && self->sweep.trigger_ns == self->window.zero_ns)
    return self->window.zero_ns;
  return sol_alarm_item_get_zero (item);
}

static SolScopeTrace *
find_trace (SolScopeView *self,
            SolAlarmItem *item)
{
  SolChannel *channel = sol_analysis_item_get_bound (SOL_ANALYSIS_ITEM (item), 0);

  for (guint i = 0; channel != NULL && i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);

      if (sol_scope_trace_get_channel (trace) == channel && sol_scope_trace_get_visible (trace))
        return trace;
    }
  return NULL;
}

static void
draw_mask (Drawing            *drawing,
           SolAlarmItem       *item,
           double              width,
           double              height,
           const SolPlotTheme *theme)
{
  SolScopeView *self = drawing->view;
  SolScopeTrace *trace = find_trace (self, item);

  if (trace == NULL)
    return;
  drawing->rule = sol_alarm_item_get_mask (item);
  drawing->color = sol_scope_view_get_color (theme, trace);
  drawing->is_violated = sol_alarm_item_is_active (item);
  sol_scope_view_get_frame (self, width, height, trace, &drawing->frame);
  if (drawing->rule->is_per_message)
    draw_messages (drawing, sol_scope_trace_get_channel (trace));
  else if (get_zero (self, item) != 0)
    draw_at (drawing, get_zero (self, item));
}

/* Returns: (transfer none) (nullable): the alarm at that place, if it has a mask */
static SolAlarmItem *
get_masked (SolAlarmList *alarms,
            guint         i)
{
  SolAlarmItem *item = SOL_ALARM_ITEM (sol_analysis_list_get (SOL_ANALYSIS_LIST (alarms), i));

  return sol_alarm_item_get_mask (item) != NULL ? item : NULL;
}

static void
draw_masks (SolScopeView       *view,
            cairo_t            *cr,
            double              width,
            double              height,
            const SolPlotTheme *theme,
            gpointer            user_data)
{
  Drawing drawing = { .view = view, .cr = cr };

  for (guint i = 0; i < sol_analysis_list_get_count (SOL_ANALYSIS_LIST (user_data)); i++)
    if (get_masked (user_data, i) != NULL)
      draw_mask (&drawing, get_masked (user_data, i), width, height, theme);
}

/* Without a mask a frame costs nothing more */
static void
update (SolScopeView *view,
        SolAlarmList *alarms)
{
  gboolean has_any = FALSE;

  for (guint i = 0; i < sol_analysis_list_get_count (SOL_ANALYSIS_LIST (alarms)); i++)
    has_any = has_any || get_masked (alarms, i) != NULL;
  sol_scope_view_set_underlay (view, has_any ? draw_masks : NULL, alarms);
}

static void
noted_cb (SolAlarmList *alarms,
          SolScopeView *view)
{
  if (view->underlay != NULL)
    sol_scope_view_move (view);
}

static void
items_changed_cb (SolAlarmList *alarms,
                  guint         position,
                  guint         n_removed,
                  guint         n_added,
                  SolScopeView *view)
{
  update (view, alarms);
}

void
sol_scope_masks_draw_on (SolScopeView *view,
                         SolAlarmList *alarms)
{
  g_signal_connect_object (alarms, "noted", G_CALLBACK (noted_cb), view, 0);
  g_signal_connect_object (alarms, "items-changed", G_CALLBACK (items_changed_cb), view, 0);
  update (view, alarms);
}
