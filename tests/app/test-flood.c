/* test-flood.c: a flood of messages does not stall the window
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "sol-app-fixture.h"

#define RATE       50000
#define DURATION_S 2
#define N_TOPICS   500

typedef struct
{
  SolBroker *broker;
  gint       n_sent;   /* atomic */
  gint       is_done;  /* atomic */
} Flood;

/* In bursts of a millisecond, so that the rate holds whatever the scheduler does */
static gpointer
flood_thread (gpointer data)
{
  Flood *flood = data;
  gint64 begin_us = g_get_monotonic_time ();
  guint n_sent = 0;

  while (n_sent < RATE * DURATION_S)
    {
      gint64 due = (g_get_monotonic_time () - begin_us) * RATE / G_USEC_PER_SEC;

      for (; n_sent < due && n_sent < RATE * DURATION_S; n_sent++)
        {
          char topic[64], payload[32];
          int topic_len = g_snprintf (topic, sizeof topic, "flood/%u/%u", n_sent % 25, n_sent % N_TOPICS);
          int payload_len = g_snprintf (payload, sizeof payload, "%u", n_sent);
          g_autoptr (SolMessage) message = sol_message_new (topic, (gsize) topic_len, (const guint8 *) payload,
                                                            (gsize) payload_len, 0, FALSE, g_get_real_time ());

          if (sol_broker_publish (flood->broker, message, NULL))
            g_atomic_int_inc (&flood->n_sent);
        }
      g_usleep (1000);
    }
  g_atomic_int_set (&flood->is_done, TRUE);
  return NULL;
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  ++*(guint *) user_data;
  return G_SOURCE_CONTINUE;
}

static gboolean
is_done (gpointer data)
{
  return g_atomic_int_get (&((Flood *) data)->is_done);
}

static gboolean
is_counted (gpointer data)
{
  SolAppFixture *fixture = data;
  SolTopicItem *root = sol_topic_list_find (sol_engine_get_topics (fixture->engine), "flood");

  return root != NULL && sol_topic_item_get_count (root) == RATE * DURATION_S;
}

static gsize
read_resident_bytes (void)
{
  g_autofree char *text = NULL;
  unsigned long pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*u %lu", &pages), ==, 1);
  return pages * (gsize) sysconf (_SC_PAGESIZE);
}

static void
test_keeps_the_frame_rate (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  Flood flood = { .broker = sol_engine_get_broker (fixture->engine) };
  guint n_frames = 0;
  guint tick_id;
  gsize before;
  GThread *thread;

  sol_app_fixture_start (fixture);
  sol_app_fixture_activate (fixture, "win.view('messages')");
  before = read_resident_bytes ();
  tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (fixture->window), count_frame_cb, &n_frames, NULL);
  thread = g_thread_new ("flood", flood_thread, &flood);
  g_assert_true (sol_app_wait (is_done, &flood, 30000));
  gtk_widget_remove_tick_callback (GTK_WIDGET (fixture->window), tick_id);
  g_thread_join (thread);

  g_test_message ("%u frames in %u s at %u messages a second, %.1f MiB more memory", n_frames, DURATION_S, RATE,
                  (double) (read_resident_bytes () - before) / (1024 * 1024));
  g_assert_cmpuint (n_frames, >=, 20 * DURATION_S);
  g_assert_cmpint (g_atomic_int_get (&flood.n_sent), ==, RATE * DURATION_S);
  g_assert_true (sol_app_wait (is_counted, fixture, 10000));
  g_assert_cmpuint (read_resident_bytes (), <, before + 256 * 1024 * 1024);
}

int
main (int    argc,
      char **argv)
{
  sol_app_test_init (&argc, &argv);
  g_test_add_func ("/flood/keeps-the-frame-rate", test_keeps_the_frame_rate);
  return g_test_run ();
}
