/* test-scope-flood.c: four million samples a second do not stall the scope
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sample-feed.h"
#include "sol-app-fixture.h"
#include "sol-scope-page.h"

/* Another process publishes eight channels of SOL1 over a socket, and the window draws all of them meanwhile. Counts
 * its pictures, beside those that the window makes when nothing comes in. */

#define LOAD { "SOL1", SOL_FORMAT_SOL1, 4e6 }
#define DURATION_S 3
#define DEADLINE_MS 60000
#define N_CHANNELS SAMPLE_FEED_CHANNELS

typedef struct
{
  SolAppFixture *fixture;
  SampleFeed     feed;
  gint64         end_us;
  guint          n_frames;
} Scope;

static gboolean
is_running (gpointer engine)
{
  return sol_engine_get_broker_state (engine) == SOL_BROKER_RUNNING;
}

static guint64
count_samples (Scope *self)
{
  return sample_feed_count (sol_ingest_get_channels (sol_engine_get_ingest (self->fixture->engine)));
}

static gboolean
has_all (gpointer scope)
{
  return count_samples (scope) >= ((Scope *) scope)->feed.n_samples;
}

static gboolean
has_channels (gpointer scope)
{
  return count_samples (scope) > 0;
}

static gboolean
is_over (gpointer scope)
{
  return g_get_monotonic_time () >= ((Scope *) scope)->end_us;
}

static void
contents_cb (GdkPaintable *paintable,
             Scope        *self)
{
  self->n_frames++;
}

/* Each picture asks for the next */
static gboolean
redraw_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

/* Pictures a second when all that is to be done is drawing them */
static double
measure_idle (Scope     *self,
              GtkWidget *view)
{
  guint id = gtk_widget_add_tick_callback (view, redraw_cb, NULL, NULL);

  self->n_frames = 0;
  self->end_us = g_get_monotonic_time () + G_USEC_PER_SEC;
  sol_app_wait (is_over, self, DEADLINE_MS);
  gtk_widget_remove_tick_callback (view, id);
  return self->n_frames;
}

static double
measure_flood (Scope *self)
{
  gint64 begin_us = g_get_monotonic_time ();

  self->n_frames = 0;
  g_assert_true (sol_app_wait (has_all, self, DEADLINE_MS));
  return self->n_frames / ((double) (g_get_monotonic_time () - begin_us) / G_USEC_PER_SEC);
}

static GtkWidget *
get_view (SolAppFixture *fixture)
{
  GObject *page = gtk_widget_get_template_child (GTK_WIDGET (fixture->window), SOL_TYPE_WINDOW, "scope_page");

  return GTK_WIDGET (sol_scope_page_get_view (SOL_SCOPE_PAGE (page)));
}

static void
test_keeps_the_frame_rate (gconstpointer feed)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  g_autoptr (GdkPaintable) paintable = NULL;
  Scope self = { .fixture = fixture, .feed = *(const SampleFeed *) feed };
  SolIngest *ingest = sol_engine_get_ingest (fixture->engine);
  double idle, busy;

  sol_app_fixture_start (fixture);
  g_assert_true (sol_app_wait (is_running, fixture->engine, DEADLINE_MS));
  sol_app_fixture_activate (fixture, "win.view('scope')");
  sol_ingest_bind (ingest, SAMPLE_FEED_FILTER, &(SolDecoderSettings) { 0 });
  paintable = gtk_widget_paintable_new (get_view (fixture));
  g_signal_connect (paintable, "invalidate-contents", G_CALLBACK (contents_cb), &self);

  sample_feed_start (&self.feed, sol_broker_get_port (sol_engine_get_broker (fixture->engine)));
  g_assert_true (sol_app_wait (has_channels, &self, DEADLINE_MS));
  busy = measure_flood (&self);
  idle = measure_idle (&self, get_view (fixture));
  g_test_message ("%.1f pictures a second with 4 million samples a second in %d channels, %.1f without", busy,
                  N_CHANNELS, idle);
  g_assert_cmpuint (g_list_model_get_n_items (sol_ingest_get_channels (ingest)), ==, N_CHANNELS);
  g_assert_cmpuint (count_samples (&self), ==, self.feed.n_samples);
  g_assert_cmpuint (sol_ingest_get_dropped (ingest), ==, 0);
  g_assert_cmpfloat (busy, >, idle / 2);
}

int
main (int    argc,
      char **argv)
{
  SampleFeed feed;
  int status;

  sample_feed_init (&feed, &(SampleLoad) LOAD, DURATION_S);
  sol_app_test_init (&argc, &argv);
  g_test_add_data_func ("/scope-flood/keeps-the-frame-rate", &feed, test_keeps_the_frame_rate);
  status = g_test_run ();
  sample_feed_clear (&feed);
  return status;
}
