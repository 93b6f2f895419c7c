/* test-trigger.c: triggers in samples as they come, and which of them become pictures
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "sol-acquisition.h"
#include "sol-measure.h"
#include "sol-signal-error.h"

#define MS_NS G_GINT64_CONSTANT (1000000)
#define S_NS (1000 * MS_NS)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * S_NS)

/* Feeds samples 1 ms apart in pieces of @n_piece; the events in ms since T0, and their widths in ms */
static gsize
find (const SolTrigger *trigger,
      const double     *values,
      gsize             n,
      gsize             n_piece,
      double           *found_ms,
      double           *widths_ms)
{
  SolTriggerDetector detector;
  SolTriggerEvent event;
  gsize n_found = 0;

  sol_trigger_detector_init (&detector, trigger);
  for (gsize begin = 0; begin < n; begin += n_piece)
    {
      SolPiece piece = { .values = values + begin, .n = MIN (n_piece, n - begin), .period_ns = 1e6,
                         .t0_ns = T0_NS + (gint64) begin * MS_NS };

      for (gsize at = 0; sol_trigger_detector_next (&detector, &piece, &at, &event); n_found++)
        {
          found_ms[n_found] = (double) (event.t_ns - T0_NS) / 1e6;
          if (widths_ms != NULL)
            widths_ms[n_found] = event.width_s * 1e3;
        }
    }
  return n_found;
}

static void
assert_found (const SolTrigger *trigger,
              const double     *values,
              gsize             n,
              const double     *expected_ms,
              gsize             n_expected)
{
  double found_ms[64];

  for (gsize n_piece = 1; n_piece <= n; n_piece++)
    {
      g_assert_cmpuint (find (trigger, values, n, n_piece, found_ms, NULL), ==, n_expected);
      for (gsize i = 0; i < n_expected; i++)
        g_assert_cmpfloat_with_epsilon (found_ms[i], expected_ms[i], 1e-5);
    }
}

static void
test_edge (void)
{
  const double values[] = { 2, 0, 1, 3, 1.5, 2.5, 0, NAN, 4, 0, 4 };
  SolTrigger trigger = { SOL_EDGE_RISING, 2.0, 1.0 };

  assert_found (&trigger, values, G_N_ELEMENTS (values), (double[]) { 2.5, 9.5 }, 2);
  trigger = (SolTrigger) { SOL_EDGE_FALLING, 1.5, 0.5 };
  assert_found (&trigger, values, G_N_ELEMENTS (values), (double[]) { 0.25, 4.0, 5.4, 8.625 }, 4);
  trigger.edge = SOL_EDGE_EITHER;
  assert_found (&trigger, values, G_N_ELEMENTS (values), (double[]) { 0.25, 2.25, 4.0, 5.4, 8.625, 9.375 }, 6);
}

/* Positive pulses of 2, 5 and 1 ms, negative ones of 3 and 4 ms between */
static const double pulses[] = { 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 0, 0 };

static void
test_pulse (void)
{
  const SolTrigger shorter = { SOL_EDGE_RISING, 0.5, 0.2, SOL_TRIGGER_PULSE, .pulse_rule = SOL_PULSE_SHORTER,
                               .longest_s = 0.0025 };
  const SolTrigger longer = { SOL_EDGE_RISING, 0.5, 0.2, SOL_TRIGGER_PULSE, .pulse_rule = SOL_PULSE_LONGER,
                              .shortest_s = 0.0025 };
  const SolTrigger within = { SOL_EDGE_EITHER, 0.5, 0.2, SOL_TRIGGER_PULSE, .pulse_rule = SOL_PULSE_WITHIN,
                              .shortest_s = 0.0018, .longest_s = 0.0032 };
  const SolTrigger negative = { SOL_EDGE_FALLING, 0.5, 0.2, SOL_TRIGGER_PULSE, .pulse_rule = SOL_PULSE_LONGER,
                                .shortest_s = 0.001 };
  double found_ms[8], widths_ms[8];

  assert_found (&shorter, pulses, G_N_ELEMENTS (pulses), (double[]) { 3.5, 16.5 }, 2);
  assert_found (&longer, pulses, G_N_ELEMENTS (pulses), (double[]) { 11.5 }, 1);
  assert_found (&within, pulses, G_N_ELEMENTS (pulses), (double[]) { 3.5, 6.5 }, 2);
  assert_found (&negative, pulses, G_N_ELEMENTS (pulses), (double[]) { 6.5, 15.5 }, 2);
  g_assert_cmpuint (find (&negative, pulses, G_N_ELEMENTS (pulses), 4, found_ms, widths_ms), ==, 2);
  g_assert_cmpfloat_with_epsilon (widths_ms[0], 3.0, 1e-5);
  g_assert_cmpfloat_with_epsilon (widths_ms[1], 4.0, 1e-5);
}

/* A bump that stays within the hysteresis ends a negative pulse, and does not end it again when it is over */
static void
test_pulse_bump (void)
{
  const double values[] = { 0, 1, 0, 0, 0.6, 0, 0, 1, 1 };
  const SolTrigger negative = { SOL_EDGE_FALLING, 0.5, 0.2, SOL_TRIGGER_PULSE, .pulse_rule = SOL_PULSE_LONGER };

  assert_found (&negative, values, G_N_ELEMENTS (values), (double[]) { 3.0 + 5.0 / 6.0 }, 1);
}

static void
test_window (void)
{
  const double values[] = { 0, 2, 2, 4, 2.9, 2, 0.8, 1.2, 0, 5, 2 };
  SolTrigger trigger = { .level = 1.0, .upper_level = 3.0, .hysteresis = 0.5, .kind = SOL_TRIGGER_WINDOW,
                         .window_rule = SOL_WINDOW_ENTERS };

  assert_found (&trigger, values, G_N_ELEMENTS (values), (double[]) { 0.5, 3.0 + 1.0 / 1.1, 9.0 + 2.0 / 3.0 }, 3);
  trigger.window_rule = SOL_WINDOW_LEAVES;
  assert_found (&trigger, values, G_N_ELEMENTS (values), (double[]) { 2.5, 5.0 + 1.0 / 1.2 }, 2);
}

static void
test_timeout (void)
{
  SolTrigger trigger = { SOL_EDGE_EITHER, 0.5, 0.2, SOL_TRIGGER_TIMEOUT, .shortest_s = 0.0035 };

  assert_found (&trigger, pulses, G_N_ELEMENTS (pulses), (double[]) { 10.0, 15.0 }, 2);
  trigger.edge = SOL_EDGE_RISING;
  assert_found (&trigger, pulses, G_N_ELEMENTS (pulses), (double[]) { 10.0 }, 1);
  trigger.edge = SOL_EDGE_FALLING;
  trigger.shortest_s = 0.0012;
  assert_found (&trigger, pulses, G_N_ELEMENTS (pulses), (double[]) { 1.2, 4.7, 12.7, 17.7 }, 4);
}

static void
test_runt (void)
{
  const double values[] = { 0, 2, 0, 4, 4, 2, 4, 0, 2, 2, 0, 4 };
  SolTrigger trigger = { SOL_EDGE_RISING, 1.0, 0.5, SOL_TRIGGER_RUNT, .upper_level = 3.0 };

  assert_found (&trigger, values, G_N_ELEMENTS (values), (double[]) { 1.5, 9.5 }, 2);
  trigger.edge = SOL_EDGE_FALLING;
  assert_found (&trigger, values, G_N_ELEMENTS (values), (double[]) { 5.5 }, 1);
  trigger.edge = SOL_EDGE_EITHER;
  assert_found (&trigger, values, G_N_ELEMENTS (values), (double[]) { 1.5, 5.5, 9.5 }, 3);
}

static void
test_gap (void)
{
  const double low[] = { 0, 0 }, high[] = { 1, 1 };
  const SolTrigger trigger = { SOL_EDGE_RISING, 0.5, 0.1 };
  SolPiece piece = { .values = low, .n = 2, .period_ns = 1e6, .t0_ns = T0_NS };
  SolTriggerDetector detector;
  SolTriggerEvent event;
  gsize at = 0;

  sol_trigger_detector_init (&detector, &trigger);
  g_assert_cmpint (sol_trigger_detector_next (&detector, &piece, &at, &event), ==, FALSE);
  piece = (SolPiece) { .values = high, .n = 2, .period_ns = 1e6, .t0_ns = T0_NS + S_NS, .is_after_gap = TRUE };
  at = 0;
  g_assert_cmpint (sol_trigger_detector_next (&detector, &piece, &at, &event), ==, FALSE);
}

/* Farther apart than a double can be: the crossing is somewhere between the two */
static void
test_extremes (void)
{
  const double values[] = { -1.7e308, 1.7e308 };
  const SolTrigger trigger = { SOL_EDGE_RISING, 1e308, 0.0 };
  double found_ms[2];

  g_assert_cmpuint (find (&trigger, values, 2, 2, found_ms, NULL), ==, 1);
  g_assert_cmpfloat (found_ms[0], >=, 0.0);
  g_assert_cmpfloat (found_ms[0], <=, 1.0);
}

/* A sine at 5.5 samples in a period: the crossing is found between samples */
static void
test_interpolation (void)
{
  const SolTrigger trigger = { SOL_EDGE_RISING, 0.0, 0.1 };
  double values[2000], found_ms[400];
  gsize n_found;

  for (guint i = 0; i < 2000; i++)
    values[i] = sin (2.0 * G_PI * (i - 3.3) / 55.0);
  n_found = find (&trigger, values, 2000, 300, found_ms, NULL);
  g_assert_cmpuint (n_found, ==, 37);
  for (gsize i = 0; i < n_found; i++)
    g_assert_cmpfloat_with_epsilon (found_ms[i], 3.3 + 55.0 * (double) i, 1e-2);
}

static void
test_check (void)
{
  SolTrigger trigger = { SOL_EDGE_RISING, 1.0, 0.1, SOL_TRIGGER_WINDOW, .upper_level = 0.5 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sol_trigger_check (&trigger, &error), ==, FALSE);
  g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS);
  g_assert_nonnull (strstr (error->message, "upper_level"));
  trigger.kind = SOL_TRIGGER_EDGE;
  g_assert_cmpint (sol_trigger_check (&trigger, NULL), ==, TRUE);
  trigger.hysteresis = -1.0;
  g_assert_cmpint (sol_trigger_check (&trigger, NULL), ==, FALSE);
  trigger = (SolTrigger) { .kind = SOL_TRIGGER_PULSE, .pulse_rule = SOL_PULSE_WITHIN, .shortest_s = 2, .longest_s = 1 };
  g_assert_cmpint (sol_trigger_check (&trigger, NULL), ==, FALSE);
  trigger.shortest_s = NAN;
  g_assert_cmpint (sol_trigger_check (&trigger, NULL), ==, FALSE);
}

static SolAcquisition
make_acquisition (SolTriggerMode mode)
{
  SolAcquisition self;

  sol_acquisition_init (&self);
  self.mode = mode;
  self.span_ns = 100 * MS_NS;
  self.position = 0.25;
  return self;
}

static void
test_picture (void)
{
  SolAcquisition self = make_acquisition (SOL_TRIGGER_NORMAL);

  g_assert_cmpint (sol_acquisition_offer (&self, T0_NS), ==, FALSE);
  g_assert_cmpint (sol_acquisition_advance (&self, T0_NS + 74 * MS_NS, 0), ==, FALSE);
  g_assert_cmpint (self.state, ==, SOL_ACQUISITION_READY);
  g_assert_cmpint (sol_acquisition_offer (&self, T0_NS + 70 * MS_NS), ==, FALSE);
  g_assert_cmpint (sol_acquisition_advance (&self, T0_NS + 75 * MS_NS, 0), ==, TRUE);
  g_assert_cmpint (self.state, ==, SOL_ACQUISITION_TRIGGERED);
  g_assert_cmpint (self.trigger_ns, ==, T0_NS);
  g_assert_cmpint (sol_acquisition_get_begin (&self), ==, T0_NS - 25 * MS_NS);
  g_assert_cmpint (self.pending_ns, ==, 0);
  g_assert_cmpint (sol_acquisition_offer (&self, T0_NS + 76 * MS_NS), ==, FALSE);
  g_assert_cmpint (sol_acquisition_offer (&self, T0_NS + 200 * MS_NS), ==, TRUE);
  g_assert_cmpint (self.trigger_ns, ==, T0_NS + 76 * MS_NS);
  g_assert_cmpuint (self.n_acquired, ==, 2);
}

static void
test_holdoff (void)
{
  SolAcquisition self = make_acquisition (SOL_TRIGGER_NORMAL);
  guint n_complete = 0;

  self.holdoff_ns = 500 * MS_NS;
  for (guint i = 0; i < 100; i++)
    n_complete += sol_acquisition_offer (&self, T0_NS + i * 20 * MS_NS);
  g_assert_cmpuint (n_complete, ==, 4);
  g_assert_cmpint (self.trigger_ns, ==, T0_NS + 1500 * MS_NS);
}

static void
test_auto (void)
{
  SolAcquisition self = make_acquisition (SOL_TRIGGER_AUTO);

  sol_acquisition_run (&self, T0_NS);
  sol_acquisition_advance (&self, T0_NS + 200 * MS_NS, 0);
  g_assert_cmpint (self.state, ==, SOL_ACQUISITION_READY);
  sol_acquisition_advance (&self, T0_NS + 300 * MS_NS, 100);
  g_assert_cmpint (self.state, ==, SOL_ACQUISITION_AUTO);
  sol_acquisition_offer (&self, T0_NS + 310 * MS_NS);
  sol_acquisition_advance (&self, T0_NS + 400 * MS_NS, 200);
  g_assert_cmpint (self.state, ==, SOL_ACQUISITION_TRIGGERED);
  sol_acquisition_advance (&self, T0_NS + 400 * MS_NS, 3 * G_USEC_PER_SEC);
  g_assert_cmpint (self.state, ==, SOL_ACQUISITION_READY);
  sol_acquisition_advance (&self, T0_NS + 700 * MS_NS, 3 * G_USEC_PER_SEC);
  g_assert_cmpint (self.state, ==, SOL_ACQUISITION_AUTO);
}

static void
test_single (void)
{
  SolAcquisition self = make_acquisition (SOL_TRIGGER_SINGLE);

  sol_acquisition_run (&self, T0_NS);
  g_assert_cmpint (sol_acquisition_offer (&self, T0_NS - 1), ==, FALSE);
  g_assert_cmpint (self.pending_ns, ==, 0);
  sol_acquisition_offer (&self, T0_NS + 5);
  g_assert_cmpint (sol_acquisition_advance (&self, T0_NS + S_NS, 0), ==, TRUE);
  g_assert_cmpint (self.state, ==, SOL_ACQUISITION_STOPPED);
  sol_acquisition_offer (&self, T0_NS + 2 * S_NS);
  g_assert_cmpint (sol_acquisition_advance (&self, T0_NS + 3 * S_NS, 0), ==, FALSE);
  g_assert_cmpint (self.trigger_ns, ==, T0_NS + 5);
  sol_acquisition_run (&self, T0_NS + 3 * S_NS);
  g_assert_cmpint (self.state, ==, SOL_ACQUISITION_READY);
  sol_acquisition_stop (&self);
  sol_acquisition_offer (&self, T0_NS + 4 * S_NS);
  g_assert_cmpint (sol_acquisition_advance (&self, T0_NS + 5 * S_NS, 0), ==, FALSE);
}

static void
append_sine (SolChannel *channel,
             gint64      begin_ms)
{
  double values[100];
  SolSampleBlock block = { .path = "", .values = values, .n_values = 100, .t0_ns = T0_NS + begin_ms * MS_NS,
                           .rate_hz = 1000.0, .is_timed = TRUE };

  for (guint i = 0; i < 100; i++)
    values[i] = sin (2.0 * G_PI * ((double) begin_ms + i - 0.5) / 50.0);
  sol_channel_append (channel, &block, block.t0_ns / 1000);
}

static void
count_cb (gint64   trigger_ns,
          gpointer user_data)
{
  double *last_ms = user_data, t_ms = (double) (trigger_ns - T0_NS) / 1e6;

  g_assert_cmpfloat (t_ms, >, *last_ms);
  *last_ms = t_ms;
}

/* A picture for each period, told once; then the source's clock is set back */
static void
test_reader (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", "V", 0, 0);
  const SolTrigger trigger = { SOL_EDGE_RISING, 0.0, 0.1 };
  SolTriggerReader reader;
  double last_ms = -1.0;
  guint n = 0;

  sol_trigger_reader_init (&reader, &trigger);
  reader.acquisition.span_ns = 80 * MS_NS;
  g_assert_cmpuint (sol_trigger_reader_advance (&reader, channel, 0, NULL, NULL), ==, 0);
  for (guint i = 0; i < 40; i++)
    {
      append_sine (channel, i * 100);
      n += sol_trigger_reader_advance (&reader, channel, i * 100000, count_cb, &last_ms);
      g_assert_cmpuint (sol_trigger_reader_advance (&reader, channel, i * 100000, count_cb, &last_ms), ==, 0);
    }
  g_assert_cmpuint (n, ==, 79);
  g_assert_cmpfloat_with_epsilon (last_ms, 3950.5, 0.01);
  g_assert_cmpint (reader.acquisition.state, ==, SOL_ACQUISITION_TRIGGERED);
  append_sine (channel, -60000);
  append_sine (channel, -59900);
  g_assert_cmpuint (sol_trigger_reader_advance (&reader, channel, 4100000, NULL, NULL), ==, 3);
  g_assert_cmpint (reader.acquisition.trigger_ns, <, T0_NS);
  sol_trigger_reader_start (&reader, channel, T0_NS - 59900 * MS_NS);
  g_assert_cmpuint (sol_trigger_reader_advance (&reader, channel, 4100000, NULL, NULL), ==, 1);
}

typedef struct
{
  SolChannel              *channel;
  SolStretch               stretch;
  SolMeasurementStatistics statistics;
} Statistics;

static void
measure_cb (gint64   trigger_ns,
            gpointer user_data)
{
  Statistics *self = user_data;
  SolMeasurement measurement;

  sol_stretch_read (&self->stretch, self->channel, trigger_ns - 40 * MS_NS, trigger_ns + 120 * MS_NS, G_MAXSIZE);
  g_assert_cmpuint (self->stretch.n, ==, 160);
  sol_measure_stretch (&self->stretch, &measurement);
  sol_measurement_statistics_add (&self->statistics, &measurement);
}

/* What a page does: every complete picture is measured, also those that come and go between two frames */
static void
test_statistics (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", "V", 0, 0);
  const SolTrigger trigger = { SOL_EDGE_RISING, 0.0, 0.1 };
  Statistics statistics = { .channel = channel };
  const SolStatistics *frequency = &statistics.statistics.of[SOL_MEASURE_FREQUENCY];
  SolTriggerReader reader;
  guint n;

  sol_trigger_reader_init (&reader, &trigger);
  reader.acquisition.span_ns = 160 * MS_NS;
  reader.acquisition.position = 0.25;
  for (guint i = 0; i < 100; i++)
    append_sine (channel, i * 100);
  n = sol_trigger_reader_advance (&reader, channel, 0, measure_cb, &statistics);
  g_assert_cmpuint (n, ==, 66);
  g_assert_cmpuint (frequency->n, ==, n);
  g_assert_cmpfloat_with_epsilon (frequency->mean, 20.0, 0.01);
  g_assert_cmpfloat_with_epsilon (sol_statistics_get_sigma (frequency), 0.0, 0.01);
  g_assert_cmpfloat_with_epsilon (statistics.statistics.of[SOL_MEASURE_RMS].mean, 1.0 / G_SQRT2, 0.02);
  sol_stretch_clear (&statistics.stretch);
}

/* In what a channel keeps, an edge by the pyramid and a pulse by walking: both are the newest before a time */
static void
test_find (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", "V", 0, 0);
  const SolTrigger edge = { SOL_EDGE_FALLING, 0.0, 0.1 };
  const SolTrigger pulse = { SOL_EDGE_RISING, 0.0, 0.1, SOL_TRIGGER_PULSE, .pulse_rule = SOL_PULSE_WITHIN,
                             .shortest_s = 0.024, .longest_s = 0.026 };
  const SolTrigger longer = { SOL_EDGE_RISING, 0.0, 0.1, SOL_TRIGGER_PULSE, .pulse_rule = SOL_PULSE_LONGER,
                              .shortest_s = 0.03 };
  gint64 edge_ns, pulse_ns;

  for (guint i = 0; i < 40; i++)
    append_sine (channel, i * 100);
  g_assert_cmpint (sol_trigger_find (channel, &edge, T0_NS, T0_NS + 2 * S_NS, &edge_ns), ==, TRUE);
  g_assert_cmpint (sol_trigger_find (channel, &pulse, T0_NS, T0_NS + 2 * S_NS, &pulse_ns), ==, TRUE);
  g_assert_cmpfloat_with_epsilon ((double) (edge_ns - T0_NS) / 1e6, 1975.5, 0.01);
  g_assert_cmpint (pulse_ns, ==, edge_ns);
  g_assert_cmpint (sol_trigger_find (channel, &longer, T0_NS, T0_NS + 2 * S_NS, &pulse_ns), ==, FALSE);
}

static void
test_speed (void)
{
  const SolTrigger trigger = { SOL_EDGE_RISING, 0.5, 0.1, SOL_TRIGGER_PULSE, .shortest_s = 1.0 };
  g_autofree double *values = g_new (double, 1000000);
  double found_ms[4];
  gint64 begin_us;

  for (guint i = 0; i < 1000000; i++)
    values[i] = sin (2.0 * G_PI * i / 100.0);
  begin_us = g_get_monotonic_time ();
  g_assert_cmpuint (find (&trigger, values, 1000000, 1000, found_ms, NULL), ==, 0);
  g_test_message ("%.2f ns a sample", (double) (g_get_monotonic_time () - begin_us) / 1000.0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/trigger/edge", test_edge);
  g_test_add_func ("/signal/trigger/pulse", test_pulse);
  g_test_add_func ("/signal/trigger/pulse-bump", test_pulse_bump);
  g_test_add_func ("/signal/trigger/window", test_window);
  g_test_add_func ("/signal/trigger/timeout", test_timeout);
  g_test_add_func ("/signal/trigger/runt", test_runt);
  g_test_add_func ("/signal/trigger/gap", test_gap);
  g_test_add_func ("/signal/trigger/extremes", test_extremes);
  g_test_add_func ("/signal/trigger/interpolation", test_interpolation);
  g_test_add_func ("/signal/trigger/check", test_check);
  g_test_add_func ("/signal/trigger/picture", test_picture);
  g_test_add_func ("/signal/trigger/holdoff", test_holdoff);
  g_test_add_func ("/signal/trigger/auto", test_auto);
  g_test_add_func ("/signal/trigger/single", test_single);
  g_test_add_func ("/signal/trigger/reader", test_reader);
  g_test_add_func ("/signal/trigger/statistics", test_statistics);
  g_test_add_func ("/signal/trigger/find", test_find);
  g_test_add_func ("/signal/trigger/speed", test_speed);
  return g_test_run ();
}
