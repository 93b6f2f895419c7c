/* sol-decode-csv.c: lines of numbers
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-rule-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* Source: PAYLOADS.md P07. One separator of `, ; tab space` throughout, the same number of columns in every line,
 * names in the first line if it begins with a word. A first column that is named as a time, or is a time of day,
 * places the rows. */

typedef struct
{
  const char *p, *end;
  SolDecoded *out;
  char        separator;
  gsize       n_columns, n_rows;
  gsize       names[SOL_DECODED_MAX_CHANNELS]; /* where in the scratch paths each begins */
  guint       n_names;
  gboolean    is_time_named;
  gboolean    has_times;                       /* of every row so far */
  SolStamp    last;
} Walk;

static inline gboolean
is_line_end (const Walk *self)
{
  return self->p == self->end || *self->p == '\n' || *self->p == '\r';
}

static void
skip_blanks (Walk *self)
{
  while (self->p < self->end && *self->p == ' ')
    self->p++;
}

static void
skip_line_ends (Walk *self)
{
  while (self->p < self->end && g_ascii_isspace (*self->p))
    self->p++;
}

/* The first separator of the line that is not part of a number; a blank only when nothing else is there */
static char
find_separator (const Walk *self)
{
  char found = ' ';

  for (const char *p = self->p; p < self->end && *p != '\n' && *p != '\r'; p++)
    if (*p == ';' || *p == '\t')
      return *p;
    else if (*p == ',')
      found = ',';
  return found;
}

/* After a field: TRUE when another one follows in this line. A separator at the end of the line closes it. */
static gboolean
next_field (Walk     *self,
            gboolean *is_ok)
{
  skip_blanks (self);
  *is_ok = TRUE;
  if (is_line_end (self))
    return FALSE;
  if (self->separator == ' ')
    return TRUE;
  if (*self->p != self->separator)
    return *is_ok = FALSE;
  self->p++;
  skip_blanks (self);
  return !is_line_end (self);
}

static gboolean
scan_name (Walk *self)
{
  const char *begin = self->p;
  gsize path = self->out->paths->len;
  SolJsonText name;

  if (self->n_names == SOL_DECODED_MAX_CHANNELS)
    return FALSE;
  while (!is_line_end (self) && *self->p != self->separator)
    self->p++;
  name = (SolJsonText) { begin, (gsize) (self->p - begin) };
  while (name.length > 0 && g_ascii_isspace (name.text[name.length - 1]))
    name.length--;
  if (name.length > 1 && name.text[0] == '"' && name.text[name.length - 1] == '"')
    name = (SolJsonText) { name.text + 1, name.length - 2 };
  sol_json_text_append (name, self->out->paths);
  g_string_append_c (self->out->paths, '\0');
  self->is_time_named |= self->n_names == 0 && sol_key_is_time (self->out->paths->str + path);
  self->names[self->n_names++] = path;
  return name.length > 0;
}

static gboolean
scan_names (Walk *self)
{
  gboolean is_ok;

  if (!g_ascii_isalpha (*self->p) && *self->p != '"' && *self->p != '_')
    return TRUE;
  do
    if (!scan_name (self))
      return FALSE;
  while (next_field (self, &is_ok));
  return is_ok;
}

/* Remembers the first column as times while it can be one: of one kind, and rising */
static gboolean
note_time (Walk             *self,
           const SolDecimal *number)
{
  SolStamp stamp;

  if (!self->has_times)
    return TRUE;
  self->has_times = sol_stamp_from_number (number, &stamp)
                    && (self->n_rows == 0 || (stamp.kind == self->last.kind && stamp.ns > self->last.ns));
  self->last = stamp;
  return !self->has_times || sol_decoded_add_time (self->out, stamp.ns);
}

static gboolean
scan_field (Walk *self,
            gsize column)
{
  SolDecimal number;
  const char *next;

  if (self->separator != ' ' && self->p < self->end && *self->p == self->separator)
    {
      self->has_times &= column > 0;
      return sol_decoded_add (self->out, NAN);
    }
  next = sol_decimal_scan (self->p, self->end, &number);
  if (next == NULL || (column == 0 && !note_time (self, &number)))
    return FALSE;
  self->p = next;
  return sol_decoded_add (self->out, sol_decimal_to_double (&number));
}

static gboolean
scan_row (Walk *self)
{
  gboolean is_ok;
  gsize column = 0;

  do
    if (!scan_field (self, column++))
      return FALSE;
  while (next_field (self, &is_ok));

  if (self->n_rows++ == 0)
    self->n_columns = column;
  return is_ok && column == self->n_columns;
}

static gboolean
scan_lines (Walk *self)
{
  skip_line_ends (self);
  if (self->p == self->end)
    return FALSE;
  self->separator = find_separator (self);
  if (!scan_names (self))
    return FALSE;
  for (skip_line_ends (self); self->p < self->end; skip_line_ends (self))
    if (!scan_row (self))
      return FALSE;
  return self->n_rows > 0;
}

static gboolean
add_column (Walk  *self,
            gsize  column,
            gsize  index,
            gsize  n)
{
  char number[32] = "";
  g_autofree char *name = NULL;

  if (n > 1)
    g_snprintf (number, sizeof number, "%" G_GSIZE_FORMAT, index);
  if (column < self->n_names)
    name = g_strdup (self->out->paths->str + self->names[column]);
  return sol_decoded_add_channel (self->out, name != NULL ? name : number,
                                  column * self->n_rows, self->n_rows);
}

/* A column of times is no channel */
static gboolean
add_columns (Walk *self)
{
  gsize first;
  gboolean is_timed;

  is_timed = self->has_times && self->n_columns > 1
             && (self->is_time_named || self->last.kind == SOL_STAMP_UNIX);
  first = is_timed ? 1 : 0;
  if (self->n_columns - first > SOL_DECODED_MAX_CHANNELS)
    return FALSE;
  if (is_timed)
    {
      self->out->stamp.kind = self->last.kind;
      sol_decoded_settle_times (self->out);
    }
  else
    self->out->n_times = 0;

  sol_decoded_transpose (self->out, 0, self->n_rows, self->n_columns);
  for (gsize column = first; column < self->n_columns; column++)
    if (!add_column (self, column, column - first, self->n_columns - first))
      return FALSE;
  return TRUE;
}

gboolean
sol_decode_csv (SolDecoded    *self,
                const guint8  *payload,
                gsize          length,
                GError       **error)
{
  Walk walk = { .p = (const char *) payload, .end = (const char *) payload + length,
                .out = self, .has_times = TRUE };

  if (scan_lines (&walk) && (walk.n_rows > 1 || walk.n_columns > 1) && add_columns (&walk))
    return TRUE;
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
               _("Not lines of numbers: stopped at octet %zu in line %zu; expected the same number of columns "
                 "in each, at most %d"),
               (gsize) (walk.p - (const char *) payload), walk.n_rows + 1, SOL_DECODED_MAX_CHANNELS);
  return FALSE;
}
