/* sol-tape-json.c: JSON onto the tape
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-tape-private.h"

#include <math.h>

#include <glib/gi18n.h>

static gboolean walk_value (SolDecoded  *self,
                            SolJsonScan *scan);

/* Copies text as it stands, or what its escapes mean */
static gsize
copy_text (SolDecoded  *self,
           SolJsonText  text)
{
  gsize begin = self->tape.text->len;

  sol_json_text_append (text, self->tape.text);
  return begin;
}

static gboolean
walk_members (SolDecoded  *self,
              SolJsonScan *scan)
{
  gboolean is_first = TRUE, has_next;
  SolJsonText key;

  if (!sol_json_scan_open (scan, '{') || !sol_tape_open_map (self))
    return FALSE;
  while (sol_json_scan_next (scan, '}', &is_first, &has_next))
    {
      if (!has_next)
        return sol_tape_close (self);
      if (!sol_json_scan_key (scan, &key) || !sol_tape_key_at (self, copy_text (self, key)) || !walk_value (self, scan))
        return FALSE;
    }
  return FALSE;
}

static inline gboolean
is_number_begin (char c)
{
  return (guint8) (c - '0') < 10 || c == '-';
}

/* The innermost loop: a number in an array of numbers is scanned, added, and nothing else */
static gboolean
walk_elements (SolDecoded  *self,
               SolJsonScan *scan)
{
  gboolean is_first = TRUE, has_next;
  const char *next;
  double value;

  if (!sol_json_scan_open (scan, '[') || !sol_tape_open_array (self))
    return FALSE;
  while (sol_json_scan_next (scan, ']', &is_first, &has_next))
    {
      if (!has_next)
        return sol_tape_close (self);
      if (self->tape.is_run && is_number_begin (sol_json_scan_peek (scan))
          && (next = sol_number_scan (scan->p, scan->end, &value)) != NULL)
        {
          scan->p = next;
          if (!sol_tape_number (self, value))
            return FALSE;
        }
      else if (!walk_value (self, scan))
        return FALSE;
    }
  return FALSE;
}

/* A number, or one of the words that stand for a value */
static gboolean
walk_scalar (SolDecoded  *self,
             SolJsonScan *scan)
{
  char first = *scan->p;
  SolDecimal decimal;
  const char *next = sol_decimal_scan (scan->p, scan->end, &decimal);
  double value;

  if (next != NULL)
    {
      scan->p = next;
      return sol_tape_decimal (self, &decimal);
    }
  if (!sol_json_scan_value (scan, &value))
    return FALSE;
  return first == 't' || first == 'f' ? sol_tape_bool (self, value != 0.0) : sol_tape_null (self);
}

static gboolean
walk_value (SolDecoded  *self,
            SolJsonScan *scan)
{
  SolJsonText text;

  switch (sol_json_scan_peek (scan))
    {
    case '{':
      return walk_members (self, scan);
    case '[':
      return walk_elements (self, scan);
    case '"':
      return sol_json_scan_string (scan, &text) && sol_tape_text_at (self, copy_text (self, text));
    case '\0':
      return FALSE;
    default:
      return walk_scalar (self, scan);
    }
}

gboolean
sol_tape_read_json (SolDecoded    *self,
                    const guint8  *payload,
                    gsize          length,
                    GError       **error)
{
  SolJsonScan scan;

  sol_json_scan_init (&scan, (const char *) payload, length);
  sol_tape_begin (self);
  if (walk_value (self, &scan) && sol_json_scan_is_done (&scan) && sol_tape_finish (self))
    return TRUE;
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT, _("Not JSON: stopped at octet %zu of %zu"),
               (gsize) (scan.p - (const char *) payload), length);
  return FALSE;
}
