/* sol-self-test-case.c: one shape in one payload family
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-self-test-case-private.h"

#include <math.h>

#include "sol-measure.h"

#define FREQUENCY_HZ 2.0
#define AMPLITUDE 2.0
#define OFFSET 0.5
#define SECONDS 3.0
#define N_PERIODS (SECONDS * FREQUENCY_HZ)
#define BLOCK_HZ 2000.0   /* samples a second of a family with many a message */
#define BLOCK_POINTS 500
#define SINGLE_HZ 200.0   /* of one with a sample a message */
#define PROBE_POINTS 4
#define GRID 10000        /* points at which a shape's extremes and mean are looked for */

typedef struct
{
  gsize    n_values;
  gboolean is_timed;
} Probe;

static void
probe_cb (const SolSampleBlock *block,
          gpointer              user_data)
{
  Probe *probe = user_data;

  probe->n_values = block->n_values;
  probe->is_timed = block->is_timed;
}

/* What a family says is asked of the family: how many samples of a message arrive, and whether with their time */
static Probe
probe_format (const SolGeneratorSettings *settings)
{
  g_autoptr (SolGenerator) generator = sol_generator_new (settings, 1);
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("probe");
  gint64 now_us = g_get_real_time ();
  g_autoptr (GBytes) payload = sol_generator_next_payload (generator, now_us * 1000);
  Probe probe = { 0 };
  gsize length;
  const guint8 *octets = g_bytes_get_data (payload, &length);

  sol_decoder_set_settings (decoder, &(SolDecoderSettings) { .format = settings->format });
  sol_decoder_decode (decoder, octets, length, now_us, probe_cb, &probe, NULL);
  return probe;
}

static void
set_messages (SolSelfTestCase *self,
              const Probe     *probe)
{
  SolGeneratorSettings *settings = &self->settings;
  gboolean is_single = probe->n_values < PROBE_POINTS;

  self->is_timed = probe->is_timed;
  settings->rate_hz = is_single ? SINGLE_HZ : BLOCK_HZ;
  /* Without a time of its own, a family's blocks are laid where they arrive: one holds everything */
  settings->n_points = is_single ? 1 : probe->is_timed ? BLOCK_POINTS : (guint) (SECONDS * BLOCK_HZ);
  self->n_messages = (guint) (SECONDS * settings->rate_hz) / settings->n_points;
}

/* Raw samples say neither what they are nor how fast: a person does */
static void
set_decoder (SolSelfTestCase *self)
{
  g_autoptr (SolGenerator) generator = sol_generator_new (&self->settings, 1);
  SolDecoderSettings settings = { .scale = 1.0 / sol_generator_get_scale (generator) };

  if (!self->is_timed && self->settings.n_points > 1)
    {
      settings.format = self->settings.format;
      settings.rate_hz = self->settings.rate_hz;
    }
  self->decoder = sol_decoder_new (self->topic);
  sol_decoder_set_settings (self->decoder, &settings);
}

SolSelfTestCase *
sol_self_test_case_new (SolShape  shape,
                        SolFormat format)
{
  const double form[] = { 0.0, 1.0, 1.0, 0.0, -1.0, -1.0 };
  SolSelfTestCase *self = g_new0 (SolSelfTestCase, 1);
  SolGeneratorSettings *settings = &self->settings;
  Probe probe;

  sol_generator_settings_init (settings);
  settings->shape = shape;
  settings->format = format;
  settings->frequency_hz = FREQUENCY_HZ;
  settings->amplitude = AMPLITUDE;
  settings->offset = OFFSET;
  settings->noise = 0.0;
  settings->n_points = PROBE_POINTS;
  if (shape == SOL_SHAPE_TABLE)
    settings->table = sol_shape_table_new (form, G_N_ELEMENTS (form), NULL);
  probe = probe_format (settings);
  set_messages (self, &probe);
  self->topic = g_strdup_printf ("soliton/self-test/%s/%s", sol_shape_get_nick (shape), sol_format_get_nick (format));
  set_decoder (self);
  self->channel = sol_channel_new (self->topic, NULL, 0, 0);
  return self;
}

void
sol_self_test_case_free (SolSelfTestCase *self)
{
  sol_generator_settings_clear (&self->settings);
  g_clear_pointer (&self->decoder, sol_decoder_free);
  g_clear_object (&self->channel);
  g_free (self->topic);
  g_free (self);
}

typedef struct
{
  SolChannel *channel;
  gint64      arrived_us;
} Sink;

static void
append_cb (const SolSampleBlock *block,
           gpointer              user_data)
{
  Sink *sink = user_data;

  sol_channel_append (sink->channel, block, sink->arrived_us);
}

void
sol_self_test_case_receive (SolSelfTestCase  *self,
                            const SolMessage *message)
{
  Sink sink = { self->channel, message->arrived_us };
  double late_s, interval_s = self->settings.n_points / self->settings.rate_hz;

  if (self->n_arrived == 0)
    self->first_us = message->arrived_us;
  late_s = (double) (message->arrived_us - self->first_us) / G_USEC_PER_SEC - self->n_arrived * interval_s;
  self->least_late_s = MIN (self->least_late_s, late_s);
  self->most_late_s = MAX (self->most_late_s, late_s);
  self->n_arrived++;
  sol_decoder_decode (self->decoder, sol_message_get_payload (message), message->payload_len, message->arrived_us,
                      append_cb, &sink, NULL);
}

gboolean
sol_self_test_value_has_passed (const SolSelfTestValue *self)
{
  if (isnan (self->set))
    return TRUE;
  return fabs (self->measured - self->set) <= self->error;
}

/* Half of what the payload rounds to */
static double
get_rounding (SolSelfTestCase *self)
{
  g_autoptr (SolGenerator) generator = sol_generator_new (&self->settings, 1);
  double scale = sol_generator_get_scale (generator);

  return 0.5 * MAX (pow (10.0, -(double) self->settings.decimals), scale != 1.0 ? 1.0 / scale : 0.0);
}

static void
set_expected (SolSelfTestCase *self,
              SolSelfTestRow  *row)
{
  double value, least = INFINITY, most = -INFINITY, sum = 0.0, duty = sol_shape_get_duty (self->settings.shape);

  for (guint i = 0; i < GRID; i++)
    {
      value = sol_shape_evaluate (self->settings.shape, (double) i / GRID, duty, self->settings.table,
                                  self->settings.interpolation);
      least = MIN (least, value);
      most = MAX (most, value);
      sum += value / GRID;
    }
  row->frequency.set = FREQUENCY_HZ;
  row->amplitude.set = AMPLITUDE * (most - least);
  row->mean.set = OFFSET + AMPLITUDE * sum;
}

/* The peaks lie between samples, edges anywhere between two; SELFTEST.md derives each line */
static void
set_errors (SolSelfTestCase *self,
            SolSelfTestRow  *row)
{
  double per_period = self->settings.rate_hz / FREQUENCY_HZ, rounding = get_rounding (self);
  double jitter_s = self->is_timed ? 0.0 : self->most_late_s - self->least_late_s;
  double ripple = self->settings.shape == SOL_SHAPE_COMPOSITE ? 1.0 - cos (MIN (10.0 / per_period, 1.0) * G_PI) : 0.0;

  row->frequency.error = FREQUENCY_HZ * (2.0 / (per_period * N_PERIODS) + 3.0 * jitter_s / SECONDS);
  row->amplitude.error = 2.0 * rounding + AMPLITUDE * (4.0 / per_period + 0.4 * ripple);
  row->mean.error = rounding + AMPLITUDE * 2.0 / per_period;
}

static void
set_for_noise (SolSelfTestCase *self,
               SolSelfTestRow  *row)
{
  double n = row->n_expected, clipped = self->settings.format == SOL_FORMAT_INT16 ? 0.05 : 0.0;

  row->frequency.set = NAN;
  row->amplitude.set = AMPLITUDE;
  row->amplitude.error = AMPLITUDE * (5.0 / sqrt (2.0 * n) + clipped);
  row->mean.set = OFFSET;
  row->mean.error = AMPLITUDE * (5.0 / sqrt (n) + clipped);
}

static void
set_for_constant (SolSelfTestCase *self,
                  SolSelfTestRow  *row)
{
  row->frequency.set = NAN;
  row->amplitude.error = 2.0 * get_rounding (self);
  row->mean.error = get_rounding (self) * (1.0 + 1e-6);
}

void
sol_self_test_case_judge (SolSelfTestCase *self,
                          SolSelfTestRow  *row)
{
  SolShape shape = self->settings.shape;
  SolMeasurement measurement;

  sol_channel_measure (self->channel, 0, G_MAXINT64, &measurement);
  *row = (SolSelfTestRow) { .shape = shape, .format = self->settings.format };
  row->n_expected = self->n_messages * self->settings.n_points;
  row->n_samples = (guint) measurement.n_samples;
  set_expected (self, row);
  set_errors (self, row);
  if (shape == SOL_SHAPE_NOISE)
    set_for_noise (self, row);
  else if (shape == SOL_SHAPE_DC)
    set_for_constant (self, row);
  row->frequency.measured = measurement.frequency_hz;
  row->amplitude.measured = shape == SOL_SHAPE_NOISE ? measurement.ac_rms : measurement.peak_to_peak;
  row->mean.measured = measurement.mean;
  row->has_passed = row->n_samples == row->n_expected && sol_self_test_value_has_passed (&row->frequency)
                    && sol_self_test_value_has_passed (&row->amplitude) && sol_self_test_value_has_passed (&row->mean);
}
