/* sol-generator.c: waveforms to samples
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator.h"

#include "sol-impairment-private.h"
#include "sol-modulator-private.h"
#include "sol-payload.h"

#include <math.h>

#define TWO_PI (2.0 * G_PI)
#define INT16_SCALE 32767.0

struct _SolGenerator
{
  SolGeneratorSettings settings;   /* with a reference to the table */
  gboolean             is_modulated, is_impaired;
  double               duty;

  double               phase;      /* 0..1, of the next sample */
  guint                channel;
  guint32              sequence;   /* of the next message */
  SolRandom            random;
  SolRandom            fate;       /* of messages: samples are the same whatever becomes of them */
  SolModulator         modulator;
  SolImpairment        impairment;

  double              *values;     /* owned: the message's samples */
  gsize                n_allocated;
};

static double
wrap (double phase)
{
  return phase - floor (phase);
}

static double
get_start (const SolGeneratorSettings *settings,
           guint                       channel)
{
  return (settings->phase + channel * settings->channel_phase) / 360.0;
}

static void
take_settings (SolGenerator               *self,
               const SolGeneratorSettings *settings)
{
  sol_generator_settings_copy (settings, &self->settings);
  self->is_modulated = !sol_modulator_is_idle (settings);
  self->is_impaired = !sol_impairment_is_idle (settings);
  self->duty = settings->duty > 0.0 ? settings->duty : sol_shape_get_duty (settings->shape);
}

SolGenerator *
sol_generator_new_for_channel (const SolGeneratorSettings *settings,
                               guint64                     seed,
                               guint                       channel)
{
  SolGenerator *self = g_new0 (SolGenerator, 1);

  take_settings (self, settings);
  self->channel = channel;
  self->phase = wrap (get_start (settings, channel));
  self->random.state = seed + (guint64) channel * G_GUINT64_CONSTANT (0x632be59bd9b4e019);
  self->fate.state = ~self->random.state;
  return self;
}

SolGenerator *
sol_generator_new (const SolGeneratorSettings *settings,
                   guint64                     seed)
{
  return sol_generator_new_for_channel (settings, seed, 0);
}

void
sol_generator_free (SolGenerator *self)
{
  sol_generator_settings_clear (&self->settings);
  g_free (self->values);
  g_free (self);
}

void
sol_generator_set_settings (SolGenerator               *self,
                            const SolGeneratorSettings *settings)
{
  SolGeneratorSettings before = self->settings;

  self->phase = wrap (self->phase + get_start (settings, self->channel) - get_start (&before, self->channel));
  take_settings (self, settings);
  sol_generator_settings_clear (&before);
}

static double
add_harmonics (const SolGeneratorSettings *settings,
               double                      phase)
{
  double sum = 0.0;

  for (guint i = 0; i < settings->n_harmonics; i++)
    sum += settings->harmonics[i].amplitude
           * sin (TWO_PI * (settings->harmonics[i].order * phase + settings->harmonics[i].phase / 360.0));
  return sum;
}

/* Of amplitude 1 */
static double
evaluate (SolGenerator *self,
          double        phase,
          double        duty)
{
  const SolGeneratorSettings *settings = &self->settings;

  if (settings->shape == SOL_SHAPE_NOISE)
    return sol_random_gaussian (&self->random);
  return sol_shape_evaluate (settings->shape, phase, duty, settings->table, settings->interpolation)
         + add_harmonics (settings, phase);
}

static double
next_sample (SolGenerator *self)
{
  const SolGeneratorSettings *settings = &self->settings;
  SolModulation now = { settings->frequency_hz, 1.0, 0.0 };
  double value, step, at = self->phase;

  if (self->is_modulated)
    sol_modulator_step (&self->modulator, settings, &now);
  step = now.frequency_hz / settings->rate_hz;
  if (settings->jitter > 0.0)
    at = wrap (at + step * settings->jitter * sol_random_gaussian (&self->random));
  value = settings->offset
          + settings->amplitude * now.gain * evaluate (self, at, CLAMP (self->duty + now.duty_off, 0.0, 1.0));
  self->phase = wrap (self->phase + step);
  return self->is_impaired ? sol_impairment_apply (&self->impairment, settings, &self->random, value) : value;
}

void
sol_generator_read (SolGenerator *self,
                    double       *values,
                    gsize         n)
{
  for (gsize i = 0; i < n; i++)
    values[i] = next_sample (self);
}

/* Twice the amplitude and the offset, so that noise on top of the wave is not cut */
static double
get_full_scale (const SolGeneratorSettings *settings)
{
  return 2.0 * settings->amplitude + fabs (settings->offset);
}

double
sol_generator_get_scale (const SolGenerator *self)
{
  double full = get_full_scale (&self->settings);

  return self->settings.format != SOL_FORMAT_INT16 ? 1.0 : INT16_SCALE / (full > 0.0 ? full : 1.0);
}

GBytes *
sol_generator_next_payload (SolGenerator *self,
                            gint64        t0_ns)
{
  const SolGeneratorSettings *settings = &self->settings;
  SolPayload payload = { .format = settings->format, .decimals = settings->decimals, .rate_hz = settings->rate_hz,
                         .full_scale = get_full_scale (settings), .n = settings->n_points, .t0_ns = t0_ns };
  g_autoptr (GByteArray) octets = g_byte_array_sized_new (64 + 8 * settings->n_points);

  if (self->n_allocated < payload.n)
    {
      self->values = g_renew (double, self->values, payload.n);
      self->n_allocated = payload.n;
    }
  sol_generator_read (self, self->values, payload.n);
  payload.values = self->values;
  payload.sequence = self->sequence++;
  sol_payload_write (&payload, octets);
  return g_byte_array_free_to_bytes (g_steal_pointer (&octets));
}

guint
sol_generator_next_fate (SolGenerator *self,
                         double       *late_s)
{
  const SolGeneratorSettings *settings = &self->settings;
  gboolean is_lost = sol_random_uniform (&self->fate) <= settings->lost && settings->lost > 0.0;
  gboolean is_double = sol_random_uniform (&self->fate) <= settings->duplicates && settings->duplicates > 0.0;
  gboolean is_late = sol_random_uniform (&self->fate) <= settings->late && settings->late > 0.0;

  *late_s = is_late ? settings->late_s : 0.0;
  return is_lost ? 0 : is_double ? 2 : 1;
}

double
sol_generator_get_interval (const SolGenerator *self)
{
  return self->settings.n_points / self->settings.rate_hz;
}
