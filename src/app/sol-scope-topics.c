/* sol-scope-topics.c: the topics that the scope listens to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-topics.h"

#include <gtk/gtk.h>

#include <glib/gi18n.h>

#include "sol-engine-recording.h"
#include "sol-mqtt-topic.h"

typedef struct
{
  SolDecoderSettings settings; /* owned */
  gboolean           is_ours;  /* the scope subscribed, and not another view before it */
} Binding;

struct _SolScopeTopics
{
  GObject parent_instance;

  /* Owned */
  SolEngine     *engine;
  GtkStringList *filters;
  GHashTable    *bindings;    /* filter → Binding */
  GCancellable  *cancellable;
};

G_DEFINE_FINAL_TYPE (SolScopeTopics, sol_scope_topics, G_TYPE_OBJECT)

static void
binding_free (gpointer data)
{
  Binding *binding = data;

  sol_decoder_settings_clear (&binding->settings);
  g_free (binding);
}

static void
subscribed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (SolScopeTopics) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sol_source_subscribe_finish (SOL_SOURCE (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_signal_emit_by_name (self, "failed", error->message);
}

static void
bind (SolScopeTopics *self,
      const char     *filter)
{
  Binding *binding = g_hash_table_lookup (self->bindings, filter);
  SolSource *source = sol_engine_get_source (self->engine);

  /* A recording's channels have all of their history already: some of them are listed, others wait */
  if (source != NULL && sol_source_is_recording (source))
    {
      sol_engine_show_recorded (self->engine, filter);
      return;
    }
  sol_ingest_bind (sol_engine_get_ingest (self->engine), filter, &binding->settings);
  if (source == NULL || (!binding->is_ours && g_strv_contains (sol_source_get_filters (source), filter)))
    return;
  binding->is_ours = TRUE;
  sol_source_subscribe_async (source, filter, 0, self->cancellable, subscribed_cb, g_object_ref (self));
}

static void
source_changed_cb (SolScopeTopics *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filters));

  for (guint i = 0; i < n; i++)
    {
      const char *filter = gtk_string_list_get_string (self->filters, i);
      Binding *binding = g_hash_table_lookup (self->bindings, filter);

      binding->is_ours = FALSE;
      bind (self, filter);
    }
}

static void
sol_scope_topics_dispose (GObject *object)
{
  SolScopeTopics *self = SOL_SCOPE_TOPICS (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->engine);
  g_clear_object (&self->filters);
  g_clear_pointer (&self->bindings, g_hash_table_unref);
  G_OBJECT_CLASS (sol_scope_topics_parent_class)->dispose (object);
}

static void
sol_scope_topics_class_init (SolScopeTopicsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sol_scope_topics_dispose;
  g_signal_new ("failed", SOL_TYPE_SCOPE_TOPICS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("changed", SOL_TYPE_SCOPE_TOPICS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sol_scope_topics_init (SolScopeTopics *self)
{
  self->filters = gtk_string_list_new (NULL);
  self->bindings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, binding_free);
  self->cancellable = g_cancellable_new ();
}

SolScopeTopics *
sol_scope_topics_new (SolEngine *engine)
{
  SolScopeTopics *self = g_object_new (SOL_TYPE_SCOPE_TOPICS, NULL);

  self->engine = g_object_ref (engine);
  g_signal_connect_object (engine, "notify::source", G_CALLBACK (source_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

GListModel *
sol_scope_topics_get_model (SolScopeTopics *self)
{
  return G_LIST_MODEL (self->filters);
}

static gboolean
check_filter (const char  *filter,
              GError     **error)
{
  if (sol_mqtt_topic_is_filter (filter, strlen (filter)))
    return TRUE;
  g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
               _("“%s” is not a topic: + and # stand alone between slashes, # at the end"), filter);
  return FALSE;
}

static Binding *
ensure_binding (SolScopeTopics *self,
                const char     *filter)
{
  Binding *binding = g_hash_table_lookup (self->bindings, filter);

  if (binding != NULL)
    return binding;
  binding = g_new0 (Binding, 1);
  g_hash_table_insert (self->bindings, g_strdup (filter), binding);
  gtk_string_list_append (self->filters, filter);
  return binding;
}

gboolean
sol_scope_topics_add (SolScopeTopics            *self,
                      const char                *filter,
                      const SolDecoderSettings  *settings,
                      GError                   **error)
{
  Binding *binding;
  SolDecoderSettings before;

  g_return_val_if_fail (SOL_IS_SCOPE_TOPICS (self), FALSE);

  if (!check_filter (filter, error))
    return FALSE;
  binding = ensure_binding (self, filter);
  before = binding->settings;
  if (settings != NULL)
    {
      sol_decoder_settings_copy (settings, &binding->settings);
      sol_decoder_settings_clear (&before);
    }
  bind (self, filter);
  g_signal_emit_by_name (self, "changed");
  return TRUE;
}

/* What is read by a wider filter is read by the new one as it was, but for the fields */
gboolean
sol_scope_topics_add_field (SolScopeTopics  *self,
                            const char      *topic,
                            const char      *field,
                            GError         **error)
{
  const SolDecoderSettings *known;
  SolDecoderSettings settings;
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();
  gboolean is_ok;

  g_return_val_if_fail (SOL_IS_SCOPE_TOPICS (self), FALSE);

  known = sol_scope_topics_get_settings (self, topic);
  if (known != NULL && (known->fields == NULL || g_strv_contains ((const char *const *) known->fields, field)))
    return TRUE;
  sol_decoder_settings_copy (known != NULL ? known : &(SolDecoderSettings) { 0 }, &settings);
  if (settings.fields != NULL)
    g_strv_builder_addv (fields, (const char **) settings.fields);
  g_strv_builder_add (fields, field);
  g_strfreev (settings.fields);
  settings.fields = g_strv_builder_end (fields);
  is_ok = sol_scope_topics_add (self, topic, &settings, error);
  sol_decoder_settings_clear (&settings);
  return is_ok;
}

const SolDecoderSettings *
sol_scope_topics_get_settings (SolScopeTopics *self,
                               const char     *topic)
{
  const Binding *binding = g_hash_table_lookup (self->bindings, topic);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filters));

  for (guint i = 0; i < n && binding == NULL; i++)
    {
      const char *filter = gtk_string_list_get_string (self->filters, i);

      if (sol_mqtt_topic_matches (filter, strlen (filter), topic, strlen (topic)))
        binding = g_hash_table_lookup (self->bindings, filter);
    }
  return binding != NULL ? &binding->settings : NULL;
}

void
sol_scope_topics_remove (SolScopeTopics *self,
                         const char     *filter)
{
  g_autofree char *held = g_strdup (filter); /* the caller's may be the model's own */
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filters));
  SolSource *source = sol_engine_get_source (self->engine);
  const Binding *binding;

  g_return_if_fail (SOL_IS_SCOPE_TOPICS (self));

  binding = g_hash_table_lookup (self->bindings, held);
  if (binding == NULL)
    return;
  if (binding->is_ours && source != NULL)
    sol_source_unsubscribe (source, held);
  g_hash_table_remove (self->bindings, held);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (gtk_string_list_get_string (self->filters, i), held))
      {
        gtk_string_list_remove (self->filters, i);
        break;
      }
  sol_ingest_unbind (sol_engine_get_ingest (self->engine), held);
  g_signal_emit_by_name (self, "changed");
}
