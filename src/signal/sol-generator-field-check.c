/* sol-generator-field-check.c: which numbers of a generator cannot be, in the words of its form
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-fields.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#define THIN_SPACE "\u2009"
#define MINUS "−"
#define LEAST_POWER 1e9 /* from here on a number without a unit is told as a power of ten */

static const struct
{
  double      factor;
  const char *prefix;
} prefixes[] = { { 1e9, "G" }, { 1e6, "M" }, { 1e3, "k" }, { 1, "" }, { 1e-3, "m" }, { 1e-6, "µ" }, { 1e-9, "n" } };

/* Milliseconds, but neither kiloseconds nor millidegrees */
static guint
find_prefix (double      size,
             const char *unit)
{
  guint first = strcmp (unit, "Hz") == 0 ? 0 : 3, last = strcmp (unit, "°") == 0 ? 3 : G_N_ELEMENTS (prefixes) - 1;

  for (guint i = first; i < last; i++)
    if (size == 0.0 ? prefixes[i].factor == 1 : size >= prefixes[i].factor)
      return i;
  return last;
}

/* `−360°`, `1 nHz` */
static char *
format_with_unit (double      value,
                  const char *unit)
{
  guint prefix = find_prefix (fabs (value), unit);

  return g_strdup_printf ("%s%.10g%s%s%s", value < 0.0 ? MINUS : "", fabs (value) / prefixes[prefix].factor,
                          strcmp (unit, "°") == 0 ? "" : THIN_SPACE, prefixes[prefix].prefix, unit);
}

/* `10¹²` */
static char *
format_power (double value)
{
  static const char *const digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  guint exponent = (guint) lround (log10 (fabs (value)));

  return g_strdup_printf ("%s10%s%s", value < 0.0 ? MINUS : "", exponent >= 10 ? digits[exponent / 10] : "",
                          digits[exponent % 10]);
}

static char *
format_bound (double      value,
              const char *unit)
{
  if (unit != NULL)
    return format_with_unit (value, unit);
  if (fabs (value) >= LEAST_POWER)
    return format_power (value);
  return g_strdup_printf ("%s%.10g", value < 0.0 ? MINUS : "", fabs (value));
}

/* As it was typed, so that it differs from a bound that is near */
static char *
format_typed (double      value,
              const char *unit)
{
  return g_strdup_printf ("%s%.10g%s%s", value < 0.0 ? MINUS : "", fabs (value),
                          unit == NULL || strcmp (unit, "°") == 0 ? "" : THIN_SPACE, unit != NULL ? unit : "");
}

gboolean
sol_generator_field_check (const SolGeneratorField  *self,
                           double                    value,
                           GError                  **error)
{
  g_autofree char *least = NULL, *most = NULL, *typed = NULL;

  if (value >= self->least && value <= self->most)
    return TRUE;
  least = format_bound (self->least, self->unit);
  most = format_bound (self->most, self->unit);
  typed = format_typed (value, self->unit);
  g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
               /* Translators: a field of the generator, the least and the most it can be, and what it is */
               _("%s must be between %s and %s, not %s"), _(self->name), least, most, typed);
  return FALSE;
}

const SolGeneratorField *
sol_generator_find_wrong_field (const SolGeneratorSettings *settings)
{
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);

  for (guint i = 0; i < n; i++)
    if (!sol_generator_field_check (&fields[i], sol_generator_field_get (&fields[i], settings), NULL))
      return &fields[i];
  return NULL;
}
