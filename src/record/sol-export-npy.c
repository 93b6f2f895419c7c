/* sol-export-npy.c: a structured array of NumPy
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-private.h"

#include <inttypes.h>
#include <string.h>

/* Source: NumPy Enhancement Proposal 1: a magic, a version, a dictionary in Python's words padded to 64 octets, then
 * the array's octets. Version 3.0 has a length of four octets and UTF-8 in the dictionary. */

#define MAGIC "\x93NUMPY\x03\x00"
#define MAGIC_SIZE 8
#define HEAD_SIZE (MAGIC_SIZE + 4)
#define ALIGNMENT 64
#define N_DIGITS 20 /* room for the number of rows, which is known at the end */

static void
append_quoted (GString    *text,
               const char *label)
{
  g_string_append_c (text, '\'');
  for (; *label != '\0'; label++)
    if (*label == '\'' || *label == '\\')
      g_string_append_printf (text, "\\%c", *label);
    else if ((guchar) *label < 0x20)
      g_string_append_printf (text, "\\x%02x", (guint) (guchar) *label);
    else
      g_string_append_c (text, *label);
  g_string_append_c (text, '\'');
}

/* Of the same length for every @n_rows */
static GString *
make_head (SolExport *self,
           guint64    n_rows)
{
  GString *head = g_string_new_len (MAGIC "\0\0\0\0", HEAD_SIZE);
  g_autofree char *shape = g_strdup_printf ("(%" PRIu64 ",)", n_rows);
  guint32 length;

  g_string_append (head, "{'descr': [('time_ns', '<i8')");
  for (guint i = 0; i < self->settings->n_channels; i++)
    {
      g_string_append (head, ", (");
      append_quoted (head, self->labels[i]);
      g_string_append (head, ", '<f8')");
    }
  g_string_append_printf (head, "], 'fortran_order': False, 'shape': %s, }%*s", shape,
                          (int) (N_DIGITS + 3 - strlen (shape)), "");
  while (head->len % ALIGNMENT != ALIGNMENT - 1)
    g_string_append_c (head, ' ');
  g_string_append_c (head, '\n');
  length = GUINT32_TO_LE ((guint32) (head->len - HEAD_SIZE));
  memcpy (head->str + MAGIC_SIZE, &length, sizeof length);
  return head;
}

static gboolean
write_head (SolExport  *self,
            guint64     n_rows,
            GError    **error)
{
  GString *head = make_head (self, n_rows);
  gboolean is_written;

  rewind (self->file);
  is_written = sol_export_write (self, head->str, head->len, error);
  g_string_free (head, TRUE);
  return is_written;
}

static guint64
to_le (double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  return GUINT64_TO_LE (bits);
}

static gboolean
write_rows (SolExport  *self,
            guint64    *n_rows,
            GError    **error)
{
  g_auto (SolExportRows) rows;
  g_autofree guint64 *row = g_new (guint64, self->settings->n_channels + 1);
  g_autoptr (GError) local_error = NULL;

  sol_export_rows_init (&rows, self);
  for (*n_rows = 0; sol_export_rows_next (&rows, &local_error); ++*n_rows)
    {
      row[0] = GUINT64_TO_LE ((guint64) rows.time_ns);
      for (guint i = 0; i < rows.n; i++)
        row[i + 1] = to_le (rows.values[i]);
      if (!sol_export_write (self, row, (rows.n + 1) * sizeof *row, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
sol_export_write_npy (SolExport  *self,
                      GError    **error)
{
  guint64 n_rows;

  return write_head (self, 0, error) && write_rows (self, &n_rows, error) && write_head (self, n_rows, error);
}
