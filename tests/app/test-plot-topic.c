/* test-plot-topic.c: a topic or a field goes from Messages to the scope, dragged or by a key
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-app-fixture.h"
#include "sol-drag-topic.h"
#include "sol-field-row.h"
#include "sol-field-view.h"
#include "sol-inspector.h"
#include "sol-messages-page.h"
#include "sol-scope-page.h"
#include "sol-topic-row.h"
#include "window-support.h"

#define TOPIC "lab/plug/SENSOR"
#define PAYLOAD "{\"ENERGY\":{\"Power\":37,\"Voltage\":231},\"RSSI\":-60}"

typedef struct
{
  SolAppFixture   *app;
  SolMessagesPage *messages;
  SolScopePage    *scope;
} Fixture;

static gpointer
get_child (gpointer    widget,
           GType       type,
           const char *name)
{
  return gtk_widget_get_template_child (widget, type, name);
}

static gboolean
has_topic (gpointer data)
{
  return sol_messages_page_select_topic (((Fixture *) data)->messages, TOPIC);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->app = sol_app_fixture_new (0);
  f->messages = get_child (f->app->window, SOL_TYPE_WINDOW, "messages_page");
  f->scope = get_child (f->app->window, SOL_TYPE_WINDOW, "scope_page");
  sol_app_fixture_start (f->app);
  sol_app_fixture_activate (f->app, "win.view('messages')");
  sol_app_fixture_publish (f->app, TOPIC, PAYLOAD, FALSE);
  g_assert_true (sol_app_wait (has_topic, f, 10000));
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sol_app_fixture_free (f->app);
}

/* What the widget gives into the hand, as @type; then it is let go over the scope */
static void
drag (Fixture    *f,
      GtkWidget  *from,
      GType       type)
{
  GtkEventController *source = support_find_controller (from, GTK_TYPE_DRAG_SOURCE);
  GtkWidget *stack = get_child (f->scope, SOL_TYPE_SCOPE_PAGE, "stack");
  GtkEventController *target = support_find_controller (stack, GTK_TYPE_DROP_TARGET);
  g_autoptr (GdkContentProvider) content = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  gboolean is_taken = FALSE;

  g_assert_nonnull (source);
  g_assert_nonnull (target);
  g_signal_emit_by_name (source, "prepare", 1.0, 1.0, &content);
  g_assert_nonnull (content);
  g_value_init (&value, type);
  g_assert_true (gdk_content_provider_get_value (content, &value, &error));
  g_signal_emit_by_name (target, "drop", &value, 10.0, 10.0, &is_taken);
  g_assert_true (is_taken);
}

static guint
count_channels (Fixture *f)
{
  return g_list_model_get_n_items (sol_scope_view_get_traces (sol_scope_page_get_view (f->scope)));
}

static gboolean
has_three (gpointer data)
{
  return count_channels (data) == 3;
}

static gboolean
has_two (gpointer data)
{
  return count_channels (data) == 2;
}

static gboolean
has_one (gpointer data)
{
  return count_channels (data) == 1;
}

static gboolean
is_leaf_row (GtkWidget *widget,
             gpointer   unused)
{
  return SOL_IS_TOPIC_ROW (widget) && gtk_widget_get_mapped (widget) && gtk_widget_has_css_class (widget, "leaf");
}

static GtkWidget *
find_topic_row (Fixture *f)
{
  return support_find (f->messages, is_leaf_row, NULL);
}

static gboolean
has_topic_row (gpointer data)
{
  return find_topic_row (data) != NULL;
}

static void
test_topic_is_dragged (Fixture       *f,
                       gconstpointer  data)
{
  g_assert_true (sol_app_wait (has_topic_row, f, 10000));
  drag (f, find_topic_row (f), SOL_TYPE_DRAG_TOPIC);
  g_assert_true (sol_app_wait (has_three, f, 10000));
  g_assert_nonnull (sol_scope_view_find_trace (sol_scope_page_get_view (f->scope), TOPIC " RSSI"));
}

/* To other programs, and from them, it is text */
static void
test_topic_is_text_too (Fixture       *f,
                        gconstpointer  data)
{
  g_assert_true (sol_app_wait (has_topic_row, f, 10000));
  drag (f, find_topic_row (f), G_TYPE_STRING);
  g_assert_true (sol_app_wait (has_three, f, 10000));
}

static GtkWidget *
find_field (Fixture    *f,
            const char *path)
{
  SolInspector *inspector = get_child (f->messages, SOL_TYPE_MESSAGES_PAGE, "inspector");
  GtkWidget *fields = get_child (inspector, SOL_TYPE_INSPECTOR, "fields");
  GtkListBox *list = get_child (fields, SOL_TYPE_FIELD_VIEW, "list");
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_str_equal (sol_field_row_get_path (SOL_FIELD_ROW (row)), path))
      return GTK_WIDGET (row);
  return NULL;
}

static gboolean
has_fields (gpointer data)
{
  return find_field (data, "ENERGY/Power") != NULL && gtk_widget_get_mapped (find_field (data, "ENERGY/Power"));
}

static void
show_fields (Fixture *f)
{
  SolInspector *inspector = get_child (f->messages, SOL_TYPE_MESSAGES_PAGE, "inspector");

  gtk_stack_set_visible_child_name (get_child (inspector, SOL_TYPE_INSPECTOR, "views"), "fields");
  g_assert_true (sol_app_wait (has_fields, f, 10000));
}

static void
test_fields_are_listed (Fixture       *f,
                        gconstpointer  data)
{
  g_autofree char *text = NULL;

  show_fields (f);
  text = sol_messages_page_dup_text (f->messages);
  g_assert_cmpstr (text, ==, "ENERGY/Power: 37\nENERGY/Voltage: 231\nRSSI: -60\n");
}

static void
test_fields_are_dragged (Fixture       *f,
                         gconstpointer  data)
{
  show_fields (f);
  drag (f, find_field (f, "ENERGY/Power"), SOL_TYPE_DRAG_TOPIC);
  g_assert_true (sol_app_wait (has_one, f, 10000));
  drag (f, find_field (f, "RSSI"), SOL_TYPE_DRAG_TOPIC);
  g_assert_true (sol_app_wait (has_two, f, 10000));
}

/* What the keyboard is on: a field first, the topic when it is not on one */
static void
test_keyboard_plots (Fixture       *f,
                     gconstpointer  data)
{
  GtkWidget *row;

  show_fields (f);
  row = find_field (f, "RSSI");
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
  g_assert_true (gtk_widget_grab_focus (row));
  sol_app_fixture_activate (f->app, "messages.plot");
  g_assert_cmpstr (sol_window_get_view (f->app->window), ==, "scope");
  g_assert_true (sol_app_wait (has_one, f, 10000));
  sol_app_fixture_activate (f->app, "scope.remove-topic('" TOPIC "')");
  sol_app_fixture_activate (f->app, "win.view('messages')");
  gtk_root_set_focus (GTK_ROOT (f->app->window), NULL);
  sol_app_fixture_activate (f->app, "messages.plot");
  g_assert_true (sol_app_wait (has_three, f, 10000));
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
  sol_app_test_init (&argc, &argv);
  add ("/app/plot-topic/topic-is-dragged", test_topic_is_dragged);
  add ("/app/plot-topic/topic-is-text-too", test_topic_is_text_too);
  add ("/app/plot-topic/fields-are-listed", test_fields_are_listed);
  add ("/app/plot-topic/fields-are-dragged", test_fields_are_dragged);
  add ("/app/plot-topic/keyboard-plots", test_keyboard_plots);
  return g_test_run ();
}
