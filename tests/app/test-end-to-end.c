/* test-end-to-end.c: from a click, and from a device of another process, to a frequency that a screen reader says
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-app-fixture.h"
#include "sol-scope-page.h"
#include "window-support.h"

#define WAVE_TOPIC "realtime_waveform"
#define WAVE_HZ 2.0

#define N_WINDOWS 10
#define N_STARTS 50

/* How fast the other process publishes; its messages hold one second each */
#define MESSAGES_A_SECOND "4"

static SolScopeView *
get_view (SolAppFixture *fixture)
{
  GObject *page = gtk_widget_get_template_child (GTK_WIDGET (fixture->window), SOL_TYPE_WINDOW, "scope_page");

  return sol_scope_page_get_view (SOL_SCOPE_PAGE (page));
}

/* What a screen reader would say of the scope's screen, as GTK passes it on */
static char *
dup_spoken (SolAppFixture *fixture)
{
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (get_view (fixture)),
                                             GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "\001");
}

/* Returns: the frequency in `CH1 2.000 Hz, 2.41 p-p, triggered`, 0 when it says none */
static double
read_frequency (const char *spoken)
{
  g_autoptr (GRegex) regex = g_regex_new ("CH1 ([0-9.]+)\\s+Hz,", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = NULL;

  if (spoken == NULL || !g_regex_match (regex, spoken, 0, &match))
    return 0;
  number = g_match_info_fetch (match, 1);
  return g_ascii_strtod (number, NULL);
}

static gboolean
says (SolAppFixture *fixture,
      const char    *words)
{
  g_autofree char *spoken = dup_spoken (fixture);

  return spoken != NULL && strstr (spoken, words) != NULL;
}

static gboolean
is_wave_triggered (gpointer fixture)
{
  g_autofree char *spoken = dup_spoken (fixture);

  return read_frequency (spoken) > 0 && says (fixture, "triggered");
}

static gboolean
is_stop_said (gpointer fixture)
{
  return says (fixture, "stopped");
}

static gboolean
is_running (gpointer engine)
{
  return sol_engine_get_broker_state (engine) == SOL_BROKER_RUNNING;
}

static void
click (SolAppFixture *fixture,
       const char    *action_name)
{
  GtkWidget *button = support_find_action (fixture->window, action_name);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
assert_frequency (SolAppFixture *fixture,
                  double         expected_hz)
{
  g_autofree char *spoken = dup_spoken (fixture);

  g_test_message ("the scope says: %s", spoken);
  g_assert_cmpfloat_with_epsilon (read_frequency (spoken), expected_hz, 0.02 * expected_hz);
}

/* The wave itself is 5 Hz: see sol-show-signal.c */
static void
test_from_the_first_click_to_a_frequency (void)
{
  gint64 begin_us = g_get_monotonic_time ();
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);

  click (fixture, "app.start-broker");
  g_assert_true (sol_app_wait (is_running, fixture->engine, 10000));
  sol_app_fixture_activate (fixture, "win.view('scope')");
  sol_app_fixture_activate (fixture, "app.show-signal");
  g_assert_true (sol_app_wait (is_wave_triggered, fixture, 10000));
  g_test_message ("triggered %.2f s after the application was made",
                  (double) (g_get_monotonic_time () - begin_us) / G_USEC_PER_SEC);
  assert_frequency (fixture, 5.0);
}

/* A device of the original's users: paho in a process of its own, on the broker's port */
static GSubprocess *
start_device (SolEngine *engine)
{
  guint16 port = sol_broker_get_port (sol_engine_get_broker (engine));
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "app", "publish-waveform.py", NULL);
  g_autofree char *port_text = g_strdup_printf ("%u", port);
  g_autoptr (GError) error = NULL;
  GSubprocess *device = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error,
                                          "/usr/bin/python3", script, port_text, MESSAGES_A_SECOND, NULL);

  g_assert_no_error (error);
  return device;
}

static void
stop_device (GSubprocess *device)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (device), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (device, NULL, &error));
  g_assert_no_error (error);
  g_object_unref (device);
}

static SolChannel *
get_channel (SolAppFixture *fixture)
{
  GListModel *channels = sol_ingest_get_channels (sol_engine_get_ingest (fixture->engine));
  g_autoptr (SolChannel) channel = g_list_model_get_item (channels, 0);

  return channel; /* the ingest holds it */
}

static gboolean
is_device_triggered (gpointer fixture)
{
  SolChannel *channel = get_channel (fixture);
  SolChannelStats stats = { 0 };

  if (channel != NULL)
    sol_channel_get_stats (channel, &stats);
  return stats.n_messages >= 4 && is_wave_triggered (fixture);
}

/* What the screen shows, as a checksum of its pixels */
static char *
dup_picture (SolAppFixture *fixture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 800, 400);
  cairo_t *cr = cairo_create (surface);
  char *checksum;

  sol_scope_view_draw (get_view (fixture), cr, 800, 400, FALSE);
  cairo_surface_flush (surface);
  checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, cairo_image_surface_get_data (surface),
                                          400 * (gsize) cairo_image_surface_get_stride (surface));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return checksum;
}

typedef struct
{
  SolChannel *channel;
  guint64     n_samples;
} Expected;

static gboolean
has_samples (gpointer data)
{
  Expected *expected = data;
  SolChannelStats stats;

  sol_channel_get_stats (expected->channel, &stats);
  return stats.n_samples >= expected->n_samples;
}

/* Two more messages, which a running screen would show */
static void
wait_for_more_samples (SolAppFixture *fixture)
{
  Expected expected = { get_channel (fixture), 0 };
  SolChannelStats stats;

  sol_channel_get_stats (expected.channel, &stats);
  expected.n_samples = stats.n_samples + 600;
  g_assert_true (sol_app_wait (has_samples, &expected, 10000));
}

static gboolean
is_picture_other (gpointer data)
{
  SolAppFixture *fixture = data;
  g_autofree char *before = dup_picture (fixture);
  g_autofree char *now = NULL;

  wait_for_more_samples (fixture);
  now = dup_picture (fixture);
  return g_strcmp0 (before, now) != 0;
}

static void
assert_stop_freezes_the_picture_only (SolAppFixture *fixture)
{
  g_autofree char *before = NULL, *after = NULL;

  g_assert_true (sol_app_wait (is_picture_other, fixture, 10000));
  sol_app_fixture_activate (fixture, "scope.run-stop");
  g_assert_true (sol_app_wait (is_stop_said, fixture, 5000));
  before = dup_picture (fixture);
  wait_for_more_samples (fixture);
  after = dup_picture (fixture);
  g_assert_cmpstr (after, ==, before);
  sol_app_fixture_activate (fixture, "scope.run-stop");
  g_assert_true (sol_app_wait (is_picture_other, fixture, 10000));
}

static void
test_device_of_another_process (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  GSubprocess *device;

  sol_app_fixture_start (fixture);
  device = start_device (fixture->engine);
  sol_app_fixture_activate (fixture, "win.view('scope')");
  sol_app_fixture_activate (fixture, "scope.add-topic('" WAVE_TOPIC "')");
  g_assert_true (sol_app_wait (is_device_triggered, fixture, 15000));
  assert_frequency (fixture, WAVE_HZ);
  assert_stop_freezes_the_picture_only (fixture);
  stop_device (device);
}

/* Each end of a fixture fails when window, application or engine is still held */
static void
test_window_comes_and_goes (void)
{
  for (guint i = 0; i < N_WINDOWS; i++)
    {
      g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);

      sol_app_fixture_start (fixture);
    }
}

static void
start_done_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  sol_engine_start_broker_finish (SOL_ENGINE (object), result, &error);
  g_assert_no_error (error);
}

/* A broker that the application knows by its address alone */
static SolEngine *
start_broker_elsewhere (void)
{
  g_autoptr (SolConfig) config = sol_config_new ();
  SolEngine *engine;

  config->broker->port = 0;
  config->broker->websocket_port = -1;
  engine = sol_engine_new (NULL, NULL, config);
  sol_engine_start_broker_async (engine, NULL, start_done_cb, NULL);
  g_assert_true (sol_app_wait (is_running, engine, 10000));
  return engine;
}

static gboolean
is_connected (gpointer engine)
{
  return sol_source_get_state (sol_engine_get_source (engine)) == SOL_CLIENT_CONNECTED;
}

static void
test_broker_elsewhere (void)
{
  g_autoptr (SolEngine) elsewhere = start_broker_elsewhere ();
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  GSubprocess *device = start_device (elsewhere);
  SolClientOptions options;

  sol_client_options_init (&options);
  options.host = "127.0.0.1";
  options.port = sol_broker_get_port (sol_engine_get_broker (elsewhere));
  sol_engine_use_other_broker (fixture->engine, &options);
  sol_source_connect_async (sol_engine_get_source (fixture->engine), NULL, NULL, NULL);
  g_assert_true (sol_app_wait (is_connected, fixture->engine, 10000));
  sol_app_fixture_activate (fixture, "win.view('scope')");
  sol_app_fixture_activate (fixture, "scope.add-topic('" WAVE_TOPIC "')");
  g_assert_true (sol_app_wait (is_device_triggered, fixture, 20000));
  assert_frequency (fixture, WAVE_HZ);
  g_assert_cmpint (sol_engine_get_broker_state (fixture->engine), ==, SOL_BROKER_STOPPED);
  stop_device (device);
}

static gboolean
is_stopped (gpointer engine)
{
  return sol_engine_get_broker_state (engine) == SOL_BROKER_STOPPED;
}

static void
test_broker_starts_and_stops (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);

  for (guint i = 0; i < N_STARTS; i++)
    {
      sol_app_fixture_start (fixture);
      sol_app_fixture_activate (fixture, "app.stop-broker");
      g_assert_true (sol_app_wait (is_stopped, fixture->engine, 10000));
    }
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/end-to-end/from-the-first-click-to-a-frequency", test_from_the_first_click_to_a_frequency);
  g_test_add_func ("/end-to-end/device-of-another-process", test_device_of_another_process);
  g_test_add_func ("/end-to-end/broker-elsewhere", test_broker_elsewhere);
  g_test_add_func ("/end-to-end/window-comes-and-goes", test_window_comes_and_goes);
  g_test_add_func ("/end-to-end/broker-starts-and-stops", test_broker_starts_and_stops);
  return g_test_run ();
}
