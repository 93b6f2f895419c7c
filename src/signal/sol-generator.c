/* sol-generator.c: waveforms to samples
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator.h"

#include "sol-payload.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#define MAX_POINTS 1000000u
#define MAX_DECIMALS 15u
#define MAX_RATE_HZ 1e9
#define MAX_LEVEL 1e12
#define MAX_MESSAGES 10000.0 /* a second */
#define TWO_PI (2.0 * G_PI)

struct _SolGenerator
{
  SolGeneratorSettings settings;
  double               phase;      /* 0..1, of the next sample */
  guint32              sequence;   /* of the next message */

  guint64              noise;      /* state of the random numbers */
  double               spare;      /* the second of a pair of Gaussian numbers */
  gboolean             has_spare;

  double              *values;     /* owned: the message's samples */
  gsize                n_allocated;
};

G_DEFINE_QUARK (sol-generator-error-quark, sol_generator_error)

static const char * const shape_nicks[SOL_N_SHAPES] = {
  "composite", "sine", "square", "triangle", "sawtooth", "pulse", "noise", "dc",
};

const char *
sol_shape_get_nick (SolShape shape)
{
  return (guint) shape < SOL_N_SHAPES ? shape_nicks[shape] : shape_nicks[0];
}

gboolean
sol_shape_from_nick (const char *nick,
                     SolShape   *shape)
{
  for (guint i = 0; i < SOL_N_SHAPES; i++)
    if (strcmp (shape_nicks[i], nick) == 0)
      {
        *shape = (SolShape) i;
        return TRUE;
      }
  return FALSE;
}

void
sol_generator_settings_init (SolGeneratorSettings *settings)
{
  *settings = (SolGeneratorSettings) {
    .shape = SOL_SHAPE_COMPOSITE, .frequency_hz = 2.0, .amplitude = 1.0, .noise = 0.1,
    .rate_hz = 300.0, .n_points = 300, .format = SOL_FORMAT_WAVEFORM_JSON, .decimals = 3,
  };
}

static gboolean
is_within (const char  *field,
           double       value,
           double       least,
           double       most,
           GError     **error)
{
  if (value >= least && value <= most)
    return TRUE;
  g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
               _("%s is %g: expected %g to %g"), field, value, least, most);
  return FALSE;
}

static gboolean
is_bearable (const SolGeneratorSettings  *settings,
             GError                     **error)
{
  double messages = settings->rate_hz / settings->n_points;

  if (messages <= MAX_MESSAGES)
    return TRUE;
  g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
               _("rate / points is %g messages a second: expected at most %g; put more points into a message"),
               messages, MAX_MESSAGES);
  return FALSE;
}

static gboolean
can_be_written (SolFormat   format,
                GError    **error)
{
  if (format >= SOL_FORMAT_WAVEFORM_JSON && format <= SOL_FORMAT_SOL1)
    return TRUE;
  g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
               _("format is %s: expected json, number, fields, csv, int16, float32 or sol1"),
               sol_format_get_nick (format));
  return FALSE;
}

gboolean
sol_generator_settings_check (const SolGeneratorSettings  *settings,
                              GError                     **error)
{
  if ((guint) settings->shape >= SOL_N_SHAPES)
    {
      g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
                   _("shape is %u: expected 0 to %d"), (guint) settings->shape, SOL_N_SHAPES - 1);
      return FALSE;
    }
  return is_within ("frequency", settings->frequency_hz, 1e-6, MAX_RATE_HZ, error)
         && is_within ("amplitude", settings->amplitude, 0.0, MAX_LEVEL, error)
         && is_within ("offset", settings->offset, -MAX_LEVEL, MAX_LEVEL, error)
         && is_within ("noise", settings->noise, 0.0, MAX_LEVEL, error)
         && is_within ("duty", settings->duty, 0.0, 1.0, error)
         && is_within ("rate", settings->rate_hz, 1e-3, MAX_RATE_HZ, error)
         && is_within ("points", settings->n_points, 1, MAX_POINTS, error)
         && is_within ("decimals", settings->decimals, 0, MAX_DECIMALS, error)
         && is_bearable (settings, error)
         && can_be_written (settings->format, error);
}

SolGenerator *
sol_generator_new (const SolGeneratorSettings *settings,
                   guint64                     seed)
{
  SolGenerator *self = g_new0 (SolGenerator, 1);

  self->settings = *settings;
  self->noise = seed;
  return self;
}

void
sol_generator_free (SolGenerator *self)
{
  g_free (self->values);
  g_free (self);
}

void
sol_generator_set_settings (SolGenerator               *self,
                            const SolGeneratorSettings *settings)
{
  self->settings = *settings;
}

/* Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014 (SplitMix64). Returns: (0, 1] */
static double
next_uniform (SolGenerator *self)
{
  guint64 z = self->noise += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;
  return (double) ((z >> 11) + 1) * 0x1p-53;
}

/* Box and Muller's way: two uniform numbers make two Gaussian ones */
static double
next_gaussian (SolGenerator *self)
{
  double radius, angle;

  if (self->has_spare)
    {
      self->has_spare = FALSE;
      return self->spare;
    }
  radius = sqrt (-2.0 * log (next_uniform (self)));
  angle = TWO_PI * next_uniform (self);
  self->spare = radius * sin (angle);
  self->has_spare = TRUE;
  return radius * cos (angle);
}

static double
get_triangle (double phase)
{
  return phase < 0.25 ? 4.0 * phase : phase < 0.75 ? 2.0 - 4.0 * phase : 4.0 * phase - 4.0;
}

static double
get_duty (const SolGeneratorSettings *settings)
{
  if (settings->duty > 0.0)
    return settings->duty;
  return settings->shape == SOL_SHAPE_PULSE ? 0.1 : 0.5;
}

/* One period over 0..1, peak 1, beginning with a rise through 0 where the shape has one */
static double
get_shape (SolGenerator *self,
           double        phase)
{
  const SolGeneratorSettings *settings = &self->settings;

  switch (settings->shape)
    {
    case SOL_SHAPE_COMPOSITE:
      return sin (TWO_PI * phase) + 0.2 * sin (TWO_PI * 10.0 * phase);
    case SOL_SHAPE_SINE:
      return sin (TWO_PI * phase);
    case SOL_SHAPE_SQUARE:
      return phase < get_duty (settings) ? 1.0 : -1.0;
    case SOL_SHAPE_TRIANGLE:
      return get_triangle (phase);
    case SOL_SHAPE_SAWTOOTH:
      return phase < 0.5 ? 2.0 * phase : 2.0 * phase - 2.0;
    case SOL_SHAPE_PULSE:
      return phase < get_duty (settings) ? 1.0 : 0.0;
    case SOL_SHAPE_NOISE:
      return next_gaussian (self);
    default:
      return 0.0;
    }
}

void
sol_generator_read (SolGenerator *self,
                    double       *values,
                    gsize         n)
{
  const SolGeneratorSettings *settings = &self->settings;
  double step = settings->frequency_hz / settings->rate_hz;

  for (gsize i = 0; i < n; i++)
    {
      values[i] = settings->offset + settings->amplitude * get_shape (self, self->phase);
      if (settings->noise > 0.0)
        values[i] += settings->noise * next_gaussian (self);
      self->phase += step;
      self->phase -= floor (self->phase);
    }
}

/* Twice the amplitude and the offset, so that noise on top of the wave is not cut */
static double
get_full_scale (const SolGeneratorSettings *settings)
{
  return 2.0 * settings->amplitude + fabs (settings->offset);
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

double
sol_generator_get_interval (const SolGenerator *self)
{
  return self->settings.n_points / self->settings.rate_hz;
}
