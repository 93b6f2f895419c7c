/* sol-decode-number.c: a payload that is one number, with or without a unit
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoded-private.h"

#include <string.h>

#include <glib/gi18n.h>

/* Source: PAYLOADS.md P05, P06 */

#define MAX_LENGTH 32 /* octets of a number with its unit */

static const struct
{
  const char *word;
  double      value;
} words[] = {
  { "true", 1.0 },  { "on", 1.0 },
  { "false", 0.0 }, { "off", 0.0 },
};

static const char * const units[] = {
  "V", "mV", "kV", "A", "mA", "W", "kW", "mW", "Wh", "kWh", "VA", "var", "Hz", "kHz", "MHz",
  "°C", "°F", "K", "C", "F", "%", "Pa", "hPa", "kPa", "mbar", "bar", "psi", "m", "mm", "cm", "km", "m/s", "km/h",
  "m/s²", "g",
  "kg", "s", "ms", "µs", "min", "h", "lx", "lm", "ppm", "ppb", "µg/m³", "dB", "dBm", "Ω", "kΩ", "°", "rpm", "l", "m³",
};

typedef struct
{
  const char *p, *end;
} Text;

static Text
trim (const guint8 *payload,
      gsize         length)
{
  Text text = { (const char *) payload, (const char *) payload + length };

  while (text.p < text.end && g_ascii_isspace (*text.p))
    text.p++;
  while (text.end > text.p && (g_ascii_isspace (text.end[-1]) || text.end[-1] == '\0'))
    text.end--;
  return text;
}

static gboolean
decode_word (SolDecoded *self,
             Text        text)
{
  gsize length = (gsize) (text.end - text.p);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i].word) == length && g_ascii_strncasecmp (words[i].word, text.p, length) == 0)
      return sol_decoded_add (self, words[i].value);
  return FALSE;
}

/* The list's word, so that nothing is borrowed from the payload */
static const char *
find_unit (Text text)
{
  gsize length = (gsize) (text.end - text.p);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strlen (units[i]) == length && memcmp (units[i], text.p, length) == 0)
      return units[i];
  return NULL;
}

/* `21,5` is a number where commas mark decimals; two commas are a list */
static gsize
copy_with_point (Text  text,
                 char *copy)
{
  gsize length = (gsize) (text.end - text.p);
  char *comma;

  memcpy (copy, text.p, length);
  comma = memchr (copy, ',', length);
  if (comma != NULL && memchr (copy, '.', length) == NULL)
    *comma = '.';
  return length;
}

static gboolean
decode_value (SolDecoded *self,
              Text        text)
{
  char copy[MAX_LENGTH];
  Text unit = { copy, copy };
  double value;

  unit.end += copy_with_point (text, copy);
  unit.p = sol_number_scan (copy, unit.end, &value);
  if (unit.p == NULL)
    return FALSE;
  while (unit.p < unit.end && *unit.p == ' ')
    unit.p++;
  if (unit.p < unit.end && (self->unit = find_unit (unit)) == NULL)
    return FALSE;
  return sol_decoded_add (self, value);
}

gboolean
sol_decode_number (SolDecoded    *self,
                   const guint8  *payload,
                   gsize          length,
                   GError       **error)
{
  Text text = trim (payload, length);

  if (text.p < text.end && text.end - text.p <= MAX_LENGTH
      && (decode_word (self, text) || decode_value (self, text)))
    return sol_decoded_add_channel (self, "", 0, 1);
  g_set_error_literal (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                       _("Not a number: expected text such as 21.5, 21.5 °C, true or OFF"));
  return FALSE;
}
