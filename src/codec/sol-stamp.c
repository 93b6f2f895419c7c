/* sol-stamp.c: what a time in a payload means
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoded-private.h"

#include <math.h>
#include <string.h>

#define MAX_UNIX_S G_GINT64_CONSTANT (9000000000) /* year 2255: in ns it still fits */

/* From where to where a number counts in which unit: the stretches between are nobody's time */
typedef struct
{
  double       least, end;
  int          power;  /* of ten, to nanoseconds */
  gint64       ns;     /* the same as a factor */
  SolStampKind kind;
} Scale;

static const Scale scales[] = {
  { 0.0,  1e8,  9, 1000000000, SOL_STAMP_BOOT },
  { 1e9,  9e9,  9, 1000000000, SOL_STAMP_UNIX },
  { 1e12, 9e12, 6, 1000000, SOL_STAMP_UNIX },
  { 1e15, 9e15, 3, 1000, SOL_STAMP_UNIX },
  { 1e18, 9e18, 0, 1, SOL_STAMP_UNIX },
};

static const Scale *
find_scale (double value)
{
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (value >= scales[i].least && value < scales[i].end)
      return &scales[i];
  return NULL;
}

gboolean
sol_stamp_from_double (double    number,
                       SolStamp *stamp)
{
  const Scale *scale = find_scale (number);
  double whole, rest;

  if (scale == NULL)
    return FALSE;
  rest = modf (number, &whole);
  stamp->kind = scale->kind;
  stamp->ns = (gint64) whole * scale->ns + (gint64) rint (rest * (double) scale->ns);
  return TRUE;
}

/* @value: of @number, which says it exactly */
static gboolean
from_exact (const SolDecimal *number,
            double            value,
            SolStamp         *stamp)
{
  const Scale *scale = find_scale (value);

  if (scale == NULL)
    return FALSE;
  stamp->kind = scale->kind;
  return sol_decimal_to_fixed (number, scale->power, &stamp->ns);
}

gboolean
sol_stamp_from_number (const SolDecimal *number,
                       SolStamp         *stamp)
{
  double value = sol_decimal_to_double (number);

  return number->is_truncated ? sol_stamp_from_double (value, stamp) : from_exact (number, value, stamp);
}

/* GLib wants a zero behind the text and a zone; without a zone the source's clock says nothing about ours */
static GDateTime *
parse_iso (SolJsonText  text,
           GTimeZone   *zone)
{
  char buffer[48];

  if (text.length < 10 || text.length >= sizeof buffer || !g_ascii_isdigit (text.text[0]))
    return NULL;
  memcpy (buffer, text.text, text.length);
  buffer[text.length] = '\0';
  if (buffer[10] == ' ')
    buffer[10] = 'T';
  return g_date_time_new_from_iso8601 (buffer, zone);
}

gboolean
sol_stamp_is_local (const SolTape *tape,
                    const SolNode *node)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (node->type != SOL_NODE_TEXT)
    return FALSE;
  zone = g_time_zone_new_utc ();
  time = parse_iso ((SolJsonText) { sol_tape_get_text (tape, node), node->n }, zone);
  return time != NULL;
}

gboolean
sol_stamp_from_iso (SolJsonText text,
                    SolStamp   *stamp)
{
  g_autoptr (GDateTime) time = parse_iso (text, NULL);

  if (time == NULL || g_date_time_to_unix (time) < 0 || g_date_time_to_unix (time) > MAX_UNIX_S)
    return FALSE;
  stamp->kind = SOL_STAMP_UNIX;
  stamp->ns = g_date_time_to_unix (time) * G_GINT64_CONSTANT (1000000000)
              + (gint64) g_date_time_get_microsecond (time) * 1000;
  return TRUE;
}

gboolean
sol_stamp_from_text (const char *text,
                     gsize       length,
                     SolStamp   *stamp)
{
  SolDecimal number;

  if (sol_decimal_scan (text, text + length, &number) == text + length)
    return sol_stamp_from_number (&number, stamp);
  return sol_stamp_from_iso ((SolJsonText) { text, length }, stamp);
}

gboolean
sol_stamp_from_node (const SolTape *tape,
                     const SolNode *node,
                     SolStamp      *stamp)
{
  SolDecimal number = { .mantissa = node->mantissa, .exponent = node->exponent, .is_negative = node->is_negative };
  gboolean is_time = FALSE;

  if (node->type == SOL_NODE_TEXT)
    is_time = sol_stamp_from_text (sol_tape_get_text (tape, node), node->n, stamp);
  else if (node->type == SOL_NODE_NUMBER)
    is_time = node->is_exact ? from_exact (&number, node->number, stamp) : sol_stamp_from_double (node->number, stamp);
  if (!is_time)
    *stamp = (SolStamp) { SOL_STAMP_NONE, 0 };
  return is_time;
}
