/* screenshots.c: pictures of every view, for data/screenshots/take
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "shoot.h"
#include "sol-engine-access.h"
#include "sol-generator-page.h"
#include "sol-mdns-announcer.h"
#include "sol-messages-page.h"
#include "sol-mqtt-properties.h"
#include "sol-store-acl.h"
#include "window-support.h"

/* A bench as one may stand in a school: what it says, not how it looks, is the point */
static void
publish_bench (SolAppFixture *fixture)
{
  static const struct
  {
    const char *topic;
    const char *payload;
    gboolean    retain;
  } messages[] = {
    { "lab/bench-1/temp", "21.4", FALSE },
    { "lab/bench-1/state", "online", TRUE },
    { "lab/bench-2/temp", "19.8", FALSE },
    { "lab/bench-2/state", "offline", TRUE },
    { "lab/pump/flow", "{\"flow\":2.41,\"unit\":\"l/min\",\"valve\":\"open\",\"history\":[2.38,2.40,2.41]}", FALSE },
    { "tele/plug-3/SENSOR", "{\"Time\":\"2026-11-22T12:14:07\",\"ENERGY\":{\"Power\":37,\"Voltage\":231}}", FALSE },
    { "home/door", "closed", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    sol_app_fixture_publish (fixture, messages[i].topic, messages[i].payload, messages[i].retain);
}

typedef struct
{
  SolClient *clients[4];
  guint      n_connected;
} Devices;

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Devices *devices = user_data;
  g_autoptr (GError) error = NULL;

  sol_client_connect_finish (SOL_CLIENT (object), result, NULL, &error);
  g_assert_no_error (error);
  sol_client_subscribe_async (SOL_CLIENT (object), "lab/+/set", 1, NULL, NULL, NULL);
  devices->n_connected++;
}

static gboolean
are_connected (gpointer data)
{
  return ((Devices *) data)->n_connected == G_N_ELEMENTS (((Devices *) data)->clients);
}

static void
connect_devices (SolAppFixture *fixture,
                 Devices       *devices)
{
  static const char * const ids[] = { "esp32-bench-1", "esp32-bench-2", "pump", "plug-3" };
  SolClientOptions options;

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      sol_client_options_init (&options);
      options.host = "127.0.0.1";
      options.port = sol_broker_get_port (sol_engine_get_broker (fixture->engine));
      options.client_id = ids[i];
      devices->clients[i] = sol_client_new (NULL, NULL);
      sol_client_connect_async (devices->clients[i], &options, NULL, connected_cb, devices);
    }
  g_assert_true (sol_app_wait (are_connected, devices, 5000));
}

static void
disconnect_devices (Devices *devices)
{
  for (gsize i = 0; i < G_N_ELEMENTS (devices->clients); i++)
    g_clear_object (&devices->clients[i]);
}

/* Rules that refuse somebody something, and somebody who is kept out */
static void
guard (SolAppFixture *fixture,
       Devices       *devices)
{
  g_autoptr (GPtrArray) rules = sol_acl_rules_new ();
  g_autoptr (SolMessage) message = sol_message_new ("lab/bench-2/set", 15, (const guint8 *) "1", 1, 0, FALSE, 0);

  g_ptr_array_add (rules, sol_acl_rule_new (SOL_ACL_USER, "lab", SOL_ACL_BOTH, TRUE, "lab/#"));
  g_ptr_array_add (rules, sol_acl_rule_new (SOL_ACL_EVERYBODY, NULL, SOL_ACL_PUBLISH, FALSE, "lab/+/set"));
  g_ptr_array_add (rules, sol_acl_rule_new (SOL_ACL_EVERYBODY, NULL, SOL_ACL_BOTH, TRUE, "#"));
  sol_engine_put_acl_async (fixture->engine, rules, SOL_STORE_ANY_REVISION, NULL, NULL, NULL);
  sol_engine_ban_async (fixture->engine, SOL_BAN_ADDRESS, "192.0.2.77", 0, NULL, NULL);
  sol_app_run_for (500);
  sol_client_post (devices->clients[0], message);
  sol_app_run_for (500);
}

/* A message with what only MQTT 5.0 can say of it */
static void
shoot_properties (SolAppFixture   *fixture,
                  SolMessagesPage *page)
{
  static const char payload[] = "{\"flow\":2.41}";
  g_autoptr (GByteArray) block = g_byte_array_new ();
  g_autoptr (SolMessage) message = NULL;
  SolMessageParts parts = { .topic = "lab/report", .topic_len = 10, .payload = (const guint8 *) payload,
                            .payload_len = sizeof payload - 1, .arrived_us = g_get_real_time () };
  GtkWidget *inspector;

  sol_mqtt_properties_add_text (block, SOL_MQTT_PROPERTY_CONTENT_TYPE, "application/json");
  sol_mqtt_properties_add_text (block, SOL_MQTT_PROPERTY_RESPONSE_TOPIC, "lab/report/answer");
  sol_mqtt_properties_add_pair (block, "site", "hall 2");
  parts.properties = block->data;
  parts.properties_len = block->len;
  message = sol_message_new_from_parts (&parts);
  sol_source_publish_async (sol_engine_get_source (fixture->engine), message, NULL, NULL, NULL);
  sol_app_run_for (500);
  sol_messages_page_select_topic (page, "lab/report");
  sol_app_run_for (500);
  inspector = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (page), SOL_TYPE_MESSAGES_PAGE, "inspector"));
  gtk_stack_set_visible_child_name (GTK_STACK (gtk_widget_get_template_child (inspector, G_OBJECT_TYPE (inspector),
                                                                              "views")),
                                    "properties");
  shoot_view (fixture, "messages", "messages-properties");
}

/* Each page of the preferences */
static void
shoot_preferences (SolAppFixture *fixture)
{
  static const char * const pages[] = { "broker", "security", "access", "limits", "scope", "admin" };
  GtkWindow *window;

  sol_app_fixture_activate (fixture, "app.preferences");
  sol_app_run_for (500);
  window = support_find_other (fixture->window);
  g_assert_nonnull (window);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *name = g_strdup_printf ("preferences-%s", pages[i]);

      adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), pages[i]);
      shoot_window (window, name);
    }
  gtk_window_destroy (window);
}

/* A second channel, a quarter of a period behind */
static void
add_math (SolAppFixture *fixture)
{
  static const char *const names[] = { "CH1", NULL }, *const inputs[] = { "soliton/signal", NULL };

  g_assert_nonnull (sol_math_list_set (sol_engine_get_math (fixture->engine), 0, "diff (CH1) / 31.4", "", names,
                                       inputs, NULL));
  sol_app_run_for (500);
}

static void
shoot_alarms (SolAppFixture *fixture)
{
  SolAlarmList *alarms = sol_engine_get_alarms (fixture->engine);
  const SolAlarmSettings above = { .kind = SOL_ALARM_ABOVE, .level = 0.9, .hysteresis = 0.1 };
  const SolAlarmSettings silent = { .kind = SOL_ALARM_ABSENCE, .duration_s = 5 };

  sol_app_fixture_activate (fixture, "scope.view('time')");
  g_assert_true (sol_alarm_list_set (alarms, 0, "soliton/signal", &above, 0.5, NULL));
  g_assert_true (sol_alarm_list_set (alarms, 1, "soliton/signal", &silent, 2, NULL));
  shoot_dialog (fixture, "scope.edit-alarm(uint32 0)", "scope-alarm");
  sol_app_run_for (1500);
  shoot_view (fixture, "scope", "scope-alarms");
  shoot_dialog (fixture, "scope.show-capture(uint32 0)", "scope-capture");
  sol_analysis_list_remove (SOL_ANALYSIS_LIST (alarms), 1);
  sol_analysis_list_remove (SOL_ANALYSIS_LIST (alarms), 0);
}

/* What the scope shows beside its picture over time */
static void
shoot_modes (SolAppFixture *fixture)
{
  sol_app_fixture_activate (fixture, "scope.time-base(int64 50000000)");
  sol_app_fixture_activate (fixture, "scope.view('spectrum')");
  shoot_view (fixture, "scope", "scope-spectrum");
  shoot_dialog (fixture, "scope.save-picture", "export-spectrum");
  sol_app_fixture_activate (fixture, "scope.spectrum-waterfall");
  sol_app_run_for (3000);
  shoot_view (fixture, "scope", "scope-waterfall");
  shoot_dialog (fixture, "scope.add-math", "scope-math");
  add_math (fixture);
  shoot_alarms (fixture);
  sol_app_fixture_activate (fixture, "scope.view('xy')");
  shoot_view (fixture, "scope", "scope-xy");
  sol_app_fixture_activate (fixture, "scope.view('time')");
  sol_analysis_list_remove (SOL_ANALYSIS_LIST (sol_engine_get_math (fixture->engine)), 0);
}

#define N_PHASES 8
#define PHASE_POINTS 500
#define PHASE_RATE_HZ 5000

/* A tenth of a second of each of eight phases */
static void
publish_phases (SolAppFixture *fixture,
                guint          round)
{
  for (guint i = 0; i < N_PHASES; i++)
    {
      g_autofree char *topic = g_strdup_printf ("lab/phase/%u", i + 1);
      g_autoptr (GString) payload = g_string_new (NULL);

      g_string_printf (payload, "{\"unit\":\"V\",\"sampling_rate\":%d,\"data\":[", PHASE_RATE_HZ);
      for (guint k = 0; k < PHASE_POINTS; k++)
        {
          double t_s = (double) (round * PHASE_POINTS + k) / PHASE_RATE_HZ;
          double angle = 2 * G_PI * (50 * t_s - (double) i / N_PHASES);

          g_string_append_printf (payload, "%s%.4f", k > 0 ? "," : "",
                                  (1 + 0.4 * i) * sin (angle) + (i % 3) * 0.2 * sin (3 * angle));
        }
      g_string_append (payload, "]}");
      sol_app_fixture_publish (fixture, topic, payload->str, FALSE);
    }
}

/* Eight channels, below each other, with cursors, and what is measured between them */
static void
shoot_instrument (SolAppFixture *fixture)
{
  sol_app_fixture_activate (fixture, "scope.view('time')");
  sol_app_fixture_activate (fixture, "scope.add-topic('lab/phase/+')");
  sol_app_run_for (300);
  for (guint round = 0; round < 30; round++)
    {
      publish_phases (fixture, round);
      sol_app_run_for (100);
    }
  sol_app_fixture_activate (fixture, "scope.remove-topic('soliton/signal')");
  sol_app_fixture_activate (fixture, "scope.time-base(int64 5000000)");
  sol_app_fixture_activate (fixture, "scope.statistics");
  sol_app_run_for (500);
  sol_app_fixture_activate (fixture, "scope.run-stop");
  sol_app_fixture_activate (fixture, "scope.stacked");
  shoot_view (fixture, "scope", "scope-stacked");
  sol_app_fixture_activate (fixture, "scope.stacked");
  sol_app_fixture_activate (fixture, "scope.cursors");
  shoot_view (fixture, "scope", "scope-cursors");
  sol_app_fixture_activate (fixture, "scope.cursors");
  sol_app_fixture_activate (fixture, "scope.statistics");
  sol_app_fixture_activate (fixture, "scope.remove-topic('lab/phase/+')");
  sol_app_fixture_activate (fixture, "scope.run-stop");
  sol_app_fixture_activate (fixture, "scope.add-topic('soliton/signal')");
  sol_app_run_for (500);
}

static SolGeneratorPage *
get_generator (SolAppFixture *fixture)
{
  return SOL_GENERATOR_PAGE (gtk_widget_get_template_child (GTK_WIDGET (fixture->window), SOL_TYPE_WINDOW,
                                                            "generator_page"));
}

/* A log of a bench with a column of times, and two to choose from */
static void
shoot_wave_file (SolAppFixture *fixture)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "bench.csv", NULL);
  GtkWindow *dialog;

  g_assert_true (g_file_set_contents (path, "time_s,voltage,current\n0,1.2,0.1\n0.01,1.4,0.2\n0.02,1.1,0.1\n", -1,
                                      NULL));
  sol_generator_page_load_file (get_generator (fixture), path);
  sol_app_run_for (500);
  dialog = support_find_other (fixture->window);
  g_assert_nonnull (dialog);
  shoot_window (dialog, "wave-file");
  gtk_window_destroy (dialog);
  g_remove (path);
}

/* A field that cannot be, with its cause */
static void
shoot_wrong_field (SolAppFixture *fixture)
{
  SolGeneratorPage *page = get_generator (fixture);
  SolGeneratorSettings settings;

  sol_app_fixture_activate (fixture, "generator.new('wave')");
  sol_generator_settings_init_simple (&settings);
  settings.frequency_hz = 0.0;
  sol_generator_page_set_settings (page, &settings);
  shoot_view (fixture, "generator", "generator-wrong");
  sol_app_fixture_activate (fixture, "generator.remove");
}

static void
shoot_self_test (SolAppFixture *fixture)
{
  GtkWindow *window;

  sol_app_fixture_activate (fixture, "app.self-test");
  sol_app_run_for (300);
  window = support_find_other (fixture->window);
  g_assert_nonnull (window);
  shoot_window (window, "self-test-running");
  sol_app_run_for (8000);
  shoot_window (window, "self-test");
  gtk_window_destroy (window);
}

/* Ready-made sources, all running; one drawn by hand; one that cannot run; none */
static void
shoot_generator (SolAppFixture *fixture)
{
  static const char *const scenarios[] = { "mains", "ecg", "motor", "weather", "stepper" };

  sol_app_fixture_activate (fixture, "win.view('generator')");
  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *action = g_strdup_printf ("generator.new('%s')", scenarios[i]);

      sol_app_fixture_activate (fixture, action);
    }
  sol_app_fixture_activate (fixture, "generator.start-all");
  sol_app_run_for (1500);
  shoot_view (fixture, "generator", "generator");
  sol_app_fixture_activate (fixture, "generator.new('drawn')");
  shoot_view (fixture, "generator", "generator-drawn");
  shoot_wave_file (fixture);
  shoot_wrong_field (fixture);
  shoot_self_test (fixture);
  sol_app_fixture_activate (fixture, "generator.stop-all");
}

/* The list and one source, each a page of its own */
static void
shoot_narrow_generator (SolAppFixture *fixture)
{
  GtkWidget *page = GTK_WIDGET (get_generator (fixture));
  GObject *leaflet = gtk_widget_get_template_child (page, SOL_TYPE_GENERATOR_PAGE, "leaflet");
  GObject *list = gtk_widget_get_template_child (page, SOL_TYPE_GENERATOR_PAGE, "list_box");

  shoot_view (fixture, "generator", "narrow-generator");
  adw_leaflet_set_visible_child (ADW_LEAFLET (leaflet), GTK_WIDGET (list));
  shoot_view (fixture, "generator", "narrow-generator-list");
}

static void
shoot_no_sources (SolAppFixture *fixture)
{
  SolGeneratorPage *page = get_generator (fixture);

  while (sol_generator_page_get_selected (page) != NULL)
    sol_app_fixture_activate (fixture, "generator.remove");
  shoot_view (fixture, "generator", "generator-empty");
}

static void
shoot_full (SolAppFixture *fixture)
{
  SolMessagesPage *page = SOL_MESSAGES_PAGE (gtk_widget_get_template_child (GTK_WIDGET (fixture->window),
                                                                            SOL_TYPE_WINDOW, "messages_page"));

  sol_app_fixture_activate (fixture, "app.show-signal");
  sol_app_run_for (2500);
  shoot_view (fixture, "scope", "scope");
  shoot_dialog (fixture, "scope.read-topic('soliton/signal')", "scope-read-as");
  shoot_dialog (fixture, "scope.save-layout-as", "scope-layout-name");
  shoot_modes (fixture);
  shoot_instrument (fixture);
  sol_app_fixture_activate (fixture, "win.view('messages')");
  publish_bench (fixture);
  sol_app_run_for (500);
  sol_messages_page_select_topic (page, "lab/bench-1/temp");
  sol_messages_page_select_topic (page, "lab/pump/flow");
  shoot_view (fixture, "messages", "messages");
  shoot_properties (fixture, page);
}

static void
shoot_narrow (SolAppFixture *fixture)
{
  shoot_resize (fixture, SHOOT_NARROW_WIDTH, SHOOT_NARROW_HEIGHT);
  shoot_view (fixture, "broker", "narrow-broker");
  shoot_view (fixture, "messages", "narrow-messages");
  shoot_view (fixture, "scope", "narrow-scope");
  shoot_narrow_generator (fixture);
  shoot_resize (fixture, SHOOT_WIDE_WIDTH, SHOOT_WIDE_HEIGHT);
}

/* The first run where others have brokers already */
static void
shoot_found (SolAppFixture *fixture)
{
  static const SolMdnsOffer offers[] = {
    { "_mqtt._tcp", "Mosquitto on homeassistant", "homeassistant", 1883, NULL, NULL },
    { "_mqtt._tcp", "Soliton on bench-2", "soliton-bench-2", 1884, NULL, NULL },
    { "_secure-mqtt._tcp", "Plant & Pumps", "pumps", 8883, NULL, NULL },
  };
  SolMdnsAnnouncer *announcers[G_N_ELEMENTS (offers)];

  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    announcers[i] = sol_mdns_announcer_new (&fixture->mdns_scope, &offers[i]);
  sol_app_run_for (2500);
  shoot_view (fixture, "broker", "welcome-found");
  shoot_resize (fixture, SHOOT_NARROW_WIDTH, SHOOT_NARROW_HEIGHT);
  shoot_view (fixture, "broker", "narrow-welcome");
  shoot_resize (fixture, SHOOT_WIDE_WIDTH, SHOOT_WIDE_HEIGHT);
  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    sol_mdns_announcer_free (announcers[i]);
}

static void
shoot_running (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  Devices devices = { { NULL }, 0 };

  shoot_view (fixture, "broker", "welcome");
  shoot_found (fixture);
  shoot_view (fixture, "messages", "messages-stopped");
  shoot_view (fixture, "scope", "scope-empty");
  sol_app_fixture_start (fixture);
  shoot_view (fixture, "messages", "messages-empty");
  shoot_view (fixture, "broker", "broker-empty");
  sol_app_fixture_activate (fixture, "broker.reachable('network')");
  sol_app_run_for (500);
  connect_devices (fixture, &devices);
  shoot_full (fixture);
  guard (fixture, &devices);
  shoot_view (fixture, "broker", "broker");
  sol_app_fixture_activate (fixture, "broker.show-client('pump')");
  shoot_view (fixture, "broker", "broker-client");
  sol_app_fixture_activate (fixture, "broker.hide-client");
  shoot_dialog (fixture, "broker.ban-client('pump')", "ban");
  shoot_preferences (fixture);
  shoot_dialog (fixture, "app.connect", "connect");
  shoot_dialog (fixture, "broker.add-user", "user");
  shoot_dialog (fixture, "broker.connect-device", "device");
  shoot_dialog (fixture, "app.about", "about");
  shoot_dialog (fixture, "win.show-help-overlay", "shortcuts");
  shoot_generator (fixture);
  shoot_narrow (fixture);
  shoot_no_sources (fixture);
  disconnect_devices (&devices);
}

static void
shoot_taken_port (void)
{
  g_autoptr (GSocketListener) squatter = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (squatter, NULL, NULL);
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (port);

  sol_app_fixture_activate (fixture, "app.start-broker");
  sol_app_run_for (4000);
  shoot_view (fixture, "broker", "broker-port-taken");
}

int
main (int    argc,
      char **argv)
{
  if (!shoot_init (&argc, &argv))
    return 2;
  shoot_running ();
  shoot_taken_port ();
  return 0;
}
