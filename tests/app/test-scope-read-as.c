/* test-scope-read-as.c: a person says how a topic is read, and the scope shows other data
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include <adwaita.h>

#include "sol-read-as-fields.h"
#include "sol-read-as-window.h"
#include "sol-scope-page.h"
#include "sol-test-wait.h"
#include "window-support.h"

/* The page in a window; messages are given to the engine as a broker would */
typedef struct
{
  SolEngine    *engine;
  GtkWidget    *window;
  SolScopePage *page;
  GActionGroup *actions;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (SolConfig) config = sol_config_new ();

  f->engine = sol_engine_new (NULL, NULL, config);
  f->page = SOL_SCOPE_PAGE (sol_scope_page_new (f->engine));
  f->actions = sol_scope_page_get_actions (f->page);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1100, 800);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
  sol_test_wait_until (gtk_widget_get_mapped (f->window));
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_object (&f->engine);
}

static void
activate (Fixture    *f,
          const char *name,
          GVariant   *parameter)
{
  support_activate (f->actions, name, parameter);
}

static void
publish (Fixture    *f,
         const char *topic,
         const void *payload,
         gsize       length)
{
  g_autoptr (SolMessage) message = sol_message_new (topic, strlen (topic), payload, length, 0, FALSE,
                                                    g_get_real_time ());

  sol_ingest_post (message, sol_engine_get_ingest (f->engine));
}

static void
publish_text (Fixture    *f,
              const char *topic,
              const char *text)
{
  publish (f, topic, text, strlen (text));
}

/* 64 samples, the smallest −4000 and the largest 4000 */
static void
publish_int16 (Fixture *f)
{
  gint16 values[64];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = GINT16_TO_LE ((gint16) lrint (4000 * sin (2 * G_PI * i / 64)));
  publish (f, "lab/raw", values, sizeof values);
}

/* The channel of that name, as the scope shows it; nullable */
static SolChannel *
find_channel (Fixture    *f,
              const char *name)
{
  SolScopeTrace *trace = sol_scope_view_find_trace (sol_scope_page_get_view (f->page), name);

  return trace != NULL ? sol_scope_trace_get_channel (trace) : NULL;
}

static double
get_largest (Fixture    *f,
             const char *name)
{
  SolChannel *channel = find_channel (f, name);
  SolChannelStats stats = { 0 };

  if (channel != NULL)
    sol_channel_get_stats (channel, &stats);
  return stats.n_messages > 0 ? stats.last_max : NAN;
}

static guint
count_channels (Fixture *f)
{
  return g_list_model_get_n_items (sol_scope_view_get_traces (sol_scope_page_get_view (f->page)));
}

static void
test_override_changes_the_data (Fixture       *f,
                                gconstpointer  data)
{
  g_autofree char *unit = NULL;
  SolChannelStats stats;

  activate (f, "add-topic-as",
            g_variant_new ("(ss)", "lab/raw",
                           "{\"format\":\"int16\",\"scale\":0.5,\"offset\":1,\"unit\":\"mV\",\"rate_hz\":640}"));
  publish_int16 (f);
  sol_test_wait_until (get_largest (f, "lab/raw") == 2001);
  sol_channel_get_stats (find_channel (f, "lab/raw"), &stats);
  unit = sol_channel_dup_unit (find_channel (f, "lab/raw"));
  g_assert_cmpfloat (stats.declared_rate_hz, ==, 640);
  g_assert_false (stats.is_rate_assumed);
  g_assert_cmpstr (unit, ==, "mV");
  g_assert_cmpuint (stats.last_points, ==, 64);

  activate (f, "add-topic-as", g_variant_new ("(ss)", "lab/raw", "{\"format\":\"uint8\"}"));
  sol_test_wait_until (get_largest (f, "lab/raw") > 200);
  sol_channel_get_stats (find_channel (f, "lab/raw"), &stats);
  g_assert_cmpuint (stats.last_points, ==, 128);
}

/* Other fields are other channels; one more does not take the first away */
static void
test_fields_are_chosen (Fixture       *f,
                        gconstpointer  data)
{
  activate (f, "add-field", g_variant_new ("(ss)", "plug", "ENERGY/Power"));
  publish_text (f, "plug", "{\"ENERGY\":{\"Power\":37,\"Voltage\":231},\"RSSI\":-60}");
  sol_test_wait_until (get_largest (f, "plug ENERGY/Power") == 37);
  g_assert_cmpuint (count_channels (f), ==, 1);
  activate (f, "add-field", g_variant_new ("(ss)", "plug", "RSSI"));
  sol_test_wait_until (get_largest (f, "plug RSSI") == -60);
  g_assert_nonnull (find_channel (f, "plug ENERGY/Power"));
  g_assert_cmpuint (count_channels (f), ==, 2);
  activate (f, "add-topic-as", g_variant_new ("(ss)", "plug", "{}"));
  sol_test_wait_until (get_largest (f, "plug ENERGY/Voltage") == 231);
  /* A field of a topic that is shown whole changes nothing, and neither does the topic itself */
  activate (f, "add-field", g_variant_new ("(ss)", "plug", "RSSI"));
  activate (f, "add-topic", g_variant_new_string ("plug"));
  publish_text (f, "plug", "{\"ENERGY\":{\"Power\":38,\"Voltage\":232},\"RSSI\":-61}");
  sol_test_wait_until (get_largest (f, "plug ENERGY/Voltage") == 232);
  g_assert_cmpuint (count_channels (f), ==, 3);
}

static GObject *
get_form_child (SolReadAsWindow *dialog,
                const char      *name)
{
  GtkWidget *form = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), SOL_TYPE_READ_AS_WINDOW, "form"));

  return gtk_widget_get_template_child (form, G_OBJECT_TYPE (form), name);
}

static void
click (SolReadAsWindow *dialog,
       const char      *name)
{
  g_signal_emit_by_name (gtk_widget_get_template_child (GTK_WIDGET (dialog), SOL_TYPE_READ_AS_WINDOW, name), "clicked");
}

static gboolean
is_chip (GtkWidget *widget,
         gpointer   unused)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "read-as") && gtk_widget_get_mapped (widget);
}

static SolReadAsWindow *
open_by_chip (Fixture *f)
{
  GtkWidget *chip;

  sol_test_wait_until ((chip = support_find (f->page, is_chip, NULL)) != NULL);
  g_signal_emit_by_name (chip, "clicked");
  return support_await_window (SOL_TYPE_READ_AS_WINDOW);
}

/* From the chip to other data, with an error at its field on the way */
static void
test_chip_opens_what_is_wrong_is_told (Fixture       *f,
                                       gconstpointer  data)
{
  SolReadAsWindow *dialog;
  GObject *scale, *row, *apply;

  activate (f, "add-topic", g_variant_new_string ("lab/temp"));
  publish_text (f, "lab/temp", "20.5");
  sol_test_wait_until (get_largest (f, "lab/temp") == 20.5);
  dialog = open_by_chip (f);
  scale = get_form_child (dialog, "scale");
  row = get_form_child (dialog, "scale_row");
  apply = gtk_widget_get_template_child (GTK_WIDGET (dialog), SOL_TYPE_READ_AS_WINDOW, "apply");
  gtk_editable_set_text (GTK_EDITABLE (scale), "two");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "not a number"));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (apply)));
  gtk_editable_set_text (GTK_EDITABLE (scale), "0");
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (apply)));
  gtk_editable_set_text (GTK_EDITABLE (scale), "-2");
  gtk_editable_set_text (GTK_EDITABLE (get_form_child (dialog, "unit")), "°F");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  click (dialog, "apply");
  support_await_no_window (SOL_TYPE_READ_AS_WINDOW);
  sol_test_wait_until (get_largest (f, "lab/temp") == -41);

  dialog = open_by_chip (f);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_form_child (dialog, "scale"))), ==, "-2");
  click (dialog, "reset");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_form_child (dialog, "scale"))), ==, "");
  click (dialog, "apply");
  sol_test_wait_until (get_largest (f, "lab/temp") == 20.5);
}

/* A field that is not there is told at its row, with those that are; checking one in the list is as good as typing */
static void
test_fields_of_the_newest_message (Fixture       *f,
                                   gconstpointer  data)
{
  SolReadAsWindow *dialog;
  GObject *fields, *row, *list;
  GtkWidget *check;

  activate (f, "add-topic", g_variant_new_string ("plug"));
  publish_text (f, "plug", "{\"Power\":37,\"RSSI\":-60}");
  sol_test_wait_until (count_channels (f) == 2);
  sol_topic_list_update (sol_engine_get_topics (f->engine));
  dialog = open_by_chip (f);
  fields = get_form_child (dialog, "fields");
  row = get_form_child (dialog, "fields_row");
  list = get_form_child (dialog, "list");
  gtk_editable_set_text (GTK_EDITABLE (fields), "Pover");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Power, RSSI"));
  gtk_editable_set_text (GTK_EDITABLE (fields), "");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "");
  sol_test_wait_until ((check = support_find_below (list, GTK_TYPE_CHECK_BUTTON)) != NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fields)), ==, "RSSI");
  click (dialog, "apply");
  sol_test_wait_until (count_channels (f) == 1);
  g_assert_nonnull (find_channel (f, "plug RSSI"));
}

static void
check_line (const char *line,
            const char *joined,
            const char *again)
{
  g_auto (GStrv) fields = sol_read_as_fields_parse (line);
  g_autofree char *paths = fields != NULL ? g_strjoinv ("|", fields) : g_strdup ("");
  g_autofree char *printed = sol_read_as_fields_print (fields);

  g_assert_cmpstr (paths, ==, joined);
  g_assert_cmpstr (printed, ==, again);
}

/* What is typed is what is read, and what is shown reads back */
static void
test_line_of_fields (void)
{
  check_line ("", "", "");
  check_line (" , ,", "", "");
  check_line ("a/b,c", "a/b|c", "a/b, c");
  check_line ("\"x, y\", z", "x, y|z", "\"x, y\", z");
  check_line ("z,\"say \"\"hi\"\"\"", "z|say \"hi\"", "z, say \"hi\"");
  check_line ("\"\"\"hi\"\"\" ,\" a\"", "\"hi\"| a", "\"\"\"hi\"\"\", \" a\"");
  check_line ("\"not closed, b", "not closed, b", "\"not closed, b\"");
  check_line ("\"a\"b,\"\"", "a|b", "a, b");
}

/* The same in the window, typed and from the list */
static void
test_field_with_a_comma (Fixture       *f,
                         gconstpointer  data)
{
  SolReadAsWindow *dialog;
  GObject *fields, *row;

  activate (f, "add-topic", g_variant_new_string ("plug"));
  publish_text (f, "plug", "{\"x, y\":37,\"z\":-60}");
  sol_test_wait_until (count_channels (f) == 2);
  sol_topic_list_update (sol_engine_get_topics (f->engine));
  dialog = open_by_chip (f);
  fields = get_form_child (dialog, "fields");
  row = get_form_child (dialog, "fields_row");
  gtk_editable_set_text (GTK_EDITABLE (fields), "\"x, y\"");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "");
  click (dialog, "apply");
  sol_test_wait_until (count_channels (f) == 1);
  g_assert_nonnull (find_channel (f, "plug x, y"));
  dialog = open_by_chip (f);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_form_child (dialog, "fields"))), ==, "\"x, y\"");
  gtk_window_destroy (GTK_WINDOW (dialog));
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
  add ("/scope/read-as/override-changes-the-data", test_override_changes_the_data);
  add ("/scope/read-as/fields-are-chosen", test_fields_are_chosen);
  add ("/scope/read-as/chip-opens-what-is-wrong-is-told", test_chip_opens_what_is_wrong_is_told);
  add ("/scope/read-as/fields-of-the-newest-message", test_fields_of_the_newest_message);
  add ("/scope/read-as/field-with-a-comma", test_field_with_a_comma);
  g_test_add_func ("/scope/read-as/line-of-fields", test_line_of_fields);
  return g_test_run ();
}
