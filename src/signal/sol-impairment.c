/* sol-impairment.c: what spoils a signal: noise, drop-outs, drift, clipping
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-impairment-private.h"

gboolean
sol_impairment_is_idle (const SolGeneratorSettings *settings)
{
  return settings->noise == 0.0 && settings->dropouts_hz == 0.0 && settings->drift == 0.0 && settings->clip == 0.0;
}

/* A drop-out begins with a sample by the chance that it is due within its period */
static gboolean
is_dropped (SolImpairment              *self,
            const SolGeneratorSettings *settings,
            SolRandom                  *random)
{
  if (self->dropout_s <= 0.0 && sol_random_uniform (random) * settings->rate_hz <= settings->dropouts_hz)
    self->dropout_s = settings->dropout_s;
  if (self->dropout_s <= 0.0)
    return FALSE;
  self->dropout_s -= 1.0 / settings->rate_hz;
  return TRUE;
}

double
sol_impairment_apply (SolImpairment              *self,
                      const SolGeneratorSettings *settings,
                      SolRandom                  *random,
                      double                      value)
{
  value += self->drift;
  self->drift += settings->drift / settings->rate_hz;
  if (settings->drift == 0.0)
    self->drift = 0.0;
  if (settings->noise > 0.0)
    value += settings->noise * sol_random_gaussian (random);
  if (settings->clip > 0.0)
    value = CLAMP (value, -settings->clip, settings->clip);
  return settings->dropouts_hz > 0.0 && is_dropped (self, settings, random) ? 0.0 : value;
}
