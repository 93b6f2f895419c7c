/* sol-export-rows.c: channels merged by time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-private.h"

#include <math.h>

#define LOOK_ROWS 4096 /* between two looks at the clock */

void
sol_export_rows_init (SolExportRows *self,
                      SolExport     *export)
{
  guint n = export->settings->n_channels;

  *self = (SolExportRows) {
    .export = export,
    .n = n,
    .cursors = g_new0 (SolExportCursor, n),
    .values = g_new0 (double, n),
    .is_there = g_new0 (gboolean, n),
  };
  for (guint i = 0; i < n; i++)
    sol_export_cursor_init (&self->cursors[i], export->settings->channels[i], export->begin_ns, export->end_ns);
}

void
sol_export_rows_clear (SolExportRows *self)
{
  for (guint i = 0; i < self->n; i++)
    sol_export_cursor_clear (&self->cursors[i]);
  self->n = 0;
  g_clear_pointer (&self->cursors, g_free);
  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->is_there, g_free);
}

static gboolean
find_time (SolExportRows *self)
{
  gint64 time_ns;
  gboolean is_found = FALSE;
  double value;

  for (guint i = 0; i < self->n; i++)
    if (sol_export_cursor_peek (&self->cursors[i], &time_ns, &value) && (!is_found || time_ns < self->time_ns))
      {
        self->time_ns = time_ns;
        is_found = TRUE;
      }
  return is_found;
}

gboolean
sol_export_rows_next (SolExportRows  *self,
                      GError        **error)
{
  if (!find_time (self))
    return FALSE;
  if (++self->n_since == LOOK_ROWS)
    {
      self->n_since = 0;
      if (!sol_export_go_on (self->export, self->time_ns, error))
        return FALSE;
    }
  for (guint i = 0; i < self->n; i++)
    {
      gint64 time_ns;

      self->is_there[i] = sol_export_cursor_peek (&self->cursors[i], &time_ns, &self->values[i])
                          && time_ns == self->time_ns;
      if (self->is_there[i])
        sol_export_cursor_advance (&self->cursors[i]);
      else
        self->values[i] = NAN;
    }
  return TRUE;
}
