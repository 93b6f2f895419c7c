/* test-preferences.c: the preferences' rows, pressed
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-app-fixture.h"
#include "sol-preferences.h"
#include "sol-test-folder.h"

#define TIMEOUT_MS 20000

typedef struct
{
  SolAppFixture *app;
  SolEngine     *engine; /* with a folder, where certificates go */
  char          *folder;
  GtkWidget     *window;
} Fixture;

static GtkWidget *
get_row (Fixture    *self,
         const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (self->window, SOL_TYPE_PREFERENCES, name));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *config = NULL;
  g_autoptr (GError) error = NULL;

  self->app = sol_app_fixture_new (0);
  self->folder = g_dir_make_tmp ("soliton-preferences-XXXXXX", &error);
  g_assert_no_error (error);
  config = g_build_filename (self->folder, "config.json", NULL);
  self->engine = sol_engine_new (self->folder, config, NULL);
  self->window = GTK_WIDGET (sol_preferences_new (self->engine));
  gtk_window_set_hide_on_close (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (self->window), GTK_WINDOW (self->app->window));
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->engine);
  sol_app_fixture_free (self->app);
  sol_test_remove_tree (self->folder);
  g_free (self->folder);
}

static gboolean
has_certificates (gpointer data)
{
  Fixture *self = data;
  const SolBrokerConfig *config = sol_engine_get_config (self->engine)->broker;

  return config->tls_port >= 0 && config->tls_certificate != NULL && *config->tls_certificate != '\0'
         && gtk_widget_get_sensitive (get_row (self, "make_button"));
}

static void
test_makes_certificates (Fixture       *self,
                         gconstpointer  data)
{
  g_autofree char *authority = NULL;

  g_signal_emit_by_name (get_row (self, "make_button"), "clicked");
  g_assert_false (gtk_widget_get_sensitive (get_row (self, "make_button")));
  g_assert_true (sol_app_wait (has_certificates, self, TIMEOUT_MS));
  authority = sol_engine_dup_authority_path (self->engine);
  g_assert_true (g_file_test (authority, G_FILE_TEST_EXISTS));
  g_assert_nonnull (g_strrstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (get_row (self, "make_row"))),
                               authority));
}

static gboolean
is_strict (gpointer data)
{
  return sol_engine_get_config (((Fixture *) data)->engine)->broker->durability == SOL_DURABILITY_STRICT;
}

static void
test_chooses_durability (Fixture       *self,
                         gconstpointer  data)
{
  GtkWidget *choice = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (get_row (self, "durability")));

  g_assert_false (is_strict (self));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 0);
  g_assert_true (sol_app_wait (is_strict, self, TIMEOUT_MS));
}

static guint
count_preferences (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      n += SOL_IS_PREFERENCES (window);
    }
  return n;
}

static void
test_opens_the_same_window_again (Fixture       *self,
                                  gconstpointer  data)
{
  sol_app_fixture_activate (self->app, "app.preferences");
  gtk_window_close (GTK_WINDOW (self->window));
  sol_app_fixture_activate (self->app, "app.preferences");
  g_assert_cmpuint (count_preferences (), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  sol_app_test_init (&argc, &argv);
  g_test_add ("/app/preferences/makes-certificates", Fixture, NULL, set_up, test_makes_certificates, tear_down);
  g_test_add ("/app/preferences/chooses-durability", Fixture, NULL, set_up, test_chooses_durability, tear_down);
  g_test_add ("/app/preferences/opens-the-same-window-again", Fixture, NULL, set_up,
              test_opens_the_same_window_again, tear_down);
  return g_test_run ();
}
