/* sol-scope-add-window.c: the window that asks for a topic
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-add-window.h"

#include <glib/gi18n.h>

#include "sol-decoder-json.h"
#include "sol-mqtt-topic.h"
#include "sol-read-as-form.h"

#define MOST_TOPICS 500
#define REFRESH_S 1

struct _SolScopeAddWindow
{
  AdwWindow parent_instance;

  /* Owned */
  GtkWidget          *page;
  SolTopicList       *topics;
  GtkStringList      *seen;
  GtkStringFilter    *filter;
  guint               refresh_id;

  /* Template */
  AdwEntryRow        *topic;
  AdwActionRow       *read_as;
  SolReadAsForm      *form;
  GtkWidget          *add;
  GtkWidget          *found;
  GtkListBox         *list;
  GtkWidget          *problem;
};

G_DEFINE_FINAL_TYPE (SolScopeAddWindow, sol_scope_add_window, ADW_TYPE_WINDOW)

/* What the form says, in a line */
static char *
describe (const SolDecoderSettings *settings)
{
  const char *format = settings->format == SOL_FORMAT_AUTO ? _("Automatic") : sol_format_get_title (settings->format);
  g_autofree char *more = sol_decoder_settings_describe (settings);

  return g_strjoin (*more != '\0' ? ", " : "", format, more, NULL);
}

static void
update (SolScopeAddWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->topic));
  gboolean is_filter = sol_mqtt_topic_is_filter (text, strlen (text));
  SolDecoderSettings settings;
  gboolean is_ok = sol_read_as_form_get_settings (self->form, &settings);
  g_autofree char *description = describe (&settings);

  sol_decoder_settings_clear (&settings);
  adw_action_row_set_subtitle (self->read_as, description);
  gtk_widget_set_sensitive (self->add, is_filter && is_ok);
  gtk_widget_set_visible (self->problem, *text != '\0' && !is_filter);
}

/* What the form says is tried on the topic's newest message */
static void
topic_changed_cb (SolScopeAddWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->topic));

  gtk_string_filter_set_search (self->filter, text);
  sol_read_as_form_set_topic (self->form, self->topics, text);
  update (self);
}

static void
add_topic (SolScopeAddWindow *self)
{
  SolDecoderSettings settings;
  g_autofree char *text = NULL;

  if (!gtk_widget_get_sensitive (self->add))
    return;
  sol_read_as_form_get_settings (self->form, &settings);
  text = sol_decoder_settings_to_text (&settings);
  sol_decoder_settings_clear (&settings);
  gtk_widget_activate_action (self->page, "scope.add-topic-as", "(ss)",
                              gtk_editable_get_text (GTK_EDITABLE (self->topic)), text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
row_activated_cb (SolScopeAddWindow *self,
                  GtkListBoxRow     *row)
{
  gtk_editable_set_text (GTK_EDITABLE (self->topic), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  add_topic (self);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  SolScopeAddWindow *self = user_data;
  const char *topic = gtk_string_object_get_string (item);
  SolTopicItem *found = sol_topic_list_find (self->topics, topic);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), topic);
  if (found != NULL && sol_topic_item_get_text (found) != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sol_topic_item_get_text (found));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
collect (GListModel *level,
         GPtrArray  *topics)
{
  guint n = g_list_model_get_n_items (level);

  for (guint i = 0; i < n && topics->len < MOST_TOPICS; i++)
    {
      g_autoptr (SolTopicItem) item = g_list_model_get_item (level, i);

      if (sol_topic_item_has_messages (item))
        g_ptr_array_add (topics, g_strdup (sol_topic_item_get_topic (item)));
      collect (sol_topic_item_get_children (item), topics);
    }
}

static gboolean
is_same (GtkStringList *list,
         GPtrArray     *topics)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) != topics->len)
    return FALSE;
  for (guint i = 0; i < topics->len; i++)
    if (!g_str_equal (gtk_string_list_get_string (list, i), g_ptr_array_index (topics, i)))
      return FALSE;
  return TRUE;
}

static gboolean
refresh_cb (gpointer user_data)
{
  SolScopeAddWindow *self = user_data;
  g_autoptr (GPtrArray) topics = g_ptr_array_new_with_free_func (g_free);

  collect (G_LIST_MODEL (self->topics), topics);
  gtk_widget_set_visible (self->found, topics->len > 0);
  if (is_same (self->seen, topics))
    return G_SOURCE_CONTINUE;
  g_ptr_array_add (topics, NULL);
  gtk_string_list_splice (self->seen, 0, g_list_model_get_n_items (G_LIST_MODEL (self->seen)),
                          (const char *const *) topics->pdata);
  return G_SOURCE_CONTINUE;
}

static void
sol_scope_add_window_dispose (GObject *object)
{
  SolScopeAddWindow *self = SOL_SCOPE_ADD_WINDOW (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_SCOPE_ADD_WINDOW);
  g_clear_object (&self->page);
  g_clear_object (&self->topics);
  g_clear_object (&self->seen);
  g_clear_object (&self->filter);
  G_OBJECT_CLASS (sol_scope_add_window_parent_class)->dispose (object);
}

static void
sol_scope_add_window_class_init (SolScopeAddWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_scope_add_window_dispose;
  g_type_ensure (SOL_TYPE_READ_AS_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/scope-add-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SolScopeAddWindow, topic);
  gtk_widget_class_bind_template_child (widget_class, SolScopeAddWindow, read_as);
  gtk_widget_class_bind_template_child (widget_class, SolScopeAddWindow, form);
  gtk_widget_class_bind_template_child (widget_class, SolScopeAddWindow, add);
  gtk_widget_class_bind_template_child (widget_class, SolScopeAddWindow, found);
  gtk_widget_class_bind_template_child (widget_class, SolScopeAddWindow, list);
  gtk_widget_class_bind_template_child (widget_class, SolScopeAddWindow, problem);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, topic_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_topic);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sol_scope_add_window_init (SolScopeAddWindow *self)
{
  self->seen = gtk_string_list_new (NULL);
  self->filter = gtk_string_filter_new (gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
sol_scope_add_window_new (GtkWidget    *page,
                          SolTopicList *topics)
{
  SolScopeAddWindow *self = g_object_new (SOL_TYPE_SCOPE_ADD_WINDOW, NULL);
  g_autoptr (GtkFilterListModel) model = NULL;

  self->page = g_object_ref (page);
  self->topics = g_object_ref (topics);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (page)));
  model = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->seen)),
                                     g_object_ref (GTK_FILTER (self->filter)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (model), make_row, self, NULL);
  refresh_cb (self);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, refresh_cb, self);
  update (self);
  return GTK_WINDOW (self);
}
