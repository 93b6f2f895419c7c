/* sol-engine.c: owns and wires all of it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-private.h"

#include <glib/gi18n.h>

#include "sol-config-store.h"

G_DEFINE_QUARK (sol-engine-error-quark, sol_engine_error)

enum
{
  PROP_0,
  PROP_CONFIG,
  PROP_BROKER_STATE,
  PROP_SOURCE,
  PROP_REPLAYER,
  PROP_WARNING,
  N_PROPS
};

enum
{
  USERS_CHANGED,
  ACCESS_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SolEngine, sol_engine, G_TYPE_OBJECT)

static void
sol_engine_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  SolEngine *self = SOL_ENGINE (object);

  switch (id)
    {
    case PROP_CONFIG:
      g_value_set_boxed (value, self->config);
      break;
    case PROP_BROKER_STATE:
      g_value_set_int (value, sol_engine_get_broker_state (self));
      break;
    case PROP_SOURCE:
      g_value_set_object (value, self->source);
      break;
    case PROP_REPLAYER:
      g_value_set_object (value, self->replayer);
      break;
    case PROP_WARNING:
      g_value_set_string (value, self->warning);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
clients_toggle_cb (gpointer  user_data,
                   GObject  *object,
                   gboolean  is_last)
{
  sol_client_list_set_active (SOL_CLIENT_LIST (object), !is_last);
}

/* Deliveries end before what they are delivered to is freed; the broker's thread ends with its
 * last reference */
static void
sol_engine_dispose (GObject *object)
{
  SolEngine *self = SOL_ENGINE (object);

  g_clear_handle_id (&self->others_id, g_source_remove);
  sol_engine_unwatch_certificate (self);
  if (self->source != NULL)
    sol_engine_drop_source (self);
  if (self->recorder != NULL)
    g_object_run_dispose (G_OBJECT (self->recorder));
  g_clear_object (&self->recorder);
  sol_engine_drop_announcement (self);
  if (self->clients != NULL)
    {
      sol_client_list_set_active (self->clients, FALSE);
      g_object_remove_toggle_ref (G_OBJECT (g_steal_pointer (&self->clients)), clients_toggle_cb,
                                  NULL);
    }
  g_clear_object (&self->source);
  g_clear_object (&self->broker);
  g_clear_object (&self->store);
  sol_engine_stop_analysis (self);
  sol_engine_stop_generators (self);
  g_clear_object (&self->layouts);
  g_clear_pointer (&self->ingest, sol_ingest_free);
  g_clear_pointer (&self->pump, sol_topic_pump_free);
  G_OBJECT_CLASS (sol_engine_parent_class)->dispose (object);
}

static void
sol_engine_finalize (GObject *object)
{
  SolEngine *self = SOL_ENGINE (object);

  g_clear_object (&self->topics);
  g_clear_object (&self->log);
  g_clear_pointer (&self->config, sol_config_unref);
  g_free (self->config_path);
  g_free (self->tls_folder);
  g_free (self->recordings_folder);
  g_free (self->scope_folder);
  g_free (self->warning);
  g_free (self->announced);
  G_OBJECT_CLASS (sol_engine_parent_class)->finalize (object);
}

static void
sol_engine_class_init (SolEngineClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_engine_get_property;
  object_class->dispose = sol_engine_dispose;
  object_class->finalize = sol_engine_finalize;

  properties[PROP_CONFIG] = g_param_spec_boxed ("config", NULL, NULL, SOL_TYPE_CONFIG, flags);
  properties[PROP_BROKER_STATE] = g_param_spec_int ("broker-state", NULL, NULL, SOL_BROKER_STOPPED,
                                                    SOL_BROKER_STOPPING, SOL_BROKER_STOPPED, flags);
  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, SOL_TYPE_SOURCE, flags);
  properties[PROP_REPLAYER] = g_param_spec_object ("replayer", NULL, NULL, SOL_TYPE_REPLAYER, flags);
  properties[PROP_WARNING] = g_param_spec_string ("warning", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[USERS_CHANGED] = g_signal_new ("users-changed", SOL_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACCESS_CHANGED] = g_signal_new ("access-changed", SOL_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sol_engine_init (SolEngine *self)
{
  g_queue_init (&self->commands);
  self->mdns_scope = (SolMdnsScope) { SOL_MDNS_PORT, FALSE };
}

static void
broker_state_cb (SolEngine *self)
{
  sol_engine_update_announcement (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BROKER_STATE]);
}

static void
broker_event_cb (SolEngine      *self,
                 SolBrokerEvent *event)
{
  sol_event_log_add (self->log, event);
}

void
sol_engine_add_warning (SolEngine  *self,
                        const char *text)
{
  char *joined;

  if (text == NULL)
    return;
  joined = self->warning == NULL ? g_strdup (text) : g_strconcat (self->warning, "\n", text, NULL);
  g_free (self->warning);
  self->warning = joined;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WARNING]);
}

void
sol_engine_put_aside (SolEngine    *self,
                      const char   *path,
                      const char   *what,
                      const GError *cause)
{
  g_autofree char *aside = sol_file_put_aside (path), *text = NULL;

  if (aside != NULL)
    /* Translators: what cannot be understood, why, and the file's new path */
    text = g_strdup_printf (_("%s (%s). The file was put aside as “%s”."), what, cause->message, aside);
  else
    text = g_strdup_printf ("%s (%s).", what, cause->message);
  sol_engine_add_warning (self, text);
}

/* The store's first answer, good or bad: from now on it knows whether it had to put a file aside */
static void
store_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (SolEngine) self = user_data;
  g_autofree char *warning = sol_store_dup_warning (SOL_STORE (source));
  g_autoptr (GHashTable) G_GNUC_UNUSED users = sol_store_list_users_finish (SOL_STORE (source), result, NULL);

  sol_engine_add_warning (self, warning);
}

static void
open_store (SolEngine  *self,
            const char *data_dir)
{
  g_autofree char *path = data_dir != NULL ? g_build_filename (data_dir, "soliton.db", NULL) : NULL;

  self->store = sol_store_new (path);
  if (path != NULL)
    sol_engine_watch_others (self);
  sol_store_list_users_async (self->store, NULL, store_opened_cb, g_object_ref (self));
}

static void
load_config (SolEngine  *self,
             const char *path,
             SolConfig  *config)
{
  g_autofree char *warning = NULL;

  self->config_path = g_strdup (path);
  if (config != NULL)
    self->config = sol_config_ref (config);
  else if (path != NULL)
    self->config = sol_config_store_load (path, &warning);
  else
    self->config = sol_config_new ();
  sol_engine_add_warning (self, warning);
}

static void
wire (SolEngine *self)
{
  self->log = sol_event_log_new ();
  self->broker = sol_broker_new (self->store);
  g_signal_connect_object (self->broker, "notify::state", G_CALLBACK (broker_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->broker, "event", G_CALLBACK (broker_event_cb), self,
                           G_CONNECT_SWAPPED);

  self->clients = sol_client_list_new (self->broker);
  g_object_add_toggle_ref (G_OBJECT (self->clients), clients_toggle_cb, NULL);
  g_object_unref (self->clients);

  self->topics = sol_topic_list_new ();
  self->pump = sol_topic_pump_new (self->topics);
  self->ingest = sol_ingest_new (self->topics);
  self->recorder = sol_recorder_new ();
  self->generators = sol_generator_list_new ();
  sol_engine_use_this_broker (self);
}

SolEngine *
sol_engine_new (const char *data_dir,
                const char *config_path,
                SolConfig  *config)
{
  SolEngine *self = g_object_new (SOL_TYPE_ENGINE, NULL);

  if (data_dir != NULL)
    {
      self->tls_folder = g_build_filename (data_dir, "tls", NULL);
      self->recordings_folder = g_build_filename (data_dir, "recordings", NULL);
      self->scope_folder = g_build_filename (data_dir, "scope", NULL);
    }
  load_config (self, config_path, config);
  open_store (self, data_dir);
  wire (self);
  sol_engine_start_analysis (self, data_dir);
  sol_engine_start_generators (self, data_dir);
  sol_engine_watch_certificate (self);
  return self;
}

void
sol_engine_take_config (SolEngine *self,
                        SolConfig *config)
{
  sol_config_unref (self->config);
  self->config = config;
  sol_engine_watch_certificate (self);
  sol_engine_update_announcement (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONFIG]);
}

void
sol_engine_notify_source (SolEngine *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
}

void
sol_engine_notify_replayer (SolEngine *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPLAYER]);
}

void
sol_engine_emit_users (SolEngine *self)
{
  g_signal_emit (self, signals[USERS_CHANGED], 0);
}

void
sol_engine_emit_access (SolEngine *self)
{
  g_signal_emit (self, signals[ACCESS_CHANGED], 0);
}

SolConfig *
sol_engine_get_config (SolEngine *self)
{
  return self->config;
}

SolBroker *
sol_engine_get_broker (SolEngine *self)
{
  return self->broker;
}

SolBrokerState
sol_engine_get_broker_state (SolEngine *self)
{
  return self->broker != NULL ? sol_broker_get_state (self->broker) : SOL_BROKER_STOPPED;
}

SolTopicList *
sol_engine_get_topics (SolEngine *self)
{
  return self->topics;
}

SolIngest *
sol_engine_get_ingest (SolEngine *self)
{
  return self->ingest;
}

SolEventLog *
sol_engine_get_log (SolEngine *self)
{
  return self->log;
}

GListModel *
sol_engine_get_clients (SolEngine *self)
{
  return G_LIST_MODEL (self->clients);
}

const char *
sol_engine_get_warning (SolEngine *self)
{
  return self->warning;
}
