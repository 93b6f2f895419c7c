/* sol-quantity.c: a number with its unit, as people write it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-quantity-private.h"

#include <string.h>

/* Source: PAYLOADS.md P05, P06 */

#define MAX_LENGTH 32 /* octets of a number with its unit */

static const char * const units[] = {
  "V", "mV", "µV", "kV", "A", "mA", "µA", "W", "mW", "kW", "MW", "VA", "kVA", "var", "kvar", "Wh", "kWh", "MWh", "Ah",
  "mAh", "J", "kJ", "Ω", "kΩ", "MΩ", "F", "µF", "nF", "pF", "H", "mH", "µH", "T", "mT", "µT", "G", "Hz", "kHz", "MHz",
  "GHz", "°C", "°F", "K", "C", "%", "%RH", "Pa", "hPa", "kPa", "MPa", "mbar", "bar", "psi", "mmHg", "inHg", "N", "kN",
  "Nm", "m", "mm", "cm", "km", "µm", "in", "ft", "mi", "m/s", "km/h", "mph", "kn", "m/s²", "m/s^2", "g", "mg", "kg",
  "t", "lb", "s", "ms", "µs", "us", "ns", "min", "h", "d", "lx", "lm", "cd", "ppm", "ppb", "µg/m³", "mg/m³", "dB",
  "dBm", "dBA", "°", "deg", "rad", "rpm", "l", "L", "ml", "m³", "m3", "m³/h", "l/min", "L/min", "mm/h", "W/m²", "µS/cm",
  "mS/cm", "pH", "B", "kB", "MB", "GB", "bit/s", "kbit/s", "Mbit/s", "€", "CO2ppm",
};

/* The same said in another way */
static const struct
{
  const char *word, *unit;
} aliases[] = {
  { "Cel", "°C" },     { "degC", "°C" },    { "ºC", "°C" },      { "℃", "°C" },       { "℉", "°F" },
  { "degF", "°F" },    { "%EL", "%" },      { "uV", "µV" },      { "uA", "µA" },      { "ohm", "Ω" },
  { "Ohm", "Ω" },      { "Ohms", "Ω" },     { "kOhm", "kΩ" },    { "volt", "V" },     { "volts", "V" },
  { "Volt", "V" },     { "watt", "W" },     { "Watt", "W" },     { "amp", "A" },      { "lux", "lx" },
  { "percent", "%" },  { "lon", "°" },      { "lat", "°" },      { "m2", "m²" },      { "m/s2", "m/s²" },
  { "μV", "µV" },      { "μA", "µA" },      { "μs", "µs" },      { "μT", "µT" },      { "μg/m³", "µg/m³" },
  { "ug/m3", "µg/m³" }, { "V/A", "Ω" },
};

const char *
sol_unit_find (const char *text,
               gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strlen (units[i]) == length && memcmp (units[i], text, length) == 0)
      return units[i];
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (strlen (aliases[i].word) == length && memcmp (aliases[i].word, text, length) == 0)
      return aliases[i].unit;
  return NULL;
}

const char *
sol_unit_normalize (const char *unit)
{
  const char *found = sol_unit_find (unit, strlen (unit));

  return found != NULL ? found : unit;
}

/* `21,5` is a number where commas mark decimals; two commas are a list */
static gsize
copy_with_point (const char *text,
                 gsize       length,
                 char       *copy)
{
  char *comma;

  memcpy (copy, text, length);
  comma = memchr (copy, ',', length);
  if (comma != NULL && memchr (copy, '.', length) == NULL)
    *comma = '.';
  return length;
}

gboolean
sol_quantity_scan (const char   *text,
                   gsize         length,
                   SolQuantity  *quantity)
{
  char copy[MAX_LENGTH];
  const char *end, *unit;

  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  while (length > 0 && (g_ascii_isspace (text[length - 1]) || text[length - 1] == '\0'))
    length--;
  if (length == 0 || length > MAX_LENGTH)
    return FALSE;
  end = copy + copy_with_point (text, length, copy);
  unit = sol_number_scan (copy, end, &quantity->value);
  if (unit == NULL)
    return FALSE;
  while (unit < end && *unit == ' ')
    unit++;
  quantity->unit = unit < end ? sol_unit_find (unit, (gsize) (end - unit)) : NULL;
  return unit == end || quantity->unit != NULL;
}
