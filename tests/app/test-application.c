/* test-application.c: the application, driven as a person would
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "sol-app-fixture.h"
#include "sol-broker-page.h"
#include "sol-messages-page.h"
#include "sol-user-dialog.h"
#include "window-support.h"

/* A widget of the window's template */
static gpointer
get_part (SolAppFixture *fixture,
          const char    *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->window), SOL_TYPE_WINDOW, name);
}

static void
test_shows_the_first_run (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  GtkWidget *page = get_part (fixture, "broker_page");
  GtkStack *content = GTK_STACK (gtk_widget_get_template_child (page, SOL_TYPE_BROKER_PAGE, "content"));

  g_assert_cmpstr (sol_window_get_view (fixture->window), ==, "broker");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (content), ==, "welcome");
}

static void
test_starts_the_broker (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  GtkLabel *chip = get_part (fixture, "chip_label");
  g_autofree char *expected = NULL;

  g_assert_cmpstr (gtk_label_get_label (chip), ==, "Stopped");
  sol_app_fixture_start (fixture);
  expected = g_strdup_printf ("localhost:%u", sol_broker_get_port (sol_engine_get_broker (fixture->engine)));
  g_assert_cmpstr (gtk_label_get_label (chip), ==, expected);
}

typedef struct
{
  SolMessagesPage *page;
  const char      *topic;
  const char      *text;
} Shown;

static gboolean
is_shown (gpointer data)
{
  Shown *shown = data;
  g_autofree char *text = NULL;

  if (!sol_messages_page_select_topic (shown->page, shown->topic))
    return FALSE;
  text = sol_messages_page_dup_text (shown->page);
  return strcmp (text, shown->text) == 0;
}

static void
test_shows_what_was_published (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  Shown shown = { get_part (fixture, "messages_page"), "lab/bench/temp", "21.5" };

  sol_app_fixture_start (fixture);
  sol_app_fixture_activate (fixture, "win.view('messages')");
  sol_app_fixture_publish (fixture, "lab/bench/temp", "20.0", FALSE);
  sol_app_fixture_publish (fixture, "lab/bench/temp", "21.5", FALSE);
  g_assert_true (sol_app_wait (is_shown, &shown, 5000));
}

static gboolean
is_told_problem (gpointer data)
{
  return sol_window_get_problem (data, SOL_PROBLEM_START) != NULL;
}

static gboolean
is_running (gpointer data)
{
  return sol_engine_get_broker_state (data) == SOL_BROKER_RUNNING;
}

static void
test_offers_another_port (void)
{
  g_autoptr (GSocketListener) squatter = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (squatter, NULL, NULL);
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (port);
  guint16 free_port = sol_engine_find_free_port ("127.0.0.1", port);
  g_autofree char *expected = g_strdup_printf ("Port %u is used by another program.", port);
  g_autofree char *action = g_strdup_printf ("app.use-port(%u)", free_port);

  sol_app_fixture_activate (fixture, "app.start-broker");
  g_assert_true (sol_app_wait (is_told_problem, fixture->window, 10000));
  g_assert_cmpstr (sol_window_get_problem (fixture->window, SOL_PROBLEM_START), ==, expected);

  sol_app_fixture_activate (fixture, action);
  g_assert_true (sol_app_wait (is_running, fixture->engine, 10000));
  g_assert_cmpuint (sol_broker_get_port (sol_engine_get_broker (fixture->engine)), ==, free_port);
  g_assert_null (sol_window_get_problem (fixture->window, SOL_PROBLEM_START));
}

static gboolean
is_warned (gpointer data)
{
  return sol_window_get_problem (data, SOL_PROBLEM_ANONYMOUS) != NULL;
}

static gboolean
is_not_warned (gpointer data)
{
  return !is_warned (data);
}

static void
test_warns_of_an_open_network (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);

  sol_app_fixture_start (fixture);
  g_assert_false (is_warned (fixture->window));
  sol_app_fixture_activate (fixture, "broker.reachable('network')");
  g_assert_true (sol_app_wait (is_warned, fixture->window, 5000));
  g_assert_cmpstr (sol_engine_get_config (fixture->engine)->broker->host, ==, "0.0.0.0");
  sol_app_fixture_activate (fixture, "broker.reachable('local')");
  g_assert_true (sol_app_wait (is_not_warned, fixture->window, 5000));
}

/* SCREENS: 360 pixels; the header alone needs more while a window manager asks for three buttons in it */
static void
test_fits_into_a_narrow_window (void)
{
  static const char * const parts[] = { "broker_page", "messages_page", "scope_page", "generator_page" };
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);

  sol_app_fixture_start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      int minimum = 0;

      gtk_widget_measure (get_part (fixture, parts[i]), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_test_message ("%s needs %d pixels", parts[i], minimum);
      g_assert_cmpint (minimum, <=, 360);
    }
}

static gboolean
is_dialog_gone (gpointer data)
{
  return support_find_window (SOL_TYPE_USER_DIALOG) == NULL;
}

static gboolean
has_error (gpointer row)
{
  return gtk_widget_has_css_class (row, "error");
}

static gboolean
is_applied (gpointer engine)
{
  return sol_engine_get_config (engine)->broker->max_inflight == 50;
}

/* The fixture checks, when it goes, that nobody holds engine, application or window any more */
static void
test_lets_go_of_its_dialogs (gconstpointer action)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  GtkWindow *dialog;

  sol_app_fixture_activate (fixture, action);
  dialog = support_find_other (fixture->window);
  g_assert_nonnull (dialog);
  gtk_window_destroy (dialog);
}

static void
test_refuses_a_limit_that_cannot_be (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  GtkWindow *dialog;
  GtkWidget *row, *entry;

  sol_app_fixture_activate (fixture, "app.preferences");
  dialog = support_find_other (fixture->window);
  row = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), G_OBJECT_TYPE (dialog), "max_inflight"));
  entry = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row));

  gtk_editable_set_text (GTK_EDITABLE (entry), "65536");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (sol_app_wait (has_error, row, 5000));
  g_assert_cmpuint (sol_engine_get_config (fixture->engine)->broker->max_inflight, ==, 100);

  gtk_editable_set_text (GTK_EDITABLE (entry), "50");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (sol_app_wait (is_applied, fixture->engine, 5000));
  gtk_window_destroy (dialog);
}

static void
users_listed_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  char ***users = user_data;

  *users = sol_engine_list_users_finish (SOL_ENGINE (object), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
test_adds_a_user (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  g_auto (GStrv) users = NULL;
  GtkWidget *dialog;

  sol_app_fixture_activate (fixture, "broker.add-user");
  dialog = support_find_window (SOL_TYPE_USER_DIALOG);
  g_assert_nonnull (dialog);
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_template_child (dialog, SOL_TYPE_USER_DIALOG, "name")), "lab");
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_template_child (dialog, SOL_TYPE_USER_DIALOG, "password")),
                         "secret");
  g_signal_emit_by_name (gtk_widget_get_template_child (dialog, SOL_TYPE_USER_DIALOG, "save"), "clicked");
  g_assert_true (sol_app_wait (is_dialog_gone, NULL, 10000));

  sol_engine_list_users_async (fixture->engine, NULL, users_listed_cb, &users);
  g_assert_true (sol_app_wait (is_set, &users, 5000));
  g_assert_cmpuint (g_strv_length (users), ==, 1);
  g_assert_cmpstr (users[0], ==, "lab");
}

static gboolean
is_signal_there (gpointer data)
{
  SolAppFixture *fixture = data;
  GListModel *channels = sol_ingest_get_channels (sol_engine_get_ingest (fixture->engine));
  g_autoptr (SolChannel) channel = g_list_model_get_item (channels, 0);
  SolChannelStats stats;

  if (channel == NULL || g_strcmp0 (sol_window_get_view (fixture->window), "scope") != 0)
    return FALSE;
  sol_channel_get_stats (channel, &stats);
  return stats.n_samples > 500;
}

static void
test_shows_a_signal (void)
{
  gint64 begin_us = g_get_monotonic_time ();
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);

  sol_app_fixture_activate (fixture, "app.show-signal");
  g_assert_true (sol_app_wait (is_signal_there, fixture, 10000));
  g_test_message ("half a second of signal %.2f s after the cold start",
                  (double) (g_get_monotonic_time () - begin_us) / G_USEC_PER_SEC);
  g_assert_true (sol_generator_list_is_running (sol_engine_get_generators (fixture->engine)));
}

int
main (int    argc,
      char **argv)
{
  static const char * const dialogs[] = {
    "app.preferences", "app.connect", "app.about", "broker.add-user", "broker.connect-device", "win.show-help-overlay",
  };

  sol_app_test_init (&argc, &argv);
  g_test_add_func ("/application/shows-the-first-run", test_shows_the_first_run);
  g_test_add_func ("/application/starts-the-broker", test_starts_the_broker);
  g_test_add_func ("/application/shows-what-was-published", test_shows_what_was_published);
  g_test_add_func ("/application/offers-another-port", test_offers_another_port);
  g_test_add_func ("/application/warns-of-an-open-network", test_warns_of_an_open_network);
  g_test_add_func ("/application/fits-into-a-narrow-window", test_fits_into_a_narrow_window);
  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/application/lets-go-of/%s", dialogs[i]);

      g_test_add_data_func (path, dialogs[i], test_lets_go_of_its_dialogs);
    }
  g_test_add_func ("/application/refuses-a-limit-that-cannot-be", test_refuses_a_limit_that_cannot_be);
  g_test_add_func ("/application/adds-a-user", test_adds_a_user);
  g_test_add_func ("/application/shows-a-signal", test_shows_a_signal);
  return g_test_run ();
}
