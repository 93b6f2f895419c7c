/* sol-export-csv.c: a row an instant, a column a channel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-private.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "sol-payload.h"

int
sol_export_format_time (gint64 time_ns,
                        char   text[32])
{
  guint64 size = time_ns < 0 ? 0 - (guint64) time_ns : (guint64) time_ns;

  return g_snprintf (text, 32, "%s%" PRIu64 ".%09" PRIu64, time_ns < 0 ? "-" : "", size / 1000000000,
                     size % 1000000000);
}

/* Source: RFC 4180 §2: quotes around what has a comma, a quote or a line end in it */
static void
append_cell (GString    *row,
             const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (row, text);
      return;
    }
  g_string_append_c (row, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (row, '"');
      g_string_append_c (row, *text);
    }
  g_string_append_c (row, '"');
}

static gboolean
write_head (SolExport  *self,
            GString    *row,
            GError    **error)
{
  g_string_assign (row, "time_s");
  for (guint i = 0; i < self->settings->n_channels; i++)
    {
      g_string_append_c (row, ',');
      append_cell (row, self->labels[i]);
    }
  g_string_append (row, "\r\n");
  return sol_export_write (self, row->str, row->len, error);
}

static void
append_value (GString *row,
              double   value)
{
  char text[SOL_NUMBER_SIZE];

  if (isnan (value))
    g_string_append (row, "nan");
  else if (isinf (value))
    g_string_append (row, value < 0 ? "-inf" : "inf");
  else
    g_string_append_len (row, text, (gssize) sol_payload_format_rate (value, text));
}

static void
make_row (const SolExportRows *rows,
          GString             *row)
{
  char time[32];

  g_string_truncate (row, 0);
  g_string_append_len (row, time, sol_export_format_time (rows->time_ns, time));
  for (guint i = 0; i < rows->n; i++)
    {
      g_string_append_c (row, ',');
      if (rows->is_there[i])
        append_value (row, rows->values[i]);
    }
  g_string_append (row, "\r\n");
}

gboolean
sol_export_write_csv (SolExport  *self,
                      GError    **error)
{
  g_autoptr (GString) row = g_string_new (NULL);
  g_auto (SolExportRows) rows;
  g_autoptr (GError) local_error = NULL;

  sol_export_rows_init (&rows, self);
  if (!write_head (self, row, error))
    return FALSE;
  while (sol_export_rows_next (&rows, &local_error))
    {
      make_row (&rows, row);
      if (!sol_export_write (self, row->str, row->len, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
