/* test-wave.c: the generator's own timer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "sol-decoder.h"
#include "sol-wave.h"

#define DEADLINE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  GMutex     lock;
  GCond      changed;
  GPtrArray *messages;
  GArray    *early_us;   /* of each: how long before its time it came */
  gboolean   is_done;
  guint      refuse;     /* every so many-th is refused; 0: none */
} Sink;

static gboolean
publish_cb (SolMessage *message,
            gpointer    user_data)
{
  Sink *sink = user_data;
  gint64 early_us = message->arrived_us - g_get_real_time ();
  gboolean was_sent;

  g_mutex_lock (&sink->lock);
  g_ptr_array_add (sink->messages, sol_message_ref (message));
  g_array_append_val (sink->early_us, early_us);
  was_sent = sink->refuse == 0 || sink->messages->len % sink->refuse != 0;
  g_cond_signal (&sink->changed);
  g_mutex_unlock (&sink->lock);
  return was_sent;
}

static void
done_cb (gpointer user_data)
{
  Sink *sink = user_data;

  g_mutex_lock (&sink->lock);
  sink->is_done = TRUE;
  g_cond_signal (&sink->changed);
  g_mutex_unlock (&sink->lock);
}

static void
sink_init (Sink *sink)
{
  memset (sink, 0, sizeof *sink);
  g_mutex_init (&sink->lock);
  g_cond_init (&sink->changed);
  sink->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_message_unref);
  sink->early_us = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
sink_clear (Sink *sink)
{
  g_ptr_array_unref (sink->messages);
  g_array_unref (sink->early_us);
  g_mutex_clear (&sink->lock);
  g_cond_clear (&sink->changed);
}

static void
wait_for (Sink  *sink,
          guint  n)
{
  gint64 deadline_us = g_get_monotonic_time () + DEADLINE_US;
  gboolean in_time = TRUE;

  g_mutex_lock (&sink->lock);
  while (in_time && !(n > 0 ? sink->messages->len >= n : sink->is_done))
    in_time = g_cond_wait_until (&sink->changed, &sink->lock, deadline_us);
  g_mutex_unlock (&sink->lock);
  g_assert_cmpint (in_time, ==, TRUE);
}

static guint
count (Sink *sink)
{
  guint n;

  g_mutex_lock (&sink->lock);
  n = sink->messages->len;
  g_mutex_unlock (&sink->lock);
  return n;
}

static void
init_settings (SolGeneratorSettings *settings,
               double                messages_a_second)
{
  sol_generator_settings_init (settings);
  settings->n_points = 4;
  settings->rate_hz = 4.0 * messages_a_second;
  settings->frequency_hz = messages_a_second / 8.0;
  settings->noise = 0.0;
  settings->shape = SOL_SHAPE_SINE;
}

/* The stated times are exact multiples of the interval, whatever the timer did */
static void
test_no_drift (void)
{
  Sink sink;
  SolGeneratorSettings settings;
  g_autoptr (SolWave) wave = NULL;
  gint64 first_us;

  sink_init (&sink);
  init_settings (&settings, 200.0);
  wave = sol_wave_new (NULL, &settings, "wave", 1, TRUE, 100, publish_cb, &sink, done_cb);
  wait_for (&sink, 0);
  g_assert_cmpuint (sink.messages->len, ==, 100);
  first_us = ((SolMessage *) sink.messages->pdata[0])->arrived_us;
  for (guint i = 0; i < 100; i++)
    {
      const SolMessage *message = sink.messages->pdata[i];

      g_assert_cmpstr (message->topic, ==, "wave");
      g_assert_cmpuint (message->qos, ==, 1);
      g_assert_cmpuint (message->retain, ==, TRUE);
      g_assert_cmpint (message->arrived_us - first_us, ==, 5000 * i);
      g_assert_cmpint (g_array_index (sink.early_us, gint64, i), <, 1000);
    }
  g_clear_pointer (&wave, sol_wave_free);
  sink_clear (&sink);
}

/* 10,000 messages a second: several a wake-up, none early, none left out */
static void
test_fast (void)
{
  Sink sink;
  SolGeneratorSettings settings;
  g_autoptr (SolWave) wave = NULL;
  SolWaveCounts counts;

  sink_init (&sink);
  init_settings (&settings, 10000.0);
  settings.format = SOL_FORMAT_FLOAT32;
  wave = sol_wave_new (NULL, &settings, "wave", 0, FALSE, 5000, publish_cb, &sink, done_cb);
  wait_for (&sink, 0);
  for (guint i = 0; i < 5000; i++)
    g_assert_cmpint (g_array_index (sink.early_us, gint64, i), <, 1000);
  sol_wave_get_counts (wave, &counts);
  g_assert_cmpuint (counts.n_sent, ==, 5000);
  g_assert_cmpuint (counts.n_lost, ==, 0);
  g_clear_pointer (&wave, sol_wave_free);
  sink_clear (&sink);
}

static void
test_counts_lost (void)
{
  Sink sink;
  SolGeneratorSettings settings;
  g_autoptr (SolWave) wave = NULL;
  SolWaveCounts counts;

  sink_init (&sink);
  sink.refuse = 4;
  init_settings (&settings, 1000.0);
  wave = sol_wave_new (NULL, &settings, "wave", 0, FALSE, 40, publish_cb, &sink, done_cb);
  wait_for (&sink, 0);
  sol_wave_get_counts (wave, &counts);
  g_assert_cmpuint (counts.n_sent, ==, 30);
  g_assert_cmpuint (counts.n_lost, ==, 10);
  g_clear_pointer (&wave, sol_wave_free);
  sink_clear (&sink);
}

typedef struct
{
  GArray *values;
  double  rate_hz;
} Values;

static void
collect_cb (const SolSampleBlock *block,
            gpointer              user_data)
{
  Values *values = user_data;

  g_array_append_vals (values->values, block->values, (guint) block->n_values);
  values->rate_hz = block->rate_hz;
}

/* A long interval does not keep new settings waiting, and the wave goes on where it was */
static void
test_new_settings (void)
{
  Sink sink;
  SolGeneratorSettings settings;
  g_autoptr (SolWave) wave = NULL;
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("wave");
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  Values values = { samples, 0.0 };

  sink_init (&sink);
  init_settings (&settings, 1.0 / 60.0);
  settings.decimals = 9;
  wave = sol_wave_new (NULL, &settings, "wave", 0, FALSE, 0, publish_cb, &sink, NULL);
  wait_for (&sink, 1);
  settings.rate_hz *= 6000.0;
  settings.frequency_hz *= 6000.0;
  sol_wave_set_settings (wave, &settings);
  wait_for (&sink, 8);
  g_clear_pointer (&wave, sol_wave_free);

  for (guint i = 0; i < 8; i++)
    {
      const SolMessage *message = sink.messages->pdata[i];

      sol_decoder_decode (decoder, sol_message_get_payload (message), message->payload_len,
                          message->arrived_us, collect_cb, &values, NULL);
    }
  g_assert_cmpfloat_with_epsilon (values.rate_hz, settings.rate_hz, 1e-6);
  for (guint i = 0; i < samples->len; i++)
    g_assert_cmpfloat_with_epsilon (g_array_index (samples, double, i), sin (2.0 * G_PI * i / 32.0), 1e-6);
  sink_clear (&sink);
}

/* Two waves in one thread, one of three channels; freeing one does not stop the other */
static void
test_shared_thread (void)
{
  Sink sink, other;
  SolGeneratorSettings settings;
  SolIoThread *thread = sol_io_thread_new ("waves");
  SolWave *wave, *second;
  guint n_of_channel = 0;

  sink_init (&sink);
  sink_init (&other);
  init_settings (&settings, 200.0);
  second = sol_wave_new (thread, &settings, "other", 0, FALSE, 0, publish_cb, &other, NULL);
  settings.n_channels = 3;
  wave = sol_wave_new (thread, &settings, "mains", 0, FALSE, 10, publish_cb, &sink, done_cb);
  wait_for (&sink, 0);
  sol_wave_free (wave);
  g_assert_cmpuint (sink.messages->len, ==, 30);
  for (guint i = 0; i < 30; i++)
    n_of_channel += strcmp (((SolMessage *) sink.messages->pdata[i])->topic, "mains/2") == 0;
  g_assert_cmpuint (n_of_channel, ==, 10);
  wait_for (&other, count (&other) + 5);
  sol_wave_free (second);
  sol_io_thread_stop (thread);
  sink_clear (&sink);
  sink_clear (&other);
}

/* All are late or twice: each comes twice, and none is missing at the end */
static void
test_late_and_duplicate (void)
{
  Sink sink;
  SolGeneratorSettings settings;
  g_autoptr (SolWave) wave = NULL;

  sink_init (&sink);
  init_settings (&settings, 200.0);
  settings.late = settings.duplicates = 1.0;
  settings.late_s = 0.05;
  wave = sol_wave_new (NULL, &settings, "wave", 0, FALSE, 40, publish_cb, &sink, done_cb);
  wait_for (&sink, 1);
  g_assert_cmpint (g_array_index (sink.early_us, gint64, 0), <=, -49000);
  wait_for (&sink, 0);
  g_assert_cmpuint (sink.messages->len, ==, 80);
  g_clear_pointer (&wave, sol_wave_free);
  sink_clear (&sink);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/wave/no-drift", test_no_drift);
  g_test_add_func ("/engine/wave/fast", test_fast);
  g_test_add_func ("/engine/wave/counts-lost", test_counts_lost);
  g_test_add_func ("/engine/wave/new-settings", test_new_settings);
  g_test_add_func ("/engine/wave/shared-thread", test_shared_thread);
  g_test_add_func ("/engine/wave/late-and-duplicate", test_late_and_duplicate);
  return g_test_run ();
}
