/* test-generator-page.c: the Generator view, by its widgets and actions
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <adwaita.h>
#include <glib/gstdio.h>

#include "sol-app-fixture.h"
#include "sol-generator-fields.h"
#include "sol-generator-page.h"
#include "sol-number-row.h"
#include "sol-recording-writer.h"
#include "sol-scenario.h"
#include "sol-self-test-window.h"
#include "sol-test-folder.h"
#include "sol-test-wait.h"
#include "sol-wave-editor.h"
#include "sol-wave-file-dialog.h"
#include "window-support.h"

typedef struct
{
  SolAppFixture    *app;
  SolGeneratorPage *page;
  SolGeneratorList *sources;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->app = sol_app_fixture_new (0);
  f->page = SOL_GENERATOR_PAGE (gtk_widget_get_template_child (GTK_WIDGET (f->app->window), SOL_TYPE_WINDOW,
                                                               "generator_page"));
  f->sources = sol_engine_get_generators (f->app->engine);
  sol_app_fixture_activate (f->app, "win.view('generator')");
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sol_app_fixture_free (f->app);
}

static gboolean
is_row (GtkWidget *widget,
        gpointer   title)
{
  return ADW_IS_PREFERENCES_ROW (widget)
         && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static gpointer
find_row_in (gpointer    window,
             const char *title)
{
  GtkWidget *row = support_find (window, is_row, (gpointer) title);

  if (row == NULL)
    g_error ("no row is called “%s”", title);
  return row;
}

static gpointer
find_row (Fixture    *f,
          const char *title)
{
  return find_row_in (f->page, title);
}

static const SolWaveConfig *
get_config (Fixture *f)
{
  return sol_generator_item_get_config (sol_generator_page_get_selected (f->page));
}

static guint
get_n_sources (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (f->sources));
}

static gboolean
can (Fixture    *f,
     const char *action)
{
  return g_action_group_get_action_enabled (sol_generator_page_get_actions (f->page), action);
}

/* A person's number in each row is the settings', and what the settings say is what the row shows */
static void
test_every_field_has_its_row (Fixture       *f,
                              gconstpointer  data)
{
  g_auto (SolGeneratorSettings) settings = { 0 };
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);

  for (guint i = 0; i < n; i++)
    {
      double value = fields[i].is_count ? 7.0 : 0.1234567891;

      sol_number_row_set_value (find_row (f, fields[i].title), value);
      g_assert_cmpfloat (sol_generator_field_get (&fields[i], &get_config (f)->settings), ==, value);
    }
  sol_generator_settings_init (&settings);
  for (guint i = 0; i < n; i++)
    sol_generator_field_set (&fields[i], &settings, fields[i].is_count ? 3.0 : 1.0 / 3.0);
  sol_generator_page_set_settings (f->page, &settings);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat (sol_number_row_get_value (find_row (f, fields[i].title)), ==,
                       fields[i].is_count ? 3.0 : 1.0 / 3.0);
}

static void
test_every_choice_has_its_row (Fixture       *f,
                               gconstpointer  data)
{
  guint n;
  const SolGeneratorChoice *choices = sol_generator_get_choices (&n);

  for (guint i = 0; i < n; i++)
    {
      AdwComboRow *row = find_row (f, choices[i].title);
      guint n_words = g_list_model_get_n_items (adw_combo_row_get_model (row)), n_offered = 0;

      for (guint k = 0; k < choices[i].n_values; k++)
        n_offered += choices[i].is_offered (k);
      g_assert_cmpuint (n_words, ==, n_offered);
      for (guint k = 0; k < n_words; k++)
        {
          GtkStringList *words = GTK_STRING_LIST (adw_combo_row_get_model (row));
          guint value;

          adw_combo_row_set_selected (row, k);
          value = sol_generator_choice_get (&choices[i], &get_config (f)->settings);
          g_assert_cmpstr (gtk_string_list_get_string (words, k), ==, choices[i].get_title (value));
        }
    }
}

static void
assert_wrong (Fixture    *f,
              gpointer    row,
              const char *why)
{
  const char *problem = sol_generator_item_get_problem (sol_generator_page_get_selected (f->page));

  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_false (can (f, "start"));
  g_assert_false (can (f, "show-on-scope"));
  g_assert_nonnull (problem);
  g_assert_nonnull (strstr (problem, why));
}

/* The cause stands at the field, and Start waits until it is gone */
static void
test_what_cannot_be_is_told_at_its_field (Fixture       *f,
                                          gconstpointer  data)
{
  SolNumberRow *frequency = find_row (f, "Frequency in Hz"), *points = find_row (f, "Samples a Message");
  GtkEditable *topic = find_row (f, "Topic"), *harmonics = find_row (f, "Harmonics: Order, Amplitude, Phase; …");
  int end = strlen ("3,0.2,180; 5,0.1");

  g_assert_true (can (f, "start"));
  sol_number_row_set_value (frequency, 0.0);
  assert_wrong (f, frequency, "Frequency must be between");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (frequency)), "not 0"));
  sol_number_row_set_value (frequency, 5.0);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (frequency), "error"));
  g_assert_true (can (f, "start"));

  sol_number_row_set_value (find_row (f, "Samples a Second"), 1e6);
  assert_wrong (f, points, "messages a second");
  sol_number_row_set_value (points, 1000.0);
  g_assert_true (can (f, "start"));

  gtk_editable_set_text (topic, "a/#");
  assert_wrong (f, topic, "a/#");
  gtk_editable_set_text (topic, "a/b");
  g_assert_true (can (f, "start"));

  gtk_editable_set_text (harmonics, "3,0.2,180; 5,0.1");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (harmonics), "error"));
  gtk_editable_insert_text (harmonics, "; 7", -1, &end);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (harmonics), "error"));
  g_assert_cmpuint (get_config (f)->settings.n_harmonics, ==, 2);
  g_assert_cmpfloat (get_config (f)->settings.harmonics[0].phase, ==, 180.0);
}

static gboolean
has_sent (gpointer item)
{
  SolWaveCounts counts;

  sol_generator_item_get_counts (item, &counts);
  return counts.n_sent > 3;
}

/* Letters of a topic are no topics: it moves when it is confirmed */
static void
test_topic_of_what_runs_is_confirmed (Fixture       *f,
                                      gconstpointer  data)
{
  SolGeneratorItem *item = sol_generator_page_get_selected (f->page);
  GtkEditable *topic = find_row (f, "Topic");

  sol_app_fixture_start (f->app);
  sol_app_fixture_activate (f->app, "generator.start");
  g_assert_true (sol_app_wait (has_sent, item, 10000));
  gtk_editable_set_text (topic, "lab/new");
  g_assert_cmpstr (get_config (f)->topic, ==, "soliton/signal");
  g_signal_emit_by_name (topic, "apply");
  g_assert_cmpstr (get_config (f)->topic, ==, "lab/new");
  g_assert_true (sol_generator_item_is_running (item));
  sol_app_fixture_activate (f->app, "generator.stop");
  g_assert_false (sol_generator_item_is_running (item));
}

static void
test_scenarios_are_templates (Fixture       *f,
                              gconstpointer  data)
{
  guint n, expected = 1;
  const SolScenario *scenarios = sol_scenario_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *action = g_strdup_printf ("generator.new('%s')", scenarios[i].nick);

      sol_app_fixture_activate (f->app, action);
      expected += scenarios[i].n_sources;
      g_assert_cmpuint (get_n_sources (f), ==, expected);
      g_assert_true (can (f, "start"));
    }
  sol_app_fixture_start (f->app);
  sol_app_fixture_activate (f->app, "generator.start-all");
  for (guint i = 0; i < expected; i++)
    {
      g_autoptr (SolGeneratorItem) item = g_list_model_get_item (G_LIST_MODEL (f->sources), i);

      g_assert_true (sol_generator_item_is_running (item));
    }
  sol_app_fixture_activate (f->app, "generator.stop-all");
  g_assert_false (sol_generator_list_is_running (f->sources));
}

static void
test_duplicate_rename_remove_undo (Fixture       *f,
                                   gconstpointer  data)
{
  GtkEditable *name = find_row (f, "Name");

  sol_number_row_set_value (find_row (f, "Frequency in Hz"), 12.5);
  sol_app_fixture_activate (f->app, "generator.duplicate");
  g_assert_cmpuint (get_n_sources (f), ==, 2);
  g_assert_cmpstr (get_config (f)->name, ==, "Sine 2");
  g_assert_cmpstr (get_config (f)->topic, ==, "soliton/signal-2");
  g_assert_cmpfloat (get_config (f)->settings.frequency_hz, ==, 12.5);
  gtk_editable_set_text (name, "Mine");
  g_assert_cmpstr (get_config (f)->name, ==, "Mine");
  gtk_editable_set_text (name, "");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (name), "error"));
  g_assert_cmpstr (get_config (f)->name, ==, "Mine");

  sol_app_fixture_activate (f->app, "generator.remove");
  g_assert_cmpuint (get_n_sources (f), ==, 1);
  g_assert_cmpstr (get_config (f)->name, ==, "Sine");
  sol_app_fixture_activate (f->app, "generator.undo-remove");
  g_assert_cmpuint (get_n_sources (f), ==, 2);
  g_assert_cmpstr (get_config (f)->name, ==, "Mine");
  g_assert_cmpfloat (get_config (f)->settings.frequency_hz, ==, 12.5);

  sol_app_fixture_activate (f->app, "generator.remove");
  sol_app_fixture_activate (f->app, "generator.remove");
  g_assert_null (sol_generator_page_get_selected (f->page));
  g_assert_false (can (f, "start"));
  sol_app_fixture_activate (f->app, "generator.undo-remove");
  g_assert_cmpstr (get_config (f)->name, ==, "Sine");
}

/* At the most there may be, a word and no source */
static void
test_full_list_says_so (Fixture       *f,
                        gconstpointer  data)
{
  for (guint i = get_n_sources (f); i < SOL_GENERATOR_LIST_MAX; i++)
    sol_app_fixture_activate (f->app, "generator.new('wave')");
  g_assert_cmpuint (get_n_sources (f), ==, SOL_GENERATOR_LIST_MAX);
  sol_app_fixture_activate (f->app, "generator.new('wave')");
  g_assert_cmpuint (get_n_sources (f), ==, SOL_GENERATOR_LIST_MAX);
}

static void
press (GtkWidget       *widget,
       guint            key,
       GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      gboolean was_used = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &was_used);
    }
}

/* The second point up by two steps, the rest flat; the description follows */
static void
test_draws_with_keys (Fixture       *f,
                      gconstpointer  data)
{
  GtkWidget *editor;
  const double *values;
  gsize n;

  sol_app_fixture_activate (f->app, "generator.new('drawn')");
  editor = support_find_below (f->page, SOL_TYPE_WAVE_EDITOR);
  support_press (f->page, "Flat");
  press (editor, GDK_KEY_Home, 0);
  press (editor, GDK_KEY_Right, 0);
  press (editor, GDK_KEY_Up, 0);
  press (editor, GDK_KEY_Up, GDK_SHIFT_MASK);
  values = sol_shape_table_get_values (get_config (f)->settings.table, &n);
  g_assert_cmpuint (n, ==, SOL_WAVE_EDITOR_POINTS);
  g_assert_cmpfloat (values[0], ==, 0.0);
  g_assert_cmpfloat_with_epsilon (values[1], 0.055, 1e-9);
  g_assert_cmpfloat (values[2], ==, 0.0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Point 2 of 256: 0.055");
  press (editor, GDK_KEY_0, 0);
  press (editor, GDK_KEY_Up, GDK_CONTROL_MASK);
  values = sol_shape_table_get_values (get_config (f)->settings.table, &n);
  g_assert_cmpfloat_with_epsilon (values[1], 0.05, 1e-9);
  g_assert_cmpfloat_with_epsilon (values[2], 0.05, 1e-9);
  support_press (f->page, "_Smooth");
  values = sol_shape_table_get_values (get_config (f)->settings.table, &n);
  g_assert_cmpfloat_with_epsilon (values[0], 0.0125, 1e-9);
}

static gboolean
has_file (gpointer data)
{
  Fixture *f = data;

  return get_config (f)->settings.table != NULL && sol_shape_table_get_path (get_config (f)->settings.table) != NULL;
}

static void
test_plays_a_file (Fixture       *f,
                   gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("soliton-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.csv", NULL);
  GtkWidget *dialog;

  g_assert_true (g_file_set_contents (path, "time_s,u,i\n0,1,9\n0.5,3,8\n1,1,9\n", -1, NULL));
  sol_generator_page_load_file (f->page, path);
  dialog = support_await_window (SOL_TYPE_WAVE_FILE_DIALOG);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row_in (dialog, "Column to Play")), 1);
  support_press (dialog, "_Play");
  g_assert_true (sol_app_wait (has_file, f, 10000));
  g_assert_cmpfloat_with_epsilon (get_config (f)->settings.rate_hz, 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_config (f)->settings.offset, 5.0 / 3.0, 1e-9);
  g_assert_cmpstr (sol_shape_table_get_column (get_config (f)->settings.table), ==, "u");

  support_press (f->page, "_Draw on It");
  g_assert_null (sol_shape_table_get_path (get_config (f)->settings.table));
  g_remove (path);
  sol_generator_page_load_file (f->page, path);
  dialog = support_await_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "bench.csv"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  sol_test_remove_tree (folder);
}

/* Twenty values of a second, in two fields */
static void
make_recording (const char *path)
{
  SolRecordingWriter *writer = sol_recording_writer_new (&(SolRecordingSettings) { .path = path, .source = "a test" },
                                                         NULL, NULL);
  SolRecordingStatus status = { 0 };

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *payload = g_strdup_printf ("{\"u\":%d,\"i\":%d}", i, 10 + i);
      g_autoptr (SolMessage) message = sol_message_new ("lab/bench", 9, (const guint8 *) payload, strlen (payload), 0,
                                                        FALSE, 0);

      sol_recording_writer_post_at (writer, message, (1767225600000 + i * 50) * G_GINT64_CONSTANT (1000000));
    }
  sol_recording_writer_stop (writer);
  sol_test_wait_until ((sol_recording_writer_get_status (writer, &status), status.state == SOL_RECORDING_FINISHED));
  sol_recording_writer_free (writer);
}

/* Topic and field instead of columns, and no question about times */
static void
test_plays_a_recording (Fixture       *f,
                        gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("soliton-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.soliton", NULL);
  GtkWidget *dialog, *row;

  make_recording (path);
  sol_generator_page_load_file (f->page, path);
  dialog = support_await_window (SOL_TYPE_WAVE_FILE_DIALOG);
  row = find_row_in (dialog, "Topic and Field");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))), ==, 2);
  g_assert_false (gtk_widget_get_visible (find_row_in (dialog, "Column with Times")));
  g_assert_false (gtk_widget_get_visible (find_row_in (dialog, "Samples a Second")));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  support_press (dialog, "_Play");
  g_assert_true (sol_app_wait (has_file, f, 10000));
  g_assert_cmpfloat_with_epsilon (get_config (f)->settings.rate_hz, 20.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (get_config (f)->settings.offset, 19.5, 1e-9);
  g_assert_cmpstr (sol_shape_table_get_column (get_config (f)->settings.table), ==, "lab/bench i");
  sol_test_remove_tree (folder);
}

static gboolean
has_ended (gpointer window)
{
  return !g_str_equal (sol_self_test_window_get_status (window), "Running");
}

static void
assert_saves (SolSelfTestWindow *window)
{
  g_autofree char *folder = g_dir_make_tmp ("soliton-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL), *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GStrv) lines = NULL;

  sol_self_test_window_save (window, file);
  sol_test_wait_until (strstr (sol_self_test_window_get_status (window), "table.csv") != NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, sol_self_test_window_get_rows (window)->len + 2);
  g_assert_true (g_str_has_prefix (lines[0], "shape,format,samples"));
  sol_test_remove_tree (folder);
}

/* Cancelled, then run to its end and saved; whether a loaded computer kept its times is the rows' business */
static void
test_self_test_window (Fixture       *f,
                       gconstpointer  data)
{
  SolSelfTestWindow *window;

  sol_app_fixture_activate (f->app, "app.self-test");
  window = support_await_window (SOL_TYPE_SELF_TEST_WINDOW);
  gtk_widget_activate_action (GTK_WIDGET (window), "self-test.cancel", NULL);
  sol_test_wait_until (g_str_equal (sol_self_test_window_get_status (window), "Cancelled"));
  g_assert_null (sol_self_test_window_get_rows (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "self-test.run", NULL);
  g_assert_true (sol_app_wait (has_ended, window, 60000));
  if (sol_self_test_window_get_rows (window) == NULL && g_getenv ("SOLITON_SANITIZED") != NULL)
    g_test_skip ("so slow a build does not receive everything within the self-test's 30 s");
  else
    {
      g_assert_nonnull (strstr (sol_self_test_window_get_status (window), "passed"));
      assert_saves (window);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Closed in the middle of its run: nothing of it is left, which the fixture looks for */
static void
test_self_test_window_is_closed (Fixture       *f,
                                 gconstpointer  data)
{
  sol_app_fixture_activate (f->app, "app.self-test");
  gtk_window_destroy (support_await_window (SOL_TYPE_SELF_TEST_WINDOW));
}

static void
add (const char *path,
     void      (*test) (Fixture       *f,
                        gconstpointer  data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  sol_app_test_init (&argc, &argv);
  /* libadwaita 1.2 crashes when a window is destroyed while a toast fades */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  add ("/generator/page/every-field-has-its-row", test_every_field_has_its_row);
  add ("/generator/page/every-choice-has-its-row", test_every_choice_has_its_row);
  add ("/generator/page/what-cannot-be-is-told-at-its-field", test_what_cannot_be_is_told_at_its_field);
  add ("/generator/page/topic-of-what-runs-is-confirmed", test_topic_of_what_runs_is_confirmed);
  add ("/generator/page/scenarios-are-templates", test_scenarios_are_templates);
  add ("/generator/page/duplicate-rename-remove-undo", test_duplicate_rename_remove_undo);
  add ("/generator/page/full-list-says-so", test_full_list_says_so);
  add ("/generator/page/draws-with-keys", test_draws_with_keys);
  add ("/generator/page/plays-a-file", test_plays_a_file);
  add ("/generator/page/plays-a-recording", test_plays_a_recording);
  add ("/generator/self-test-window/runs-and-saves", test_self_test_window);
  add ("/generator/self-test-window/is-closed", test_self_test_window_is_closed);
  return g_test_run ();
}
