/* sol-scope-view-words.c: channels that say states, as lanes of their words
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <math.h>

#include "sol-plot-marks.h"

#define MAX_SAMPLES 2000
#define N_COLUMNS 800     /* looked at when there are more samples than that */
#define SEVERAL (-1)      /* words in one column */

/* What is drawn in one lane */
typedef struct
{
  GArray            *states;  /* owned: SolPlotState */
  const char *const *words;
  guint              n_words;
} Lane;

static void
add_state (Lane   *self,
           gint64  begin_ns,
           gint64  end_ns,
           int     place)
{
  SolPlotState state = { begin_ns, end_ns, "…", 7 };
  SolPlotState *last = self->states->len > 0 ? &g_array_index (self->states, SolPlotState, self->states->len - 1)
                                             : NULL;

  if (place >= 0)
    {
      state.word = (guint) place < self->n_words ? self->words[place] : "?";
      state.color = (guint) place;
    }
  if (last != NULL && last->end_ns == begin_ns && last->word == state.word)
    last->end_ns = end_ns;
  else
    g_array_append_val (self->states, state);
}

/* A word holds until the next one; what came last holds to @until_ns */
static void
read_samples (Lane       *self,
              SolChannel *channel,
              gint64      begin_ns,
              gint64      end_ns,
              gint64      until_ns)
{
  const gsize limit = 2 * (MAX_SAMPLES + 2);
  g_autofree gint64 *times_ns = g_new (gint64, limit);
  g_autofree double *values = g_new (double, limit);
  gsize n = sol_channel_read_samples (channel, begin_ns, end_ns, times_ns, values, limit);

  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      add_state (self, times_ns[i], i + 1 < n ? times_ns[i + 1] : MAX (until_ns, times_ns[i]), (int) values[i]);
}

/* The same by the pyramid */
static void
read_columns (Lane       *self,
              SolChannel *channel,
              gint64      begin_ns,
              gint64      end_ns)
{
  g_autofree SolColumn *columns = g_new (SolColumn, N_COLUMNS);
  double step_ns = (double) (end_ns - begin_ns) / N_COLUMNS;

  sol_channel_read_columns (channel, begin_ns, end_ns, columns, N_COLUMNS);
  for (guint i = 0; i < N_COLUMNS; i++)
    if (columns[i].lo <= columns[i].hi)
      add_state (self, begin_ns + (gint64) (i * step_ns), begin_ns + (gint64) ((i + 1) * step_ns),
                 columns[i].lo < columns[i].hi ? SEVERAL : (int) columns[i].lo);
}

static void
draw_lane (SolScopeTrace      *trace,
           cairo_t            *cr,
           const SolPlotFrame *frame,
           const SolPlotTheme *theme,
           gint64              until_ns)
{
  SolChannel *channel = sol_scope_trace_get_channel (trace);
  const char *const *words = sol_scope_trace_get_words (trace);
  g_autoptr (GArray) states = g_array_new (FALSE, FALSE, sizeof (SolPlotState));
  Lane lane = { states, words, g_strv_length ((char **) words) };

  if (sol_channel_count_samples (channel, frame->begin_ns, frame->end_ns) <= MAX_SAMPLES)
    read_samples (&lane, channel, frame->begin_ns, frame->end_ns, until_ns);
  else
    read_columns (&lane, channel, frame->begin_ns, frame->end_ns);
  sol_plot_draw_states (cr, theme, frame, SOL_SCOPE_TAG_ROOM, (const SolPlotState *) (gpointer) states->data,
                        states->len);
}

gboolean
sol_scope_view_has_words (SolScopeView *self)
{
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);

      if (sol_scope_trace_get_visible (trace) && sol_scope_trace_get_words (trace) != NULL)
        return TRUE;
    }
  return FALSE;
}

void
sol_scope_view_draw_words (SolScopeView       *self,
                           cairo_t            *cr,
                           double              width,
                           double              height,
                           const SolPlotTheme *theme)
{
  gint64 first_ns, last_ns;

  if (!sol_scope_view_get_extent (self, &first_ns, &last_ns))
    return;
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);
      SolPlotFrame frame;

      if (!sol_scope_trace_get_visible (trace) || sol_scope_trace_get_words (trace) == NULL)
        continue;
      sol_scope_view_get_frame (self, width, height, trace, &frame);
      draw_lane (trace, cr, &frame, theme, last_ns);
    }
}
