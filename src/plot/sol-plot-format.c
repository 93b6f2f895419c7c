/* sol-plot-format.c: tick steps, and numbers with SI prefixes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sol-plot.h"

#define THIN_SPACE "\u2009"
#define MINUS "\u2212"

#define LOWEST_GROUP (-5) /* f */
#define HIGHEST_GROUP 5   /* P */

static const char *const prefixes[] = { "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P" };

/* Units that nobody writes with a prefix */
static const char *const plain_units[] = { "%", "°", "°C", "°F", "℃", "℉", "dB", "dBm", "dBV", "ppm", "ppb",
                                           "rpm", "min", "h", "d", "pH", "lx", "mm", "cm", "km", "kg",
                                           "mg", "kWh", "kW", "kPa", "hPa", "mbar", "mV", "mA", "ms", NULL };

double
sol_plot_tick_step (double span,
                    guint  least)
{
  static const double factors[] = { 5, 2, 1 };
  double decade;

  if (!(span > 0) || !isfinite (span) || least == 0)
    return 1;

  /* One part in 10⁹ of slack, so that a span of ten steps has ten steps in spite of rounding */
  decade = pow (10, floor (log10 (span / least * (1 + 1e-9))));
  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    if (factors[i] * decade * least <= span * (1 + 1e-9))
      return factors[i] * decade;
  return decade;
}

static gboolean
takes_prefix (const char *unit)
{
  return unit != NULL && *unit != '\0' && !g_strv_contains (plain_units, unit);
}

/* Decimal exponent of @value once it is rounded to @digits: 999.9 with three digits is 1.00e3 */
static int
rounded_exponent (double value,
                  guint  digits)
{
  char text[32];
  const char *mark;

  g_snprintf (text, sizeof text, "%.*e", (int) digits - 1, value);
  mark = strchr (text, 'e');
  return mark != NULL ? atoi (mark + 1) : 0;
}

static int
group_of (int exponent)
{
  int group = exponent >= 0 ? exponent / 3 : -((2 - exponent) / 3);

  return CLAMP (group, LOWEST_GROUP, HIGHEST_GROUP);
}

/* @value with @places, a real minus sign, no minus before a zero, then prefix and unit */
static char *
compose (double      value,
         int         places,
         const char *prefix,
         const char *unit)
{
  g_autofree char *digits = g_strdup_printf ("%.*f", MAX (places, 0), fabs (value));
  gboolean is_zero = strspn (digits, "0.,") == strlen (digits);
  gboolean has_unit = *prefix != '\0' || (unit != NULL && *unit != '\0');

  return g_strconcat (value < 0 && !is_zero ? MINUS : "", digits, has_unit ? THIN_SPACE : "",
                      prefix, unit != NULL ? unit : "", NULL);
}

static char *
format_undefined (double      value,
                  const char *unit)
{
  if (isnan (value))
    return g_strdup ("—");
  return g_strconcat (value < 0 ? MINUS : "", "∞", unit != NULL && *unit != '\0' ? THIN_SPACE : "", unit, NULL);
}

/* An exponent as it is set */
static char *
format_exponent (int exponent)
{
  static const char *const digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  g_autofree char *plain = g_strdup_printf ("%d", abs (exponent));
  GString *text = g_string_new (exponent < 0 ? "⁻" : "");

  for (const char *at = plain; *at != '\0'; at++)
    g_string_append (text, digits[*at - '0']);
  return g_string_free (text, FALSE);
}

/* Numbers that are too long to be written out */
static char *
format_power (double      value,
              const char *unit,
              int         exponent,
              int         places)
{
  g_autofree char *number = compose (value / pow (10, exponent), places, "", "");
  g_autofree char *power = format_exponent (exponent);
  gboolean has_unit = unit != NULL && *unit != '\0';

  return g_strconcat (number, "·10", power, has_unit ? THIN_SPACE : "", has_unit ? unit : "", NULL);
}

char *
sol_plot_format_si (double      value,
                    const char *unit,
                    guint       digits)
{
  int exponent, group;

  g_return_val_if_fail (digits >= 1 && digits <= 9, NULL);

  if (!isfinite (value))
    return format_undefined (value, unit);
  if (value == 0)
    return compose (0, digits - 1, "", unit);

  exponent = rounded_exponent (value, digits);
  if (!takes_prefix (unit))
    {
      if (exponent < -4 || exponent > 8)
        return format_power (value, unit, exponent, (int) digits - 1);
      return compose (value, (int) digits - 1 - exponent, "", unit);
    }

  group = group_of (exponent);
  return compose (value / pow (1000, group), (int) digits - 1 - (exponent - 3 * group),
                  prefixes[group - LOWEST_GROUP], unit);
}

/* Places behind the point that steps of @step need */
static int
places_for (double step)
{
  return step > 0 ? CLAMP (-(int) floor (log10 (step) + 1e-9), 0, 12) : 0;
}

/* The decimal place of the first digit */
static int
place_of (double value)
{
  return (int) floor (log10 (fabs (value)) + 1e-9);
}

/* Whether numbers up to @largest would have more zeros than digits that tell ticks apart */
static gboolean
is_long (double largest,
         double step)
{
  int digits = place_of (largest) - place_of (step) + 1;

  return largest >= 1e16 || step < 1e-12 || ((largest >= 1e7 || step < 1e-5) && digits <= 3);
}

char *
sol_plot_format_tick (double      value,
                      double      step,
                      double      largest,
                      const char *unit)
{
  double reference = MAX (fabs (largest), fabs (step));
  int group = 0;

  if (reference > 0 && isfinite (reference) && takes_prefix (unit))
    group = group_of (rounded_exponent (reference, 6));
  if (step > 0 && isfinite (reference) && !takes_prefix (unit) && is_long (reference, step))
    return fabs (value) < step / 2 ? g_strdup ("0")
                                   : format_power (value, unit, place_of (reference),
                                                   MIN (place_of (reference) - place_of (step), 16));

  return compose (value / pow (1000, group), places_for (step / pow (1000, group)),
                  prefixes[group - LOWEST_GROUP], unit);
}

double
sol_plot_time_step (double span,
                    guint  least)
{
  static const double minutes[] = { 20, 10, 5, 2, 1 };
  double hours = sol_plot_tick_step (span / 3600, least);
  double seconds = sol_plot_tick_step (span, least);

  if (hours >= 1)
    return hours * 3600;
  for (guint i = 0; i < G_N_ELEMENTS (minutes); i++)
    if (minutes[i] * 60 * least <= span * (1 + 1e-9))
      return minutes[i] * 60;
  return MIN (seconds, 50);
}

char *
sol_plot_format_time (double seconds,
                      double step,
                      double largest)
{
  if (step >= 3600)
    return compose (seconds / 3600, 0, "", "h");
  if (step >= 60)
    return compose (seconds / 60, 0, "", "min");
  return sol_plot_format_tick (seconds, step, largest, "s");
}
