/* sol-export-jsonl.c: an object an instant, one a line
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-private.h"

#include <math.h>

#include "sol-payload.h"

/* Source: RFC 8259 §7. Names are UTF-8 already */
static char *
quote (const char *text)
{
  GString *quoted = g_string_new ("\"");

  for (; *text != '\0'; text++)
    if (*text == '"' || *text == '\\')
      g_string_append_printf (quoted, "\\%c", *text);
    else if ((guchar) *text < 0x20)
      g_string_append_printf (quoted, "\\u%04x", (guint) (guchar) *text);
    else
      g_string_append_c (quoted, *text);
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

static void
append_member (GString    *line,
               const char *quoted,
               double      value)
{
  char text[SOL_NUMBER_SIZE];

  g_string_append_c (line, ',');
  g_string_append (line, quoted);
  g_string_append_c (line, ':');
  if (isfinite (value))
    g_string_append_len (line, text, (gssize) sol_payload_format_rate (value, text));
  else
    g_string_append (line, "null");
}

static void
make_line (const SolExportRows *rows,
           char               **quoted,
           GString             *line)
{
  char time[32];

  g_string_assign (line, "{\"time_s\":");
  g_string_append_len (line, time, sol_export_format_time (rows->time_ns, time));
  for (guint i = 0; i < rows->n; i++)
    if (rows->is_there[i])
      append_member (line, quoted[i], rows->values[i]);
  g_string_append (line, "}\n");
}

gboolean
sol_export_write_jsonl (SolExport  *self,
                        GError    **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_auto (SolExportRows) rows;
  g_auto (GStrv) quoted = g_new0 (char *, self->settings->n_channels + 1);
  g_autoptr (GError) local_error = NULL;

  sol_export_rows_init (&rows, self);
  for (guint i = 0; i < rows.n; i++)
    quoted[i] = quote (self->labels[i]);
  while (sol_export_rows_next (&rows, &local_error))
    {
      make_line (&rows, quoted, line);
      if (!sol_export_write (self, line->str, line->len, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
