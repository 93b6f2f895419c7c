/* test-access.c: the access page of the preferences: rules made, moved and removed by hand
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-access-page.h"
#include "sol-app-fixture.h"
#include "sol-engine-access.h"
#include "window-support.h"

typedef struct
{
  SolAppFixture *app;
  GtkWindow     *preferences;
  GtkWidget     *page;
  GtkWidget     *rules;
} Fixture;

static GtkWidget *
get_child (gpointer    widget,
           const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name));
}

static gboolean
has_text (gpointer label)
{
  return *gtk_label_get_label (label) != '\0';
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->app = sol_app_fixture_new (0);
  sol_app_fixture_activate (self->app, "app.preferences");
  self->preferences = support_find_window (g_type_from_name ("SolPreferences"));
  g_assert_nonnull (self->preferences);
  self->page = get_child (self->preferences, "access");
  self->rules = get_child (self->page, "rules");
  g_assert_true (sol_app_wait (has_text, get_child (self->page, "rules_hint"), 5000));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gtk_window_destroy (self->preferences);
  sol_app_fixture_free (self->app);
}

typedef struct
{
  GtkWidget  *rules;
  const char *filters; /* of the rows, in their order, with blanks between */
} Expected;

static gboolean
is_shown (gpointer data)
{
  const Expected *expected = data;
  g_autoptr (GString) filters = g_string_new (NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (expected->rules); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    g_string_append_printf (filters, "%s%s", filters->len > 0 ? " " : "",
                            adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));
  return strcmp (filters->str, expected->filters) == 0;
}

static void
expect_rules (Fixture    *self,
              const char *filters)
{
  Expected expected = { self->rules, filters };

  g_assert_true (sol_app_wait (is_shown, &expected, 5000));
}

static gboolean
has_no_window (gpointer data)
{
  return support_find_window (g_type_from_name (data)) == NULL;
}

static void
fill (Fixture    *self,
      const char *filter)
{
  GtkWindow *dialog = support_find_window (g_type_from_name ("SolRuleDialog"));

  g_assert_nonnull (dialog);
  gtk_editable_set_text (GTK_EDITABLE (get_child (dialog, "filter")), filter);
  g_signal_emit_by_name (get_child (dialog, "save"), "clicked");
}

static void
add (Fixture    *self,
     const char *filter)
{
  gtk_widget_activate_action (self->page, "access.add-rule", NULL);
  fill (self, filter);
  g_assert_true (sol_app_wait (has_no_window, (gpointer) "SolRuleDialog", 5000));
}

static void
test_edits_rules (Fixture       *self,
                  gconstpointer  data)
{
  expect_rules (self, "");
  add (self, "a/#");
  expect_rules (self, "a/#");
  add (self, "b/<&>");
  expect_rules (self, "a/# b/<&>");
  gtk_widget_activate_action (self->page, "access.move-rule", "(uu)", 1u, 0u);
  expect_rules (self, "b/<&> a/#");
  gtk_widget_activate_action (self->page, "access.edit-rule", "u", 0u);
  fill (self, "c");
  expect_rules (self, "c a/#");
  gtk_widget_activate_action (self->page, "access.remove-rule", "u", 0u);
  expect_rules (self, "a/#");
}

static gboolean
is_visible (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

static void
test_names_bad_filter (Fixture       *self,
                       gconstpointer  data)
{
  GtkWindow *dialog;

  expect_rules (self, "");
  gtk_widget_activate_action (self->page, "access.add-rule", NULL);
  dialog = support_find_window (g_type_from_name ("SolRuleDialog"));
  fill (self, "a#");
  g_assert_true (sol_app_wait (is_visible, get_child (dialog, "error"), 5000));
  gtk_window_destroy (dialog);
}

static void
test_answers (Fixture       *self,
              gconstpointer  data)
{
  GtkWidget *answer = get_child (self->page, "answer");

  gtk_editable_set_text (GTK_EDITABLE (get_child (self->page, "test_topic")), "a/b");
  gtk_widget_activate_action (self->page, "access.test", NULL);
  g_assert_true (sol_app_wait (has_text, answer, 5000));
  g_assert_true (gtk_widget_has_css_class (answer, "success"));
  expect_rules (self, "");
  add (self, "c");
  expect_rules (self, "c");
  gtk_label_set_label (GTK_LABEL (answer), "");
  gtk_widget_activate_action (self->page, "access.test", NULL);
  g_assert_true (sol_app_wait (has_text, answer, 5000));
  g_assert_true (gtk_widget_has_css_class (answer, "error"));
}

int
main (int    argc,
      char **argv)
{
  sol_app_test_init (&argc, &argv);
  g_test_add ("/access/edits-rules", Fixture, NULL, set_up, test_edits_rules, tear_down);
  g_test_add ("/access/names-bad-filter", Fixture, NULL, set_up, test_names_bad_filter, tear_down);
  g_test_add ("/access/answers-whether-somebody-may", Fixture, NULL, set_up, test_answers, tear_down);
  return g_test_run ();
}
