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

static const char * const time_keys[] = {
  "timestamp", "Timestamp", "ts", "time", "Time", "t", "t0", "datetime", "last_seen",
};

gboolean
sol_stamp_is_key (SolJsonText key)
{
  for (guint i = 0; i < G_N_ELEMENTS (time_keys); i++)
    if (sol_json_text_equals (key, time_keys[i], strlen (time_keys[i])))
      return TRUE;
  return FALSE;
}

/* From where to where a number counts in which unit: the stretches between are nobody's time */
static const struct
{
  double       least, end;
  int          power;  /* of ten, to nanoseconds */
  SolStampKind kind;
} scales[] = {
  { 0.0,  1e8,  9, SOL_STAMP_BOOT },
  { 1e9,  1e10, 9, SOL_STAMP_UNIX },
  { 1e12, 1e13, 6, SOL_STAMP_UNIX },
  { 1e15, 1e16, 3, SOL_STAMP_UNIX },
  { 1e18, 9.2e18, 0, SOL_STAMP_UNIX },
};

/* More digits than a SolDecimal keeps */
static gboolean
set_rounded (double    ns,
             SolStamp *stamp)
{
  if (ns >= 9.2e18)
    return FALSE;
  stamp->ns = (gint64) ns;
  return TRUE;
}

gboolean
sol_stamp_from_number (const SolDecimal *number,
                       SolStamp         *stamp)
{
  double value = sol_decimal_to_double (number);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (value >= scales[i].least && value < scales[i].end)
      {
        stamp->kind = scales[i].kind;
        if (!number->is_truncated)
          return sol_decimal_to_fixed (number, scales[i].power, &stamp->ns);
        return set_rounded (value * pow (10.0, scales[i].power), stamp);
      }
  return FALSE;
}

/* GLib wants a zero behind the text and a zone; without a zone the source's clock says nothing about ours */
gboolean
sol_stamp_from_iso (SolJsonText text,
                    SolStamp   *stamp)
{
  char buffer[48];
  g_autoptr (GDateTime) time = NULL;

  if (text.length < 10 || text.length >= sizeof buffer || !g_ascii_isdigit (text.text[0]))
    return FALSE;
  memcpy (buffer, text.text, text.length);
  buffer[text.length] = '\0';
  if (buffer[10] == ' ')
    buffer[10] = 'T';
  time = g_date_time_new_from_iso8601 (buffer, NULL);
  if (time == NULL || g_date_time_to_unix (time) < 0 || g_date_time_to_unix (time) > MAX_UNIX_S)
    return FALSE;
  stamp->kind = SOL_STAMP_UNIX;
  stamp->ns = g_date_time_to_unix (time) * G_GINT64_CONSTANT (1000000000)
              + (gint64) g_date_time_get_microsecond (time) * 1000;
  return TRUE;
}

gboolean
sol_stamp_scan (SolJsonScan *scan,
                SolStamp    *stamp)
{
  SolDecimal number;
  SolJsonText text;
  const char *next;

  *stamp = (SolStamp) { SOL_STAMP_NONE, 0 };
  if (sol_json_scan_peek (scan) == '"')
    {
      if (!sol_json_scan_string (scan, &text))
        return FALSE;
      if (!sol_stamp_from_iso (text, stamp))
        stamp->kind = SOL_STAMP_NONE;
      return TRUE;
    }
  next = sol_decimal_scan (scan->p, scan->end, &number);
  if (next == NULL)
    return sol_json_scan_skip (scan);
  scan->p = next;
  if (!sol_stamp_from_number (&number, stamp))
    stamp->kind = SOL_STAMP_NONE;
  return TRUE;
}
