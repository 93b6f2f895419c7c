/* sol-decode-pairs.c: names with their values: `temp:21.5,hum:40`
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-points-private.h"
#include "sol-quantity-private.h"

#include <string.h>

#include <glib/gi18n.h>

/* Source: PAYLOADS.md P08. As the plotter of Arduino's editor reads them: a line is a sample of each name in it. */

#define MAX_NAME 64 /* octets */

typedef struct
{
  const char *p, *end;
} Walk;

static gboolean
is_separator (char c)
{
  return c == ',' || c == ';' || c == '&' || g_ascii_isspace (c);
}

static void
skip_separators (Walk *self)
{
  while (self->p < self->end && is_separator (*self->p))
    self->p++;
}

/* A name begins with a letter: what begins with a digit is a time of day */
static gboolean
scan_name (Walk       *self,
           SolDecoded *out)
{
  const char *begin = self->p;

  if (self->p == self->end || (!g_ascii_isalpha (*self->p) && *self->p != '_' && (guint8) *self->p < 0x80))
    return FALSE;
  while (self->p < self->end && *self->p != ':' && *self->p != '=')
    if (strchr (",;&\"'{}[]\n\r", *self->p) != NULL || self->p - begin > MAX_NAME)
      return FALSE;
    else
      self->p++;
  if (self->p == self->end)
    return FALSE;
  g_string_truncate (out->path, 0);
  g_string_append_len (out->path, begin, self->p++ - begin);
  g_strchomp (out->path->str);
  out->path->len = strlen (out->path->str);
  return g_utf8_validate (out->path->str, -1, NULL);
}

/* A number, its unit behind it or behind a space, or a word that says a state */
static gboolean
scan_value (Walk       *self,
            SolDecoded *out)
{
  static const SolStamp stamp = { SOL_STAMP_NONE, 0 };
  const SolStates *states = NULL;
  SolQuantity quantity = { 0 };
  const char *begin, *end;

  while (self->p < self->end && *self->p == ' ')
    self->p++;
  begin = self->p;
  while (self->p < self->end && !is_separator (*self->p))
    self->p++;
  for (end = self->p; end < self->end && *end == ' '; end++)
    ;
  while (end < self->end && !is_separator (*end) && *end != ':' && *end != '=')
    end++;
  if (sol_quantity_scan (begin, (gsize) (end - begin), &quantity) && quantity.unit != NULL)
    self->p = end;
  else if (!sol_quantity_scan (begin, (gsize) (self->p - begin), &quantity)
           && (states = sol_states_find (begin, (gsize) (self->p - begin), &quantity.value)) == NULL)
    return FALSE;
  return sol_points_add (out, quantity.value, &stamp, quantity.unit, states);
}

gboolean
sol_decode_pairs (SolDecoded    *self,
                  const guint8  *payload,
                  gsize          length,
                  GError       **error)
{
  Walk walk = { (const char *) payload, (const char *) payload + length };

  for (skip_separators (&walk); walk.p < walk.end; skip_separators (&walk))
    if (!scan_name (&walk, self) || !scan_value (&walk, self))
      break;
  if (walk.p == walk.end && sol_points_finish (self))
    return TRUE;
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
               _("Not names with values, such as temp:21.5,hum:40: stopped at octet %zu of %zu"),
               (gsize) (walk.p - (const char *) payload), length);
  return FALSE;
}
