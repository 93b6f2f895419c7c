/* test-scope-page.c: the Scope and Generator views on a broker of their own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include <adwaita.h>

#include "sol-generator-page.h"
#include "sol-scope-page.h"
#include "sol-test-wait.h"
#include "window-support.h"

/* Both pages in a window, on an engine whose broker runs on a free port of loopback */
typedef struct
{
  SolEngine        *engine;
  GtkWidget        *window;
  SolScopePage     *scope;
  SolGeneratorPage *generator;
  gboolean          is_done;
} Fixture;

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *f = user_data;
  g_autoptr (GError) error = NULL;

  sol_engine_start_broker_finish (SOL_ENGINE (object), result, &error);
  g_assert_no_error (error);
  f->is_done = TRUE;
}

static void
stopped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *f = user_data;
  g_autoptr (GError) error = NULL;

  sol_engine_stop_broker_finish (SOL_ENGINE (object), result, &error);
  g_assert_no_error (error);
  f->is_done = TRUE;
}

static SolConfig *
make_config (void)
{
  SolConfig *config = sol_config_new ();

  g_free (config->broker->host);
  config->broker->host = g_strdup ("127.0.0.1");
  config->broker->port = 0;
  config->broker->websocket_port = -1;
  return config;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (SolConfig) config = make_config ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->engine = sol_engine_new (NULL, NULL, config);
  sol_engine_start_broker_async (f->engine, NULL, started_cb, f);
  sol_test_wait_until (f->is_done);

  f->scope = SOL_SCOPE_PAGE (sol_scope_page_new (f->engine));
  f->generator = SOL_GENERATOR_PAGE (sol_generator_page_new (f->engine));
  gtk_widget_set_size_request (GTK_WIDGET (f->scope), -1, 500);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->scope));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->generator));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 900);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_widget_insert_action_group (f->window, "scope", sol_scope_page_get_actions (f->scope));
  gtk_window_present (GTK_WINDOW (f->window));
  sol_test_wait_until (gtk_widget_get_mapped (f->window));
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sol_generator_list_stop_all (sol_engine_get_generators (f->engine));
  gtk_window_destroy (GTK_WINDOW (f->window));
  f->is_done = FALSE;
  sol_engine_stop_broker_async (f->engine, NULL, stopped_cb, f);
  sol_test_wait_until (f->is_done);
  g_clear_object (&f->engine);
}

/* Starts the sine of 100 Hz on the topic and shows it */
static void
show_sine (Fixture *f)
{
  SolGeneratorSettings settings;

  sol_generator_settings_init (&settings);
  settings.shape = SOL_SHAPE_SINE;
  settings.frequency_hz = 100;
  settings.noise = 0;
  settings.rate_hz = 5000;
  settings.n_points = 250;
  settings.decimals = 6;
  sol_generator_page_set_settings (f->generator, &settings);
  support_activate (sol_generator_page_get_actions (f->generator), "show-on-scope", NULL);
}

static gboolean
says (Fixture    *f,
      const char *words)
{
  return strstr (sol_scope_view_get_description (sol_scope_page_get_view (f->scope)), words) != NULL;
}

static void
test_wave_travels_from_generator_to_scope (Fixture       *f,
                                           gconstpointer  data)
{
  SolScopeView *view = sol_scope_page_get_view (f->scope);

  show_sine (f);
  g_assert_true (sol_generator_list_is_running (sol_engine_get_generators (f->engine)));
  sol_test_wait_until (says (f, "100.0\u2009Hz") && says (f, "triggered"));
  g_assert_cmpint (sol_scope_view_get_time_base (view), ==, 5000000);
  support_activate (sol_generator_page_get_actions (f->generator), "stop", NULL);
  g_assert_false (sol_generator_list_is_running (sol_engine_get_generators (f->engine)));
  sol_test_wait_until (sol_scope_view_get_status (view) == SOL_SCOPE_STATUS_READY);
}

static void
test_running_generator_takes_changes (Fixture       *f,
                                      gconstpointer  data)
{
  SolGeneratorSettings settings;

  show_sine (f);
  sol_test_wait_until (says (f, "100.0\u2009Hz"));
  settings = sol_generator_item_get_config (sol_generator_page_get_selected (f->generator))->settings;
  settings.frequency_hz = 50;
  sol_generator_page_set_settings (f->generator, &settings);
  sol_test_wait_until (says (f, "50.00\u2009Hz"));
}

static gboolean
get_boolean_state (GActionGroup *actions,
                   const char   *name)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (actions, name);

  return g_variant_get_boolean (state);
}

static void
test_actions_drive_the_screen (Fixture       *f,
                               gconstpointer  data)
{
  GActionGroup *actions = sol_scope_page_get_actions (f->scope);
  SolScopeView *view = sol_scope_page_get_view (f->scope);

  show_sine (f);
  sol_test_wait_until (says (f, "triggered"));
  support_activate (actions, "run-stop", NULL);
  g_assert_false (sol_scope_view_get_running (view));
  g_assert_false (get_boolean_state (actions, "run"));
  support_activate (actions, "time-base", g_variant_new_int64 (5000000));
  support_activate (actions, "time-base-up", NULL);
  g_assert_cmpint (sol_scope_view_get_time_base (view), ==, 10000000);
  support_activate (actions, "time-base", g_variant_new_int64 (2000000));
  g_assert_cmpint (sol_scope_view_get_time_base (view), ==, 2000000);
  support_activate (actions, "trigger-mode", g_variant_new_string ("normal"));
  g_assert_cmpint (sol_scope_view_get_trigger_mode (view), ==, SOL_TRIGGER_NORMAL);
  support_activate (actions, "trigger-edge", g_variant_new_string ("falling"));
  g_assert_cmpint (sol_scope_view_get_trigger (view)->edge, ==, SOL_EDGE_FALLING);
  support_activate (actions, "trigger-edge", g_variant_new_string ("sideways"));
  g_assert_cmpint (sol_scope_view_get_trigger (view)->edge, ==, SOL_EDGE_FALLING);
  support_activate (actions, "trigger-level", g_variant_new_double (0.25));
  g_assert_cmpfloat (sol_scope_view_get_trigger (view)->level, ==, 0.25);
  support_activate (actions, "run", NULL);
  g_assert_true (sol_scope_view_get_running (view));
}

static void
test_topic_can_be_removed (Fixture       *f,
                           gconstpointer  data)
{
  SolScopeView *view = sol_scope_page_get_view (f->scope);

  show_sine (f);
  sol_test_wait_until (g_list_model_get_n_items (sol_scope_view_get_traces (view)) == 1);
  support_activate (sol_scope_page_get_actions (f->scope), "remove-topic", g_variant_new_string ("soliton/signal"));
  sol_test_wait_until (g_list_model_get_n_items (sol_scope_view_get_traces (view)) == 0);
}

static void
test_impossible_topic_is_refused (Fixture       *f,
                                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sol_scope_page_add_topic (f->scope, "lab/#/wave", NULL, &error));
  g_assert_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "lab/#/wave"));
}

static void
publish_int16 (Fixture *f)
{
  gint16 values[256];
  g_autoptr (SolMessage) message = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = GINT16_TO_LE ((gint16) (8000 * sin (2 * G_PI * i / 64)));
  message = sol_message_new ("lab/raw", strlen ("lab/raw"), (const guint8 *) values, sizeof values, 0, FALSE,
                             g_get_real_time ());
  sol_ingest_post (message, sol_engine_get_ingest (f->engine));
}

static void
test_raw_topic_offers_its_format (Fixture       *f,
                                  gconstpointer  data)
{
  SolScopeView *view = sol_scope_page_get_view (f->scope);
  GtkWidget *button;

  sol_scope_page_add_topic (f->scope, "lab/raw", NULL, NULL);
  publish_int16 (f);
  sol_test_wait_until ((button = support_find_button (f->scope, "Read as int16")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  sol_test_wait_until (g_list_model_get_n_items (sol_scope_view_get_traces (view)) == 1);
  sol_test_wait_until (support_find_button (f->scope, "Read as int16") == NULL);
}

/* The mapped toggle button of that text */
static GtkToggleButton *
find_toggle (Fixture    *f,
             const char *text)
{
  return GTK_TOGGLE_BUTTON (support_find_button (f->scope, text));
}

/* However the view is chosen, one button is down, and the one that says so */
static void
test_buttons_follow_the_view (Fixture       *f,
                              gconstpointer  data)
{
  static const struct
  {
    const char *view, *text;
  } rows[] = { { "spectrum", "Spectrum" }, { "xy", "X-Y" }, { "time", "Time" }, { "xy", "X-Y" } };
  GActionGroup *actions = sol_scope_page_get_actions (f->scope);

  show_sine (f);
  sol_test_wait_until (says (f, "triggered"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (i % 2 == 0)
        support_activate (actions, "view", g_variant_new_string (rows[i].view));
      else
        sol_scope_modes_set_mode (sol_scope_page_get_modes (f->scope), rows[i].view);
      for (guint k = 0; k < 3; k++)
        g_assert_cmpint (gtk_toggle_button_get_active (find_toggle (f, rows[k].text)), ==,
                         g_str_equal (rows[k].text, rows[i].text));
    }
}

static int
get_height (Fixture    *f,
            const char *name,
            int         width)
{
  GtkWidget *widget = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (f->scope), SOL_TYPE_SCOPE_PAGE, name));
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

/* The figures below take one row, however narrow it is; those without room are behind the button */
static void
test_line_is_one_row (Fixture       *f,
                      gconstpointer  data)
{
  GtkWidget *line = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (f->scope), SOL_TYPE_SCOPE_PAGE, "line"));
  GtkGrid *grid = GTK_GRID (gtk_widget_get_template_child (line, G_OBJECT_TYPE (line), "grid"));
  GObject *popover = gtk_widget_get_template_child (line, G_OBJECT_TYPE (line), "popover");
  GtkWidget *row = GTK_WIDGET (gtk_widget_get_template_child (line, G_OBJECT_TYPE (line), "row"));
  guint n_shown = 0, n = 0;

  show_sine (f);
  sol_test_wait_until (says (f, "triggered"));
  g_assert_cmpint (get_height (f, "line", 300), ==, get_height (f, "line", 2000));
  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      n++;
      n_shown += gtk_widget_get_child_visible (child);
    }
  g_assert_cmpuint (n_shown, >, 3);
  g_assert_cmpuint (n_shown, <, n);
  gtk_popover_popup (GTK_POPOVER (popover));
  sol_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (popover)));
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_grid_get_child_at (grid, 1, (int) i))), !=, "");
  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* A phone's width, less the window's border */
static void
test_pages_fit_360_pixels (Fixture       *f,
                           gconstpointer  data)
{
  int scope, generator;

  show_sine (f);
  sol_test_wait_until (says (f, "triggered"));
  gtk_widget_measure (GTK_WIDGET (f->scope), GTK_ORIENTATION_HORIZONTAL, -1, &scope, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (f->generator), GTK_ORIENTATION_HORIZONTAL, -1, &generator, NULL, NULL, NULL);
  g_assert_cmpint (scope, <=, 360);
  g_assert_cmpint (generator, <=, 360);
}

static void
add (const char *path,
     void      (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("/scope/page/wave-travels-from-generator-to-scope", test_wave_travels_from_generator_to_scope);
  add ("/generator/page/running-one-takes-changes", test_running_generator_takes_changes);
  add ("/scope/page/actions-drive-the-screen", test_actions_drive_the_screen);
  add ("/scope/page/topic-can-be-removed", test_topic_can_be_removed);
  add ("/scope/page/impossible-topic-is-refused", test_impossible_topic_is_refused);
  add ("/scope/page/raw-topic-offers-its-format", test_raw_topic_offers_its_format);
  add ("/scope/page/buttons-follow-the-view", test_buttons_follow_the_view);
  add ("/scope/page/line-is-one-row", test_line_is_one_row);
  add ("/scope/page/fits-360-pixels", test_pages_fit_360_pixels);
  return g_test_run ();
}
