/* test-scope-layout.c: what the scope shows comes back, by name and by itself
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <adwaita.h>
#include <glib/gstdio.h>

#include "sol-scope-page.h"
#include "sol-test-folder.h"
#include "sol-test-wait.h"
#include "window-support.h"

/* A page on an engine that keeps its files in a folder: both can go and come again */
typedef struct
{
  char         *folder;
  SolEngine    *engine;
  GtkWidget    *window;
  SolScopePage *page;
  SolScopeView *view;
  GActionGroup *actions;
} Fixture;

static void
begin (Fixture *f)
{
  g_autoptr (SolConfig) config = sol_config_new ();

  f->engine = sol_engine_new (f->folder, NULL, config);
  f->page = SOL_SCOPE_PAGE (sol_scope_page_new (f->engine));
  f->view = sol_scope_page_get_view (f->page);
  f->actions = sol_scope_page_get_actions (f->page);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1100, 800);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
  sol_test_wait_until (gtk_widget_get_mapped (f->window));
}

static void
end (Fixture *f)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  sol_test_release (f->engine);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("soliton-layout-XXXXXX", NULL);
  begin (f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  end (f);
  sol_test_remove_tree (f->folder);
  g_free (f->folder);
}

static void
activate (Fixture    *f,
          const char *detailed)
{
  support_activate_detailed (f->actions, detailed);
}

static void
publish (Fixture    *f,
         const char *topic,
         const char *text)
{
  g_autoptr (SolMessage) message = sol_message_new (topic, strlen (topic), (const guint8 *) text, strlen (text), 0,
                                                    FALSE, g_get_real_time ());

  sol_ingest_post (message, sol_engine_get_ingest (f->engine));
}

static guint
count_channels (Fixture *f)
{
  return g_list_model_get_n_items (sol_scope_view_get_traces (f->view));
}

static char *
dup_text_state (Fixture    *f,
                const char *action)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (f->actions, action);

  return g_variant_dup_string (state, NULL);
}

static void
assert_state (Fixture    *f,
              const char *action,
              const char *text)
{
  g_autofree char *state = dup_text_state (f, action);

  g_assert_cmpstr (state, ==, text);
}

static gboolean
get_flag (Fixture    *f,
          const char *action)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (f->actions, action);

  return g_variant_get_boolean (state);
}

/* Two topics, one with an override, and everything beside at something else than at first */
static void
set_all (Fixture *f)
{
  SolSpectrumViewSettings spectrum;
  SolXyViewSettings xy = { .is_line = FALSE, .is_persistent = TRUE };
  SolScopeCursors cursors;

  activate (f, "add-topic-as(('lab/a','{\"scale\":10,\"unit\":\"mV\"}'))");
  activate (f, "add-topic('lab/b')");
  publish (f, "lab/a", "1.5");
  publish (f, "lab/b", "2.5");
  sol_test_wait_until (count_channels (f) == 2);
  activate (f, "channel-color(('lab/b',uint32 5))");
  activate (f, "channel-per-division(('lab/b',0.5))");
  activate (f, "channel-offset(('lab/b',2.0))");
  activate (f, "channel-second-axis(('lab/b',true))");
  activate (f, "channel-visible(('lab/a',false))");
  activate (f, "select-channel('lab/b')");
  activate (f, "time-base(int64 2000000)");
  activate (f, "stacked");
  activate (f, "persistence");
  activate (f, "trigger-mode::normal");
  activate (f, "trigger-edge::falling");
  activate (f, "trigger-source('lab/b')");
  activate (f, "trigger-level(0.25)");
  activate (f, "trigger-holdoff(0.5)");
  activate (f, "trigger-position(0.2)");
  activate (f, "cursors");
  cursors = *sol_scope_view_get_cursors (f->view);
  cursors.times_ns[0] = -1000000;
  cursors.times_ns[1] = 2000000;
  cursors.values[1] = 3.5;
  sol_scope_view_set_cursors (f->view, &cursors);
  activate (f, "statistics");
  activate (f, "analyse-between");
  activate (f, "measure-rise");
  spectrum = *sol_spectrum_view_get_settings (sol_scope_modes_get_spectrum (sol_scope_page_get_modes (f->page)));
  spectrum.analysis.window = SOL_SPECTRUM_FLAT_TOP;
  spectrum.analysis.average = SOL_SPECTRUM_AVERAGE_EXPONENTIAL;
  spectrum.analysis.n_averages = 32;
  spectrum.scale = SOL_SPECTRUM_IN_PEAK;
  spectrum.is_log = TRUE;
  spectrum.range_db = 140;
  sol_spectrum_view_set_settings (sol_scope_modes_get_spectrum (sol_scope_page_get_modes (f->page)), &spectrum);
  sol_xy_view_set_settings (sol_scope_modes_get_xy (sol_scope_page_get_modes (f->page)), &xy);
  sol_xy_view_choose (sol_scope_modes_get_xy (sol_scope_page_get_modes (f->page)), 1, 0);
  activate (f, "view::spectrum");
}

static void
assert_picture (Fixture *f)
{
  const SolScopeCursors *cursors = sol_scope_view_get_cursors (f->view);

  g_assert_cmpint (sol_scope_view_get_time_base (f->view), ==, 2000000);
  g_assert_true (sol_scope_view_get_stacked (f->view));
  g_assert_true (get_flag (f, "persistence"));
  assert_state (f, "trigger-mode", "normal");
  assert_state (f, "trigger-edge", "falling");
  g_assert_cmpfloat (sol_scope_view_get_trigger (f->view)->level, ==, 0.25);
  g_assert_cmpint (sol_scope_view_get_holdoff (f->view), ==, 500000000);
  g_assert_cmpfloat_with_epsilon (sol_scope_view_get_position (f->view), 0.2, 1e-6);
  g_assert_true (cursors->is_shown);
  g_assert_cmpint (cursors->times_ns[0], ==, -1000000);
  g_assert_cmpint (cursors->times_ns[1], ==, 2000000);
  g_assert_cmpfloat (cursors->values[1], ==, 3.5);
  g_assert_true (get_flag (f, "statistics"));
  g_assert_true (get_flag (f, "analyse-between"));
  g_assert_true (get_flag (f, "measure-rise"));
}

static void
assert_modes (Fixture *f)
{
  SolScopeModes *modes = sol_scope_page_get_modes (f->page);
  const SolSpectrumViewSettings *spectrum = sol_spectrum_view_get_settings (sol_scope_modes_get_spectrum (modes));

  assert_state (f, "view", "spectrum");
  g_assert_cmpint (spectrum->analysis.window, ==, SOL_SPECTRUM_FLAT_TOP);
  g_assert_cmpint (spectrum->analysis.average, ==, SOL_SPECTRUM_AVERAGE_EXPONENTIAL);
  g_assert_cmpuint (spectrum->analysis.n_averages, ==, 32);
  g_assert_cmpint (spectrum->scale, ==, SOL_SPECTRUM_IN_PEAK);
  g_assert_true (spectrum->is_log);
  g_assert_cmpfloat (spectrum->range_db, ==, 140);
  g_assert_false (sol_xy_view_get_settings (sol_scope_modes_get_xy (modes))->is_line);
  g_assert_true (sol_xy_view_get_settings (sol_scope_modes_get_xy (modes))->is_persistent);
}

/* After the topics have said something; in the other order than before */
static void
assert_channels (Fixture *f)
{
  SolScopeTrace *a, *b;
  SolChannelStats stats;

  publish (f, "lab/b", "2.5");
  publish (f, "lab/a", "1.5");
  sol_test_wait_until (count_channels (f) == 2);
  a = sol_scope_view_find_trace (f->view, "lab/a");
  b = sol_scope_view_find_trace (f->view, "lab/b");
  sol_channel_get_stats (sol_scope_trace_get_channel (a), &stats);
  g_assert_cmpfloat (stats.last_max, ==, 15);
  g_assert_cmpuint (sol_scope_trace_get_color (b), ==, 5);
  g_assert_cmpfloat (sol_scope_scale_get_step (sol_scope_trace_get_scale (b)), ==, 0.5);
  g_assert_cmpfloat (sol_scope_scale_get_middle (sol_scope_trace_get_scale (b)), ==, 2);
  g_assert_true (sol_scope_trace_get_second (b));
  g_assert_true (sol_scope_trace_get_visible (b));
  g_assert_false (sol_scope_trace_get_visible (a));
  g_assert_true (sol_scope_trace_get_scale (a)->is_auto);
  g_assert_true (sol_scope_view_get_selected (f->view) == b);
  g_assert_true (sol_scope_view_get_source (f->view) == b);
}

static void
test_last_one_comes_back (Fixture       *f,
                          gconstpointer  data)
{
  set_all (f);
  end (f);
  begin (f);
  assert_picture (f);
  assert_modes (f);
  assert_channels (f);
}

static void
test_layout_is_taken_by_name (Fixture       *f,
                              gconstpointer  data)
{
  set_all (f);
  activate (f, "save-layout('Bench')");
  assert_state (f, "layout", "Bench");
  activate (f, "remove-topic('lab/a')");
  activate (f, "remove-topic('lab/b')");
  activate (f, "add-topic('lab/c')");
  sol_test_wait_until (count_channels (f) == 0);
  activate (f, "view::time");
  activate (f, "stacked");
  activate (f, "trigger-half");
  activate (f, "time-base(int64 1000000000)");
  activate (f, "layout::Bench");
  assert_picture (f);
  assert_modes (f);
  assert_channels (f);
  publish (f, "lab/c", "1");
  activate (f, "layout::Nowhere");
  assert_state (f, "layout", "Bench");
}

static SolAlarmList *
get_alarms (Fixture *f)
{
  return sol_engine_get_alarms (f->engine);
}

static guint
count_alarms (Fixture *f)
{
  return sol_analysis_list_get_count (SOL_ANALYSIS_LIST (get_alarms (f)));
}

static void
put_alarm (Fixture    *f,
           guint       position,
           const char *channel,
           double      level)
{
  const SolAlarmSettings settings = { .kind = SOL_ALARM_ABOVE, .level = level, .hysteresis = 0.1 };
  g_autoptr (GError) error = NULL;

  sol_alarm_list_set (get_alarms (f), position, channel, &settings, 0.3, &error);
  g_assert_no_error (error);
}

static double
get_level (Fixture *f,
           guint    position)
{
  return sol_alarm_item_get_settings (SOL_ALARM_ITEM (sol_analysis_list_get (SOL_ANALYSIS_LIST (get_alarms (f)),
                                                                             position)))->level;
}

/* Those of its channels come back once; what is there already stays as it is */
static void
test_alarms_come_with_a_layout (Fixture       *f,
                                gconstpointer  data)
{
  activate (f, "add-topic('lab/a')");
  publish (f, "lab/a", "1.5");
  sol_test_wait_until (count_channels (f) == 1);
  put_alarm (f, 0, "lab/a", 1.0 / 3.0);
  put_alarm (f, 1, "lab/a", 5);
  put_alarm (f, 2, "elsewhere", 7);
  activate (f, "save-layout('Watched')");
  activate (f, "layout::Watched");
  g_assert_cmpuint (count_alarms (f), ==, 3);
  sol_analysis_list_remove (SOL_ANALYSIS_LIST (get_alarms (f)), 2);
  sol_analysis_list_remove (SOL_ANALYSIS_LIST (get_alarms (f)), 0);
  put_alarm (f, 1, "lab/a", 9);
  end (f);
  begin (f);
  g_assert_cmpuint (count_alarms (f), ==, 2);
  activate (f, "layout::Watched");
  g_assert_cmpuint (count_alarms (f), ==, 3);
  g_assert_cmpfloat (get_level (f, 0), ==, 5);
  g_assert_cmpfloat (get_level (f, 1), ==, 9);
  g_assert_cmpfloat (get_level (f, 2), ==, 1.0 / 3.0);
  activate (f, "layout::Watched");
  g_assert_cmpuint (count_alarms (f), ==, 3);
}

/* Renamed, deleted, and back by the toast's button */
static void
test_deleting_can_be_undone (Fixture       *f,
                             gconstpointer  data)
{
  SolLayoutStore *store = sol_engine_get_layouts (f->engine);
  GtkWidget *button;

  activate (f, "add-topic('lab/a')");
  activate (f, "save-layout('One')");
  activate (f, "rename-layout(('One','Two'))");
  assert_state (f, "layout", "Two");
  g_assert_false (sol_layout_store_has (store, "One"));
  activate (f, "delete-layout('Two')");
  g_assert_false (sol_layout_store_has (store, "Two"));
  sol_test_wait_until ((button = support_find_action (f->page, "scope.put-layout")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (sol_layout_store_has (store, "Two"));
}

/* A new file is there before it is written */
static gboolean
has_content (const char *path)
{
  GStatBuf about;

  return g_stat (path, &about) == 0 && about.st_size > 0;
}

/* Out to a file, and in again under another name; what is no layout is refused */
static void
test_layouts_travel_as_files (Fixture       *f,
                              gconstpointer  data)
{
  SolLayoutStore *store = sol_engine_get_layouts (f->engine);
  g_autofree char *path = g_build_filename (f->folder, "Mine.json", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *export = g_strdup_printf ("export-layout-to(('Mine','%s'))", uri);
  g_autofree char *import = g_strdup_printf ("import-layout-from('%s')", uri);

  activate (f, "add-topic('lab/a')");
  activate (f, "save-layout('Mine')");
  activate (f, export);
  sol_test_wait_until (has_content (path));
  activate (f, "remove-topic('lab/a')");
  activate (f, import);
  sol_test_wait_until (sol_layout_store_has (store, "Mine 2"));
  assert_state (f, "layout", "Mine 2");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (gtk_widget_get_template_child (
                     GTK_WIDGET (f->page), SOL_TYPE_SCOPE_PAGE, "stack"))), ==, "scope");
  g_assert_true (g_file_set_contents (path, "{\"soliton_layout\":99}", -1, NULL));
  activate (f, import);
  activate (f, export);
  sol_test_wait_until (!sol_layout_store_has (store, "Mine 3"));
}

/* A layout that others wrote, with nonsense in every place */
static void
test_nonsense_changes_nothing (Fixture       *f,
                               gconstpointer  data)
{
  activate (f, "put-layout(('N','{\"soliton_layout\":1,\"topics\":[7,{},{\"topic\":\"lab/a\",\"format\":\"morse\"},"
               "{\"topic\":\"#/a\"}],\"channels\":[{\"channel\":\"lab/a\",\"color\":-3,\"per_division\":-1},4],"
               "\"view\":\"hologram\",\"time_per_division_ns\":-5,\"stacked\":\"yes\",\"trigger\":{\"mode\":7,"
               "\"edge\":\"sideways\",\"level\":\"a\",\"position\":9e99,\"holdoff_s\":-1},\"cursors\":{\"times_s\":[1],"
               "\"values\":{}},\"measurements\":{\"list\":[{}]},\"spectrum\":{\"window\":\"x\",\"range_db\":1e9,"
               "\"n_averages\":-1},\"xy\":[],\"math\":[{}],\"alarms\":[7,{},{\"channel\":\"lab/a\",\"kind\":\"loud\"},"
               "{\"channel\":\"lab/a\",\"kind\":\"above\",\"keep_s\":-1}]}'))");
  activate (f, "layout::N");
  assert_state (f, "layout", "N");
  g_assert_cmpuint (count_alarms (f), ==, 0);
  assert_state (f, "view", "time");
  g_assert_false (sol_scope_view_get_stacked (f->view));
  g_assert_cmpint (sol_scope_view_get_time_base (f->view), >, 0);
  publish (f, "lab/a", "1");
  sol_test_wait_until (count_channels (f) == 1);
  g_assert_cmpuint (sol_scope_trace_get_color (sol_scope_view_find_trace (f->view, "lab/a")), ==, 0);
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
  add ("/scope/layout/last-one-comes-back", test_last_one_comes_back);
  add ("/scope/layout/is-taken-by-name", test_layout_is_taken_by_name);
  add ("/scope/layout/alarms-come-with-it", test_alarms_come_with_a_layout);
  add ("/scope/layout/deleting-can-be-undone", test_deleting_can_be_undone);
  add ("/scope/layout/travel-as-files", test_layouts_travel_as_files);
  add ("/scope/layout/nonsense-changes-nothing", test_nonsense_changes_nothing);
  return g_test_run ();
}
