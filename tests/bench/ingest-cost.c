/* ingest-cost.c: from socket to history, what a stream of samples costs
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <time.h>

#include "sample-feed.h"
#include "sol-broker.h"
#include "sol-ingest.h"
#include "sol-tap.h"

/* Usage: ingest-cost [SECONDS]. A process of its own publishes eight channels at a steady rate over a socket; this one
 * has the broker, a tap, the ingest thread and the histories, as the application has. Prints the processor's time of
 * all its threads for a second of samples, and asserts that none is lost. */

#define DEADLINE_US (60 * G_USEC_PER_SEC)

typedef struct
{
  SolBroker    *broker;
  SolIngest    *ingest;
  SolTopicList *topics;
  SolTap       *tap;
} House;

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
open_house (House *self)
{
  static const char *const filters[] = { "#", NULL };
  g_autoptr (SolStore) store = sol_store_new (NULL);
  g_autoptr (SolBrokerConfig) config = sol_broker_config_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  config->port = 0;
  config->websocket_port = -1;
  config->allow_anonymous = TRUE;
  self->broker = sol_broker_new (store);
  sol_broker_start_async (self->broker, config, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  sol_broker_start_finish (self->broker, result, &error);
  g_assert_no_error (error);
  self->topics = sol_topic_list_new ();
  self->ingest = sol_ingest_new (self->topics);
  sol_ingest_bind (self->ingest, SAMPLE_FEED_FILTER, &(SolDecoderSettings) { 0 });
  self->tap = sol_tap_new (self->broker, filters, sol_ingest_post, self->ingest);
}

static void
close_house (House *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_tap_free (self->tap, NULL, NULL);
  sol_broker_stop_async (self->broker, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  sol_broker_stop_finish (self->broker, result, NULL);
  g_object_unref (self->broker);
  sol_ingest_free (self->ingest);
  g_object_unref (self->topics);
}

static guint64
count_samples (House *self)
{
  return sample_feed_count (sol_ingest_get_channels (self->ingest));
}

static double
get_process_cpu_s (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + now.tv_nsec / 1e9;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
run (const SampleLoad *load,
     guint             seconds)
{
  gint64 deadline_us = g_get_monotonic_time () + DEADLINE_US;
  SampleFeed feed;
  House house;
  double cpu_s;
  guint tick;

  sample_feed_init (&feed, load, seconds);
  open_house (&house);
  sample_feed_start (&feed, sol_broker_get_port (house.broker));
  tick = g_timeout_add (16, tick_cb, NULL);
  cpu_s = get_process_cpu_s ();
  while (count_samples (&house) < feed.n_samples && g_get_monotonic_time () < deadline_us)
    g_main_context_iteration (NULL, TRUE);
  cpu_s = get_process_cpu_s () - cpu_s;
  g_source_remove (tick);
  printf ("%-8s %.1f million samples a second in %d channels: %.3f s of CPU for a second of them, %" G_GUINT64_FORMAT
          " lost, %" G_GUINT64_FORMAT " messages dropped\n",
          load->name, load->rate_hz / 1e6, SAMPLE_FEED_CHANNELS, cpu_s / seconds,
          feed.n_samples - count_samples (&house), sol_ingest_get_dropped (house.ingest));
  g_assert_cmpuint (count_samples (&house), ==, feed.n_samples);
  sample_feed_clear (&feed);
  close_house (&house);
}

int
main (int    argc,
      char **argv)
{
  static const SampleLoad loads[] = {
    { "SOL1", SOL_FORMAT_SOL1, 4e6 },
    { "JSON", SOL_FORMAT_WAVEFORM_JSON, 1e6 },
  };
  guint seconds = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 2;

  for (guint i = 0; i < G_N_ELEMENTS (loads); i++)
    run (&loads[i], MAX (seconds, 1));
  return 0;
}
