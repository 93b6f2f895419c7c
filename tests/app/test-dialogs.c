/* test-dialogs.c: what a person answers: the first run, quitting, saving, connecting
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "mosquitto.h"
#include "sol-app-fixture.h"
#include "sol-broker-page.h"
#include "sol-connect-dialog.h"
#include "sol-device-window.h"
#include "sol-found-view.h"
#include "window-support.h"

/* First run: brokers that were found */

static SolEngine *
start_other_broker (SolAppFixture *fixture)
{
  g_autoptr (SolConfig) config = sol_config_new ();
  SolEngine *engine;

  g_free (config->broker->host);
  config->broker->host = g_strdup ("0.0.0.0");
  config->broker->port = 0;
  config->broker->websocket_port = -1;
  engine = sol_engine_new (NULL, NULL, config);
  sol_engine_set_mdns_scope (engine, &fixture->mdns_scope);
  sol_engine_start_broker_async (engine, NULL, NULL, NULL);
  return engine;
}

typedef struct
{
  GtkListBox *list;
  SolEngine  *other;
} Search;

/* Returns: (nullable): the row whose title ends with the other broker's port */
static GtkListBoxRow *
find_row (Search *search)
{
  g_autofree char *end = g_strdup_printf (":%u", sol_broker_get_port (sol_engine_get_broker (search->other)));
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (search->list, i)) != NULL; i++)
    if (g_str_has_suffix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), end))
      return row;
  return NULL;
}

static gboolean
is_row_there (gpointer data)
{
  return find_row (data) != NULL;
}

static gboolean
is_connected (gpointer engine)
{
  SolSource *source = sol_engine_get_source (engine);

  return !sol_source_is_local (source) && sol_source_get_state (source) == SOL_CLIENT_CONNECTED;
}

static void
stop_other_broker (SolEngine *engine)
{
  sol_engine_stop_broker_async (engine, NULL, NULL, NULL);
  while (sol_engine_get_broker_state (engine) != SOL_BROKER_STOPPED)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (engine);
}

static void
test_connects_to_a_found_broker (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  GtkWidget *view = support_find_below (GTK_WIDGET (fixture->window), SOL_TYPE_FOUND_VIEW);
  Search search = {
    GTK_LIST_BOX (gtk_widget_get_template_child (view, SOL_TYPE_FOUND_VIEW, "list")), start_other_broker (fixture)
  };

  g_assert_true (sol_app_wait (is_row_there, &search, 10000));
  g_signal_emit_by_name (find_row (&search), "activate");
  g_assert_true (sol_app_wait (is_connected, fixture->engine, 5000));
  g_assert_cmpstr (sol_window_get_view (fixture->window), ==, "messages");
  sol_engine_use_this_broker (fixture->engine);
  stop_other_broker (search.other);
}

/* Quitting while devices are connected */

static gboolean
has_client (gpointer engine)
{
  SolBrokerStats stats = { 0 };

  sol_broker_get_stats (sol_engine_get_broker (engine), &stats);
  return stats.n_connections == 1;
}

static SolClient *
connect_device (SolAppFixture *fixture)
{
  SolClient *client = sol_client_new (NULL, NULL);
  SolClientOptions options;

  sol_client_options_init (&options);
  options.host = "127.0.0.1";
  options.port = sol_broker_get_port (sol_engine_get_broker (fixture->engine));
  sol_client_connect_async (client, &options, NULL, NULL, NULL);
  g_assert_true (sol_app_wait (has_client, fixture->engine, 5000));
  return client;
}

static void
test_asks_before_it_quits (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  g_autoptr (SolClient) device = NULL;
  AdwMessageDialog *dialog;

  sol_app_fixture_start (fixture);
  device = connect_device (fixture);
  sol_app_fixture_activate (fixture, "app.quit");
  dialog = support_await_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "1 client"));
  support_press (dialog, "_Cancel");
  support_await_no_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  g_assert_true (has_client (fixture->engine));
}

static void
test_runs_on_without_a_window (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  g_autoptr (SolClient) device = NULL;

  sol_app_fixture_start (fixture);
  device = connect_device (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  support_press (support_await_window (ADW_TYPE_MESSAGE_DIALOG), "_Keep Running");
  support_await_no_window (SOL_TYPE_WINDOW);
  sol_app_run_for (200);
  g_assert_true (has_client (fixture->engine));
  g_application_activate (G_APPLICATION (fixture->application));
  g_assert_true (support_await_window (SOL_TYPE_WINDOW) == fixture->window);
}

/* The log, saved by the toolkit's own dialog: there is no portal here */

typedef struct
{
  GtkFileChooser *chooser;
  GFile          *file;
} Choice;

/* The dialog goes to a folder by itself when it is shown, over what was set before */
static gboolean
has_folder (gpointer chooser)
{
  g_autoptr (GFile) folder = gtk_file_chooser_get_current_folder (chooser);

  return folder != NULL && gtk_widget_get_mapped (chooser);
}

static gboolean
is_chosen (gpointer data)
{
  Choice *choice = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (choice->chooser);

  return file != NULL && g_file_equal (file, choice->file);
}

static gboolean
is_saved (gpointer file)
{
  g_autofree char *text = NULL;

  return g_file_load_contents (file, NULL, &text, NULL, NULL, NULL) && strlen (text) > 0;
}

static void
test_saves_the_log (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  g_autofree char *folder = g_dir_make_tmp ("soliton-log-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "log.txt", NULL);
  g_autofree char *text = NULL, *port = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) parent = g_file_new_for_path (folder);
  Choice choice = { NULL, file };

  sol_app_fixture_start (fixture);
  port = g_strdup_printf ("%u", sol_broker_get_port (sol_engine_get_broker (fixture->engine)));
  sol_app_fixture_activate (fixture, "broker.save-log");
  choice.chooser = GTK_FILE_CHOOSER (support_await_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
  g_assert_true (sol_app_wait (has_folder, choice.chooser, 5000));
  gtk_file_chooser_set_current_folder (choice.chooser, parent, NULL);
  gtk_file_chooser_set_current_name (choice.chooser, "log.txt");
  g_assert_true (sol_app_wait (is_chosen, &choice, 10000));
  support_press (choice.chooser, "_Save");
  g_assert_true (sol_app_wait (is_saved, file, 10000));

  g_file_load_contents (file, NULL, &text, NULL, NULL, NULL);
  g_assert_nonnull (strstr (text, port));
  g_assert_true (g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\S*  \\S", text, 0, 0));
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_true (g_file_delete (parent, NULL, NULL));
}

/* The dialog that asks for a broker, and mosquitto with a certificate and a password */

static void
make_certificate (Mosquitto *mosquitto)
{
  g_autofree char *certificate = mosquitto_path (mosquitto, "cert.pem");
  g_autofree char *key = mosquitto_path (mosquitto, "key.pem");

  mosquitto_run ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                 "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost",
                 "-addext", "subjectAltName=DNS:localhost", NULL);
}

static void
start_secure (Mosquitto *mosquitto)
{
  g_autofree char *passwords = mosquitto_path (mosquitto, "passwords");
  g_autofree char *settings = NULL;

  make_certificate (mosquitto);
  mosquitto_run ("mosquitto_passwd", "-b", "-c", passwords, "lab", "right", NULL);
  settings = g_strdup_printf ("allow_anonymous false\npassword_file %s\ncertfile %s/cert.pem\nkeyfile %s/key.pem",
                              passwords, mosquitto->folder, mosquitto->folder);
  mosquitto_start (mosquitto, settings);
}

static gpointer
get_part (gpointer    dialog,
          const char *name)
{
  return gtk_widget_get_template_child (dialog, SOL_TYPE_CONNECT_DIALOG, name);
}

static void
fill (gpointer    dialog,
      Mosquitto  *mosquitto,
      const char *password)
{
  gtk_editable_set_text (get_part (dialog, "host"), "localhost");
  gtk_switch_set_active (get_part (dialog, "tls"), TRUE);
  gtk_spin_button_set_value (get_part (dialog, "port"), mosquitto->port);
  gtk_editable_set_text (get_part (dialog, "user"), "lab");
  gtk_editable_set_text (get_part (dialog, "password"), password);
  g_signal_emit_by_name (get_part (dialog, "connect"), "clicked");
}

static gboolean
is_told_error (gpointer dialog)
{
  return gtk_widget_get_visible (get_part (dialog, "error"));
}

/* Returns: what the dialog says of the failure */
static const char *
fail_to_connect (gpointer    dialog,
                 Mosquitto  *mosquitto,
                 const char *password)
{
  fill (dialog, mosquitto, password);
  g_assert_false (is_told_error (dialog));
  g_assert_true (sol_app_wait (is_told_error, dialog, 10000));
  g_assert_true (gtk_widget_get_sensitive (get_part (dialog, "form")));
  return gtk_label_get_label (get_part (dialog, "error"));
}

static void
trust (Mosquitto *mosquitto)
{
  g_autofree char *certificate = mosquitto_path (mosquitto, "cert.pem");
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (certificate, &error);

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

static void
test_connects_with_certificate_and_password (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  g_auto (Mosquitto) mosquitto = { 0 };
  gpointer dialog;

  mosquitto_init (&mosquitto);
  start_secure (&mosquitto);
  sol_app_fixture_activate (fixture, "app.connect");
  dialog = support_await_window (SOL_TYPE_CONNECT_DIALOG);

  g_assert_nonnull (strstr (fail_to_connect (dialog, &mosquitto, "right"), "certificate"));
  trust (&mosquitto);
  g_assert_nonnull (strstr (fail_to_connect (dialog, &mosquitto, "wrong"), "password"));
  fill (dialog, &mosquitto, "right");
  g_assert_true (sol_app_wait (is_connected, fixture->engine, 10000));
  support_await_no_window (SOL_TYPE_CONNECT_DIALOG);
  g_assert_cmpstr (sol_window_get_view (fixture->window), ==, "messages");
  sol_engine_use_this_broker (fixture->engine);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), NULL);
}

/* The port is mosquitto's */

static gboolean
is_told_problem (gpointer window)
{
  return sol_window_get_problem (window, SOL_PROBLEM_START) != NULL;
}

static void
test_names_who_has_the_port (void)
{
  g_auto (Mosquitto) mosquitto = { 0 };
  g_autoptr (SolAppFixture) fixture = NULL;
  g_autofree char *begin = NULL, *action = NULL;
  const char *text;

  mosquitto_init (&mosquitto);
  mosquitto_start (&mosquitto, "allow_anonymous true");
  fixture = sol_app_fixture_new (mosquitto.port);
  sol_app_fixture_activate (fixture, "app.start-broker");
  g_assert_true (sol_app_wait (is_told_problem, fixture->window, 10000));

  text = sol_window_get_problem (fixture->window, SOL_PROBLEM_START);
  begin = g_strdup_printf ("Port %u is already used by Mosquitto 2", mosquitto.port);
  g_assert_true (g_str_has_prefix (text, begin));
  action = g_strdup_printf ("app.connect-to('localhost:%u')", mosquitto.port);
  sol_app_fixture_activate (fixture, action);
  g_assert_true (sol_app_wait (is_connected, fixture->engine, 10000));
  sol_engine_use_this_broker (fixture->engine);
}

/* A broker that wants a password is asked for by the dialog, with its address filled in */
static void
test_asks_for_a_password (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  g_auto (Mosquitto) mosquitto = { 0 };
  g_autofree char *action = NULL;
  gpointer dialog;

  mosquitto_init (&mosquitto);
  mosquitto_start (&mosquitto, "allow_anonymous false");
  action = g_strdup_printf ("app.connect-to('127.0.0.1:%u')", mosquitto.port);
  sol_app_fixture_activate (fixture, action);
  dialog = support_await_window (SOL_TYPE_CONNECT_DIALOG);
  g_assert_cmpstr (gtk_editable_get_text (get_part (dialog, "host")), ==, "127.0.0.1");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (get_part (dialog, "port")), ==, mosquitto.port);
  gtk_window_destroy (dialog);
  sol_engine_use_this_broker (fixture->engine);
}

static gboolean
is_open (gpointer engine)
{
  return g_str_equal (sol_engine_get_config (engine)->broker->host, "0.0.0.0");
}

/* The sheet for devices: its program is of the address that the broker has now */

static void
test_writes_a_program_for_a_device (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  g_autofree char *closed = NULL, *open = NULL, *line = NULL;
  g_auto (GStrv) lan = sol_engine_list_lan_addresses ();
  gpointer window;

  sol_app_fixture_start (fixture);
  line = g_strdup_printf ("mqtt.setServer(\"%s\", %u);", lan[0] != NULL ? lan[0] : "localhost",
                          sol_broker_get_port (sol_engine_get_broker (fixture->engine)));
  sol_app_fixture_activate (fixture, "broker.connect-device");
  window = support_await_window (SOL_TYPE_DEVICE_WINDOW);
  closed = sol_device_window_dup_sketch (window);
  g_assert_nonnull (strstr (closed, line));
  g_assert_nonnull (strstr (closed, "mqtt.connect(\"my-device\")"));
  support_press (window, "Allow My Network");
  g_assert_true (sol_app_wait (is_open, fixture->engine, 5000));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (gtk_widget_get_template_child (window, SOL_TYPE_DEVICE_WINDOW, "kind")),
                              4);
  open = sol_device_window_dup_sketch (window);
  g_assert_nonnull (strstr (open, "mosquitto_pub -h "));
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  sol_app_test_init (&argc, &argv);
  g_test_add_func ("/dialogs/connects-to-a-found-broker", test_connects_to_a_found_broker);
  g_test_add_func ("/dialogs/asks-before-it-quits", test_asks_before_it_quits);
  g_test_add_func ("/dialogs/runs-on-without-a-window", test_runs_on_without_a_window);
  g_test_add_func ("/dialogs/saves-the-log", test_saves_the_log);
  g_test_add_func ("/dialogs/connects-with-certificate-and-password", test_connects_with_certificate_and_password);
  g_test_add_func ("/dialogs/names-who-has-the-port", test_names_who_has_the_port);
  g_test_add_func ("/dialogs/asks-for-a-password", test_asks_for_a_password);
  g_test_add_func ("/dialogs/writes-a-program-for-a-device", test_writes_a_program_for_a_device);
  return g_test_run ();
}
