/* sol-export-grid.c: channels at one even rate
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-private.h"

#include <math.h>

#include <glib/gi18n.h>

#define LOOK_FRAMES 4096     /* between two looks at the clock */
#define EVEN 0.01            /* distances of samples differ by so much of themselves at most */
#define SAME_RATE 1e-5       /* channels of rates this close share one */
#define NEAREST 0.49         /* of a period: at their own rate samples are taken as they are */
#define PART_FRAME 0.01      /* that rounding may cost the last one */
#define ROUND_NS 1.5         /* times are whole nanoseconds */
#define MAX_FRAMES 4e9

/* What one pass over a channel tells */
typedef struct
{
  guint64 n;
  gint64  first_ns, last_ns;
  gint64  least_ns, most_ns; /* distances */
} Pace;

static gboolean
measure_pace (SolExport   *export,
              SolChannel  *channel,
              Pace        *pace,
              GError     **error)
{
  SolExportCursor cursor;
  gint64 time_ns;
  double value;
  gboolean is_well = TRUE;

  *pace = (Pace) { .least_ns = G_MAXINT64 };
  sol_export_cursor_init (&cursor, channel, export->begin_ns, export->end_ns);
  for (; is_well && sol_export_cursor_peek (&cursor, &time_ns, &value); sol_export_cursor_advance (&cursor))
    {
      if (pace->n++ == 0)
        pace->first_ns = time_ns;
      else
        {
          pace->least_ns = MIN (pace->least_ns, time_ns - pace->last_ns);
          pace->most_ns = MAX (pace->most_ns, time_ns - pace->last_ns);
        }
      pace->last_ns = time_ns;
      if (pace->n % LOOK_FRAMES == 0)
        is_well = !g_cancellable_set_error_if_cancelled (export->cancellable, error);
    }
  sol_export_cursor_clear (&cursor);
  return is_well;
}

static double
get_rate (const Pace *pace)
{
  double span_ns = (double) (pace->last_ns - pace->first_ns);
  double rate_hz = span_ns > 0 ? (double) (pace->n - 1) * 1e9 / span_ns : 0.0;
  double whole = round (rate_hz);

  /* Times are rounded, rates are set by people */
  return fabs (rate_hz - whole) <= MAX (1e-6, 2.0 / span_ns) * rate_hz ? whole : rate_hz;
}

static gboolean
is_even (const Pace *pace)
{
  double period_ns = (double) (pace->last_ns - pace->first_ns) / (double) MAX (pace->n - 1, 1);

  return pace->n >= 2 && fabs ((double) pace->least_ns - period_ns) <= EVEN * period_ns + ROUND_NS
         && fabs ((double) pace->most_ns - period_ns) <= EVEN * period_ns + ROUND_NS;
}

static gboolean
fail_uneven (SolExport   *export,
             guint        channel,
             double       rate_hz,
             GError     **error)
{
  g_set_error (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_UNEVEN,
               _ ("“%s” is not sampled evenly (%.6g samples a second in the mean), and this format knows one even "
                  "rate. Give a rate to resample at, or choose CSV, JSON Lines or NumPy, which keep the times."),
               export->labels[channel], rate_hz);
  return FALSE;
}

static gboolean
fail_different (SolExport   *export,
                guint        channel,
                double       rate_hz,
                double       first_hz,
                GError     **error)
{
  g_set_error (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_UNEVEN,
               _ ("“%s” has %.6g samples a second and “%s” %.6g, and this format knows one rate. "
                  "Give a rate to resample at, or choose CSV, JSON Lines or NumPy, which keep the times."),
               export->labels[0], first_hz, export->labels[channel], rate_hz);
  return FALSE;
}

/* The channels' own rate, which must be one */
static gboolean
check_rate (SolExportGrid  *self,
            const Pace     *pace,
            guint           channel,
            GError        **error)
{
  double rate_hz = get_rate (pace);

  if (!is_even (pace))
    return fail_uneven (self->export, channel, rate_hz, error);
  if (channel == 0)
    self->rate_hz = rate_hz;
  else if (fabs (rate_hz - self->rate_hz) > SAME_RATE * self->rate_hz)
    return fail_different (self->export, channel, rate_hz, self->rate_hz, error);
  return TRUE;
}

static gboolean
find_stretch (SolExportGrid  *self,
              gint64         *end_ns,
              GError        **error)
{
  const SolExportSettings *settings = self->export->settings;

  self->begin_ns = G_MININT64;
  *end_ns = G_MAXINT64;
  for (guint i = 0; i < self->n; i++)
    {
      Pace pace;

      if (!measure_pace (self->export, settings->channels[i], &pace, error))
        return FALSE;
      if (pace.n == 0)
        {
          g_set_error (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_EMPTY, _ ("“%s” has no samples there."),
                       self->export->labels[i]);
          return FALSE;
        }
      if (settings->rate_hz == 0.0 && !check_rate (self, &pace, i, error))
        return FALSE;
      self->begin_ns = MAX (self->begin_ns, pace.first_ns);
      *end_ns = MIN (*end_ns, pace.last_ns);
    }
  return TRUE;
}

static gboolean
count_frames (SolExportGrid  *self,
              gint64          end_ns,
              GError        **error)
{
  double n = (double) (end_ns - self->begin_ns) / 1e9 * self->rate_hz + PART_FRAME;

  if (n < 0.0)
    g_set_error_literal (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_EMPTY,
                         _ ("There is no instant at which all of these channels have samples. "
                            "Export them one by one."));
  else if (n > MAX_FRAMES)
    g_set_error (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_FORMAT,
                 _ ("These are %.3g samples, more than the file can hold. "
                    "Choose a shorter stretch, or a lower rate."),
                 n);
  else
    {
      self->n_frames = (guint64) n + 1;
      return TRUE;
    }
  return FALSE;
}

void
sol_export_grid_rewind (SolExportGrid *self)
{
  self->next = 0;
  for (guint i = 0; i < self->n; i++)
    {
      sol_export_cursor_clear (&self->cursors[i]);
      sol_export_cursor_init (&self->cursors[i], self->export->settings->channels[i], self->export->begin_ns,
                              self->export->end_ns);
      self->last_ns[i] = G_MININT64;
    }
}

gboolean
sol_export_grid_init (SolExportGrid  *self,
                      SolExport      *export,
                      GError        **error)
{
  guint n = export->settings->n_channels;
  gint64 end_ns;

  *self = (SolExportGrid) {
    .export = export,
    .n = n,
    .rate_hz = export->settings->rate_hz,
    .cursors = g_new0 (SolExportCursor, n),
    .last_ns = g_new0 (gint64, n),
    .last = g_new0 (double, n),
    .values = g_new0 (double, n),
  };
  if (!find_stretch (self, &end_ns, error) || !count_frames (self, end_ns, error))
    return FALSE;
  sol_export_grid_rewind (self);
  return TRUE;
}

void
sol_export_grid_clear (SolExportGrid *self)
{
  for (guint i = 0; i < self->n; i++)
    sol_export_cursor_clear (&self->cursors[i]);
  self->n = 0;
  g_clear_pointer (&self->cursors, g_free);
  g_clear_pointer (&self->last_ns, g_free);
  g_clear_pointer (&self->last, g_free);
  g_clear_pointer (&self->values, g_free);
}

/* The value of a channel at an instant: a sample's own that is there, else on the line between its neighbours */
static double
read_at (SolExportGrid *self,
         guint          i,
         gint64         at_ns)
{
  gint64 snap_ns = self->export->settings->rate_hz > 0.0 ? 1 : (gint64) (NEAREST * 1e9 / self->rate_hz);
  gint64 time_ns;
  double value, part;

  while (sol_export_cursor_peek (&self->cursors[i], &time_ns, &value) && time_ns <= at_ns + snap_ns)
    {
      self->last_ns[i] = time_ns;
      self->last[i] = value;
      sol_export_cursor_advance (&self->cursors[i]);
    }
  if (at_ns - self->last_ns[i] <= snap_ns || self->last_ns[i] == G_MININT64
      || !sol_export_cursor_peek (&self->cursors[i], &time_ns, &value))
    return self->last[i];
  part = (double) (at_ns - self->last_ns[i]) / (double) (time_ns - self->last_ns[i]);
  return self->last[i] + part * (value - self->last[i]);
}

gboolean
sol_export_grid_next (SolExportGrid  *self,
                      GError        **error)
{
  gint64 at_ns = self->begin_ns + (gint64) llround ((double) self->next * 1e9 / self->rate_hz);

  if (self->next == self->n_frames)
    return FALSE;
  if (self->next % LOOK_FRAMES == 0 && !sol_export_go_on (self->export, at_ns, error))
    return FALSE;
  for (guint i = 0; i < self->n; i++)
    self->values[i] = read_at (self, i, at_ns);
  self->next++;
  return TRUE;
}
