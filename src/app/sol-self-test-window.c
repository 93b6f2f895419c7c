/* sol-self-test-window.c: is what is measured what was set?
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-self-test-window.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-self-test-item.h"

struct _SolSelfTestWindow
{
  AdwWindow parent_instance;

  /* Owned */
  GSimpleActionGroup *actions;
  GCancellable       *cancellable;   /* of the run; NULL while none goes on */
  GArray             *rows;          /* NULL before the first one ended */
  GtkNativeDialog    *chooser;       /* NULL while nobody is asked where */

  /* Template */
  GtkStack           *stack;
  GtkProgressBar     *progress;
  AdwStatusPage      *failure;
  GtkColumnView      *table;
  GtkLabel           *status;
};

G_DEFINE_FINAL_TYPE (SolSelfTestWindow, sol_self_test_window, ADW_TYPE_WINDOW)

static void
set_enabled (SolSelfTestWindow *self,
             const char        *name,
             gboolean           is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

static void
update (SolSelfTestWindow *self)
{
  set_enabled (self, "run", self->cancellable == NULL);
  set_enabled (self, "cancel", self->cancellable != NULL);
  set_enabled (self, "save", self->cancellable == NULL && self->rows != NULL);
}

static void
show_rows (SolSelfTestWindow *self)
{
  g_autoptr (GListStore) items = g_list_store_new (SOL_TYPE_SELF_TEST_ITEM);
  g_autoptr (GtkNoSelection) selection = NULL;
  g_autofree char *text = NULL;
  guint n_passed = sol_self_test_count_passed (self->rows);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autoptr (SolSelfTestItem) item = sol_self_test_item_new (&g_array_index (self->rows, SolSelfTestRow, i));

      g_list_store_append (items, item);
    }
  selection = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&items)));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (selection));
  text = n_passed == self->rows->len ? g_strdup_printf (_("All %u passed"), n_passed)
                                     : g_strdup_printf (_("%u of %u passed"), n_passed, self->rows->len);
  gtk_label_set_label (self->status, text);
  gtk_stack_set_visible_child_name (self->stack, "rows");
}

static void
show_failure (SolSelfTestWindow *self,
              const GError      *error)
{
  gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *markup = g_markup_escape_text (is_cancelled ? "" : error->message, -1);

  gtk_label_set_label (self->status, is_cancelled ? _("Cancelled") : error->message);
  adw_status_page_set_title (self->failure, is_cancelled ? _("Cancelled") : _("The Self-Test Could Not Run"));
  adw_status_page_set_description (self->failure, markup);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

/* The window may be gone by now: its run was cancelled */
static void
finished_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SolSelfTestWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GArray *rows = sol_self_test_finish (result, &error);

  g_clear_object (&self->cancellable);
  if (rows != NULL)
    {
      g_clear_pointer (&self->rows, g_array_unref);
      self->rows = rows;
    }
  if (self->stack == NULL)
    return;
  if (rows != NULL)
    show_rows (self);
  else
    show_failure (self, error);
  update (self);
}

static void
progress_cb (double   part,
             gpointer user_data)
{
  SolSelfTestWindow *self = user_data;

  if (self->progress != NULL)
    gtk_progress_bar_set_fraction (self->progress, part);
}

static void
run_activated (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SolSelfTestWindow *self = user_data;

  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0.0);
  gtk_label_set_label (self->status, _("Running"));
  gtk_stack_set_visible_child_name (self->stack, "running");
  sol_self_test_async (self->cancellable, progress_cb, self, finished_cb, g_object_ref (self));
  update (self);
}

static void
cancel_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  g_cancellable_cancel (SOL_SELF_TEST_WINDOW (user_data)->cancellable);
}

/* Saving */

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (SolSelfTestWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (object)), *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    text = g_strdup_printf (_("Saved as “%s”"), name);
  if (self->status != NULL)
    gtk_label_set_label (self->status, text != NULL ? text : error->message);
}

void
sol_self_test_window_save (SolSelfTestWindow *self,
                           GFile             *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GBytes) octets = NULL;
  char *text;

  g_return_if_fail (SOL_IS_SELF_TEST_WINDOW (self) && self->rows != NULL);
  if (g_str_has_suffix (name, ".json"))
    text = sol_self_test_to_json (self->rows);
  else if (g_str_has_suffix (name, ".csv"))
    text = sol_self_test_to_csv (self->rows);
  else
    text = sol_self_test_to_text (self->rows);
  octets = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (file, octets, NULL, FALSE, G_FILE_CREATE_NONE, NULL, saved_cb,
                                       g_object_ref (self));
}

static void
response_cb (SolSelfTestWindow *self,
             int                response)
{
  g_autoptr (GtkNativeDialog) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  sol_self_test_window_save (self, file);
}

static void
save_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SolSelfTestWindow *self = user_data;
  GtkFileChooserNative *chooser;

  if (self->chooser != NULL)
    return;
  chooser = gtk_file_chooser_native_new (_("Save the Self-Test’s Table"), GTK_WINDOW (self),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _("Self-Test.csv"));
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (self->chooser);
}

static const GActionEntry entries[] = {
  { "run", run_activated },
  { "cancel", cancel_activated },
  { "save", save_activated },
};

static void
sol_self_test_window_dispose (GObject *object)
{
  SolSelfTestWindow *self = SOL_SELF_TEST_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_SELF_TEST_WINDOW);
  G_OBJECT_CLASS (sol_self_test_window_parent_class)->dispose (object);
}

static void
sol_self_test_window_finalize (GObject *object)
{
  SolSelfTestWindow *self = SOL_SELF_TEST_WINDOW (object);

  g_clear_object (&self->actions);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (sol_self_test_window_parent_class)->finalize (object);
}

static void
sol_self_test_window_class_init (SolSelfTestWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_self_test_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_self_test_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/self-test-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SolSelfTestWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SolSelfTestWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, SolSelfTestWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, SolSelfTestWindow, table);
  gtk_widget_class_bind_template_child (widget_class, SolSelfTestWindow, status);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sol_self_test_window_init (SolSelfTestWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "self-test", G_ACTION_GROUP (self->actions));
  sol_self_test_item_add_columns (self->table);
}

GtkWidget *
sol_self_test_window_new (void)
{
  SolSelfTestWindow *self = g_object_new (SOL_TYPE_SELF_TEST_WINDOW, NULL);

  run_activated (NULL, NULL, self);
  return GTK_WIDGET (self);
}

const GArray *
sol_self_test_window_get_rows (SolSelfTestWindow *self)
{
  g_return_val_if_fail (SOL_IS_SELF_TEST_WINDOW (self), NULL);
  return self->rows;
}

const char *
sol_self_test_window_get_status (SolSelfTestWindow *self)
{
  g_return_val_if_fail (SOL_IS_SELF_TEST_WINDOW (self), NULL);
  return gtk_label_get_label (self->status);
}
