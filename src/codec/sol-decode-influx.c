/* sol-decode-influx.c: lines of the InfluxDB line protocol
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-points-private.h"

#include <string.h>

#include <glib/gi18n.h>

/* Source: PAYLOADS.md P15: `measurement,tag=value field=value,field=value time`. A channel is the measurement with its
 * tags, then the field: `psu,host=lab1/v`. The time is in ns unless its digits say otherwise. */

typedef struct
{
  const char *p, *end;   /* @end: of the line */
  SolDecoded *out;
} Walk;

/* Appends up to one of @stops, a backslash taking the meaning off what follows it */
static gboolean
scan_word (Walk       *self,
           const char *stops)
{
  const char *begin = self->p;

  for (; self->p < self->end && strchr (stops, *self->p) == NULL; self->p++)
    {
      if (*self->p == '\\' && self->p + 1 < self->end)
        self->p++;
      if (*self->p == '\0')
        return FALSE;
      g_string_append_c (self->out->path, *self->p);
    }
  return self->p > begin;
}

/* Measurement and tags, as they stand: they tell one source from another */
static gboolean
scan_series (Walk *self)
{
  g_string_truncate (self->out->path, 0);
  if (!scan_word (self, ", ="))
    return FALSE;
  while (self->p < self->end && *self->p == ',')
    {
      g_string_append_c (self->out->path, *self->p++);
      if (!scan_word (self, ", =") || self->p == self->end || *self->p != '=')
        return FALSE;
      g_string_append_c (self->out->path, *self->p++);
      if (!scan_word (self, ", ="))
        return FALSE;
    }
  return self->p < self->end && *self->p == ' ';
}

static gboolean
skip_string (Walk *self)
{
  for (self->p++; self->p < self->end && *self->p != '"'; self->p++)
    if (*self->p == '\\' && self->p + 1 < self->end)
      self->p++;
  return self->p++ < self->end;
}

static gboolean
is_bool (const char *text,
         gsize       length)
{
  static const char * const words[] = { "t", "T", "true", "True", "TRUE", "f", "F", "false", "False", "FALSE" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && memcmp (words[i], text, length) == 0)
      return TRUE;
  return FALSE;
}

/* Text is no channel; it is left out */
static gboolean
scan_value (Walk           *self,
            const SolStamp *stamp)
{
  const char *begin = self->p;
  double value;

  if (*begin == '"')
    return skip_string (self);
  while (self->p < self->end && *self->p != ',' && *self->p != ' ')
    self->p++;
  if (is_bool (begin, (gsize) (self->p - begin)))
    return sol_points_add (self->out, *begin == 't' || *begin == 'T', stamp, NULL, sol_states_get_bool ());
  begin = sol_number_scan (begin, self->p, &value);
  if (begin == NULL || (begin < self->p && (*begin == 'i' || *begin == 'u') && ++begin != self->p) || begin != self->p)
    return FALSE;
  return sol_points_add (self->out, value, stamp, NULL, NULL);
}

static gboolean
scan_fields (Walk           *self,
             const SolStamp *stamp)
{
  gsize series = self->out->path->len;

  do
    {
      self->p++;
      g_string_truncate (self->out->path, series);
      g_string_append_c (self->out->path, '/');
      if (!scan_word (self, ",= ") || self->p >= self->end || *self->p++ != '=' || self->p == self->end)
        return FALSE;
      if (!g_utf8_validate (self->out->path->str, -1, NULL) || !scan_value (self, stamp))
        return FALSE;
    }
  while (self->p < self->end && *self->p == ',');
  return self->p == self->end;
}

/* The time is the last word, when it is nothing but digits */
static SolStamp
cut_time (Walk *self)
{
  SolStamp stamp = { SOL_STAMP_NONE, 0 };
  SolDecimal number;
  const char *p = self->end;

  while (p > self->p && g_ascii_isdigit (p[-1]))
    p--;
  if (p > self->p && *(p - 1) == '-')
    p--;
  if (p == self->end || p == self->p || p[-1] != ' ' || memchr (self->p, '=', (gsize) (p - self->p)) == NULL)
    return stamp;
  if (sol_decimal_scan (p, self->end, &number) == self->end && !sol_stamp_from_number (&number, &stamp))
    stamp.kind = SOL_STAMP_NONE;
  for (self->end = p; self->end > self->p && self->end[-1] == ' '; self->end--)
    ;
  return stamp;
}

static gboolean
scan_line (Walk *self)
{
  SolStamp stamp;

  while (self->p < self->end && g_ascii_isspace (*self->p))
    self->p++;
  while (self->end > self->p && g_ascii_isspace (self->end[-1]))
    self->end--;
  if (self->p == self->end || *self->p == '#')
    return TRUE;
  stamp = cut_time (self);
  return scan_series (self) && scan_fields (self, &stamp);
}

gboolean
sol_decode_influx (SolDecoded    *self,
                   const guint8  *payload,
                   gsize          length,
                   GError       **error)
{
  const char *p = (const char *) payload, *end = p + length, *next;
  Walk walk = { .out = self };
  gboolean is_ok = TRUE;

  for (; p < end && is_ok; p = next + 1)
    {
      next = memchr (p, '\n', (gsize) (end - p));
      next = next != NULL ? next : end;
      walk.p = p;
      walk.end = next;
      is_ok = scan_line (&walk);
    }
  if (is_ok && sol_points_finish (self))
    return TRUE;
  g_set_error_literal (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                       _("Not lines for InfluxDB: expected psu,host=lab1 v=3.31,i=0.42 1700000000000000000"));
  return FALSE;
}
