/* sol-wave-times.c: how fast the rows of a file follow each other
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave-times-private.h"

#include <math.h>
#include <string.h>

#define UNEVEN 0.1 /* of the mean step */

gboolean
sol_wave_times_is_heading (const char *heading)
{
  g_autofree char *word = g_utf8_strdown (heading, -1);

  return g_str_has_prefix (word, "time") || g_str_has_prefix (word, "date") || g_str_equal (word, "t")
         || g_str_equal (word, "ts") || g_str_has_prefix (word, "t_") || g_str_has_prefix (word, "t [")
         || g_str_has_prefix (word, "t (") || g_str_has_prefix (word, "zeit") || g_str_has_prefix (word, "时间");
}

void
sol_wave_times_add (SolWaveTimes *self,
                    double        time)
{
  double step = time - self->last;

  if (self->n == 0)
    self->first = time;
  else if (self->n == 1)
    self->least_step = self->most_step = step;
  else
    {
      self->least_step = MIN (self->least_step, step);
      self->most_step = MAX (self->most_step, step);
    }
  self->last = time;
  self->n++;
}

static gboolean
has_unit (const char *heading,
          const char *unit)
{
  const char *at = strstr (heading, unit);

  return at != NULL && at > heading && !g_ascii_isalpha (at[-1]) && !g_ascii_isalpha (at[strlen (unit)]);
}

/* Seconds that one of the column is */
static double
get_unit (const char *heading,
          double      first)
{
  static const struct
  {
    const char *unit;
    double      seconds;
    double      since_1970; /* what is more than that counts in it */
  } units[] = {
    { "ns", 1e-9, 1e17 }, { "us", 1e-6, 1e14 }, { "µs", 1e-6, 1e14 }, { "ms", 1e-3, 1e11 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (has_unit (heading, units[i].unit))
      return units[i].seconds;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (fabs (first) > units[i].since_1970)
      return units[i].seconds;
  return 1.0;
}

void
sol_wave_times_finish (const SolWaveTimes *self,
                       const char         *heading,
                       SolWaveFacts       *facts)
{
  double step;

  if (self->n < 2 || !(self->last > self->first))
    return;
  step = (self->last - self->first) / (double) (self->n - 1);
  facts->rate_hz = 1.0 / (step * get_unit (heading, self->first));
  facts->is_uneven = self->most_step - self->least_step > UNEVEN * step;
}
