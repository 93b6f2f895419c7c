/* sol-csv.c: numbers out of text with a row a line
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-csv-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "sol-wave-file.h"

#define HEAD_ROWS 100u
#define NAME_OCTETS 60

/* A cell as it stands in the text, without quotes and white space around it */
typedef struct
{
  const char *text;
  gsize       length;
} Cell;

static gsize
find_line_end (const SolCsv *self,
               gsize         at)
{
  const char *end = memchr (self->data + at, '\n', self->length - at);

  return end != NULL ? (gsize) (end - self->data) : self->length;
}

gsize
sol_csv_next_row (const SolCsv *self,
                  gsize         at)
{
  at = find_line_end (self, at);
  while (at < self->length && strchr ("\r\n", self->data[at]) != NULL)
    at++;
  return at;
}

static void
trim (Cell *cell)
{
  while (cell->length > 0 && strchr (" \t\r\"", cell->text[0]) != NULL)
    cell->text++, cell->length--;
  while (cell->length > 0 && strchr (" \t\r\"", cell->text[cell->length - 1]) != NULL)
    cell->length--;
}

/* The octet behind the cell that begins at @at: its separator or the line's end. Separators in quotes do not count */
static gsize
skip_cell (const SolCsv *self,
           gsize         at,
           gsize         end)
{
  gboolean is_quoted = FALSE;

  for (; at < end; at++)
    if (self->data[at] == '"')
      is_quoted = !is_quoted;
    else if (self->data[at] == self->separator && !is_quoted)
      break;
  return at;
}

/* Spaces separate as one */
static gsize
skip_separator (const SolCsv *self,
                gsize         at,
                gsize         end)
{
  if (self->separator != ' ')
    return at + 1;
  while (at < end && self->data[at] == ' ')
    at++;
  return at;
}

static gboolean
find_cell (const SolCsv *self,
           gsize         at,
           guint         column,
           Cell         *cell)
{
  gsize end = find_line_end (self, at);

  if (self->separator == ' ')
    at = skip_separator (self, at, end);
  for (guint i = 0; at < end; i++)
    {
      gsize begin = at;

      at = skip_cell (self, at, end);
      *cell = (Cell) { self->data + begin, at - begin };
      trim (cell);
      if (i == column)
        return TRUE;
      at = skip_separator (self, at, end);
    }
  return FALSE;
}

static gboolean
parse_time (const char *text,
            double     *value)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  if (time == NULL)
    return FALSE;
  *value = (double) g_date_time_to_unix (time) + g_date_time_get_microsecond (time) / 1e6;
  return TRUE;
}

static gboolean
parse_number (const SolCsv *self,
              const Cell   *cell,
              double       *value)
{
  char text[SOL_CSV_CELL_MAX], *end, *comma;

  if (cell->length == 0 || cell->length >= sizeof text)
    return FALSE;
  memcpy (text, cell->text, cell->length);
  text[cell->length] = '\0';
  if (self->has_decimal_comma && (comma = strchr (text, ',')) != NULL)
    *comma = '.';
  *value = g_ascii_strtod (text, &end);
  if (end == text + cell->length)
    return isfinite (*value);
  return cell->length >= strlen ("2026-01-01") && g_ascii_isdigit (text[0]) && parse_time (text, value);
}

gboolean
sol_csv_read_cell (const SolCsv *self,
                   gsize         at,
                   guint         column,
                   double       *value)
{
  Cell cell;

  return find_cell (self, at, column, &cell) && parse_number (self, &cell, value);
}

/* The first of them that a line of the head has, in the order in which they are likely to be no part of a cell */
static char
find_separator (const SolCsv *self,
                gsize         end)
{
  for (const char *separator = "\t;,"; *separator != '\0'; separator++)
    if (memchr (self->data, *separator, end) != NULL)
      return *separator;
  return ' ';
}

static guint
count_cells (const SolCsv *self,
             gsize         at,
             guint        *n_numbers)
{
  Cell cell;
  guint n = 0;
  double value;

  *n_numbers = 0;
  while (n < SOL_WAVE_FILE_COLUMNS_MAX && find_cell (self, at, n, &cell))
    {
      *n_numbers += parse_number (self, &cell, &value);
      n++;
    }
  return n;
}

/* The first row with as many numbers as any of the head; what stands above it are headings */
static void
find_first (SolCsv *self,
            gsize  *heading)
{
  gsize at = 0, before = self->length;
  guint most = 0;

  if (self->length > 0 && strchr ("\r\n", self->data[0]) != NULL)
    at = sol_csv_next_row (self, 0);
  for (guint i = 0; i < HEAD_ROWS && at < self->length; i++)
    {
      guint n_numbers, n = count_cells (self, at, &n_numbers);

      if (n_numbers > most)
        {
          most = n_numbers;
          self->n_columns = n;
          self->first = at;
          *heading = before;
        }
      before = at;
      at = sol_csv_next_row (self, at);
    }
}

static char *
make_name (const SolCsv *self,
           gsize         heading,
           guint         column)
{
  Cell cell;
  g_autofree char *name = NULL;

  if (heading >= self->length || !find_cell (self, heading, column, &cell) || cell.length == 0)
    return g_strdup_printf (_("Column %u"), column + 1);
  name = g_utf8_make_valid (cell.text, (gssize) MIN (cell.length, NAME_OCTETS));
  return g_strdup (g_strstrip (g_strdelimit (name, "\r\n\t", ' ')));
}

static void
set_names (SolCsv *self,
           gsize   heading)
{
  self->names = g_new0 (char *, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++)
    self->names[i] = make_name (self, heading, i);
}

gboolean
sol_csv_open (SolCsv     *self,
              const char *data,
              gsize       length)
{
  gsize heading = length, head = 0;

  *self = (SolCsv) { .data = data, .length = length };
  if (length == 0)
    return FALSE;
  for (guint i = 0; i < HEAD_ROWS && head < length; i++)
    head = sol_csv_next_row (self, head);
  self->separator = find_separator (self, head);
  self->has_decimal_comma = self->separator == ';' || self->separator == '\t';
  find_first (self, &heading);
  if (self->n_columns == 0)
    return FALSE;
  set_names (self, heading);
  return TRUE;
}

void
sol_csv_clear (SolCsv *self)
{
  g_strfreev (self->names);
}
