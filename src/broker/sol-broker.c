/* sol-broker.c: the broker, as its owner's thread sees it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker.h"

#include <glib/gi18n.h>

#include "sol-ban.h"
#include "sol-bans-private.h"
#include "sol-broker-event-private.h"
#include "sol-broker-private.h"
#include "sol-mailbox.h"
#include "sol-mqtt-topic.h"
#include "sol-permits-private.h"
#include "sol-sys-private.h"

#define MAX_EVENTS 1000
#define MAX_PUBLICATIONS 100000
#define MAX_PUBLICATION_BYTES (256 * 1024 * 1024)

struct _SolBroker
{
  GObject parent_instance;

  /* Owned */
  SolStore    *store;
  SolIoThread *thread;
  SolMailbox  *events;        /* read in the owner's context */
  SolMailbox  *publications;  /* read in the broker's */

  /* Used in @thread, freed when that has ended */
  SolBrokerCore *core;

  /* The owner's thread */
  SolBrokerState state;
  gboolean       is_loaded;
  guint16        port;
  guint16        websocket_port;
  guint16        tls_port;

  /* Any thread */
  gint           is_running;  /* atomic */
  GMutex         lock;        /* of @stats */
  SolBrokerStats stats;
};

G_DEFINE_FINAL_TYPE (SolBroker, sol_broker, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  N_PROPS
};

enum
{
  EVENT,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

SolStore *
sol_broker_get_store (SolBroker *self)
{
  return self->store;
}

gboolean
sol_broker_needs_load (SolBroker *self)
{
  return self->store != NULL && !self->is_loaded;
}

void
sol_broker_set_loaded (SolBroker *self)
{
  self->is_loaded = TRUE;
}

SolIoThread *
sol_broker_get_thread (SolBroker *self)
{
  return self->thread;
}

SolBrokerCore *
sol_broker_get_core (SolBroker *self)
{
  return self->core;
}

static void
event_read_cb (gpointer item,
               gpointer user_data)
{
  g_autoptr (SolBrokerEvent) event = item;

  g_signal_emit (user_data, signals[EVENT], 0, event);
}

static void
core_event_cb (SolBrokerEvent *event,
               gpointer        user_data)
{
  SolBroker *self = user_data;

  sol_mailbox_post (self->events, event, 0);
}

static void
core_stats_cb (const SolBrokerStats *stats,
               gpointer              user_data)
{
  SolBroker *self = user_data;

  g_mutex_lock (&self->lock);
  self->stats = *stats;
  g_mutex_unlock (&self->lock);
}

static void
publication_read_cb (gpointer item,
                     gpointer user_data)
{
  g_autoptr (SolMessage) message = item;
  SolBroker *self = user_data;

  self->core->stats.n_messages_in++;
  sol_broker_core_publish_message (self->core, message, NULL);
}

void
sol_broker_warn (SolBroker  *self,
                 const char *reason)
{
  g_autoptr (SolBrokerEvent) event
      = sol_broker_event_new (SOL_BROKER_EVENT_WARNING, NULL, NULL, NULL, reason, 0);

  g_signal_emit (self, signals[EVENT], 0, event);
}

void
sol_broker_set_state (SolBroker      *self,
                      SolBrokerState  state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_atomic_int_set (&self->is_running, state == SOL_BROKER_RUNNING);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
sol_broker_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  SolBroker *self = SOL_BROKER (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
stop_cb (gpointer data,
         gpointer user_data)
{
  sol_broker_core_stop (data);
}

static void
sol_broker_dispose (GObject *object)
{
  SolBroker *self = SOL_BROKER (object);
  g_autoptr (GMainContext) context = NULL;

  if (self->thread != NULL)
    {
      /* Password checks that still run post to it until the core has waited for them */
      context = g_main_context_ref (sol_io_thread_get_context (self->thread));
      sol_io_thread_post (self->thread, stop_cb, self->core, NULL, NULL);
      g_clear_pointer (&self->thread, sol_io_thread_stop);
      sol_mailbox_close (self->publications);
      sol_mailbox_close (self->events);
      g_clear_pointer (&self->core, sol_broker_core_free);
    }
  g_clear_object (&self->store);
  G_OBJECT_CLASS (sol_broker_parent_class)->dispose (object);
}

static void
sol_broker_finalize (GObject *object)
{
  SolBroker *self = SOL_BROKER (object);

  sol_mailbox_unref (self->publications);
  sol_mailbox_unref (self->events);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (sol_broker_parent_class)->finalize (object);
}

static void
sol_broker_class_init (SolBrokerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_broker_get_property;
  object_class->dispose = sol_broker_dispose;
  object_class->finalize = sol_broker_finalize;

  props[PROP_STATE]
      = g_param_spec_int ("state", NULL, NULL, SOL_BROKER_STOPPED, SOL_BROKER_STOPPING,
                          SOL_BROKER_STOPPED, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[EVENT] = g_signal_new ("event", SOL_TYPE_BROKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, SOL_TYPE_BROKER_EVENT);
}

static void
sol_broker_init (SolBroker *self)
{
  GMainContext *context;

  g_mutex_init (&self->lock);
  self->thread = sol_io_thread_new ("sol-broker");
  context = sol_io_thread_get_context (self->thread);
  self->events = sol_mailbox_new (g_main_context_get_thread_default (), MAX_EVENTS, 0,
                                  event_read_cb, self, (GDestroyNotify) sol_broker_event_unref);
  self->publications
      = sol_mailbox_new (context, MAX_PUBLICATIONS, MAX_PUBLICATION_BYTES, publication_read_cb,
                         self, (GDestroyNotify) sol_message_unref);
}

SolBroker *
sol_broker_new (SolStore *store)
{
  return sol_broker_new_with_clock (store, sol_clock_get_system ());
}

SolBroker *
sol_broker_new_with_clock (SolStore       *store,
                           const SolClock *clock)
{
  SolBroker *self = g_object_new (SOL_TYPE_BROKER, NULL);
  SolBrokerCoreFuncs funcs = { core_event_cb, core_stats_cb, self };

  g_set_object (&self->store, store);
  self->core = sol_broker_core_new (sol_io_thread_get_context (self->thread), store, clock, &funcs);
  return self;
}

SolBrokerState
sol_broker_get_state (SolBroker *self)
{
  return self->state;
}

void
sol_broker_set_ports (SolBroker *self,
                      guint16    port,
                      guint16    websocket_port,
                      guint16    tls_port)
{
  self->port = port;
  self->websocket_port = websocket_port;
  self->tls_port = tls_port;
}

guint16
sol_broker_get_port (SolBroker *self)
{
  return self->port;
}

guint16
sol_broker_get_websocket_port (SolBroker *self)
{
  return self->websocket_port;
}

guint16
sol_broker_get_tls_port (SolBroker *self)
{
  return self->tls_port;
}

void
sol_broker_get_stats (SolBroker      *self,
                      SolBrokerStats *stats)
{
  g_mutex_lock (&self->lock);
  *stats = self->stats;
  g_mutex_unlock (&self->lock);
}

gboolean
sol_broker_publish (SolBroker   *self,
                    SolMessage  *message,
                    GError     **error)
{
  if (!g_atomic_int_get (&self->is_running))
    g_set_error_literal (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_NOT_RUNNING,
                         _("The broker is not running"));
  else if (!sol_mqtt_topic_is_name (message->topic, message->topic_len))
    g_set_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID,
                 _("“%s” is not a topic: it may not be empty or contain + or #"), message->topic);
  else if (sol_sys_owns_topic (message->topic, message->topic_len))
    g_set_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID,
                 _("“%s” is the broker’s own: nobody else may publish below $SYS"), message->topic);
  else if (!sol_mailbox_post (self->publications, sol_message_ref (message),
                              sol_message_get_size (message)))
    g_set_error_literal (
        error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_BUSY,
        _("Messages are published faster than the broker takes them: publish fewer"));
  else
    return TRUE;
  return FALSE;
}

static void
set_users_cb (gpointer data,
              gpointer user_data)
{
  sol_broker_core_set_users (user_data, g_hash_table_ref (data));
}

void
sol_broker_set_users (SolBroker  *self,
                      GHashTable *users)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, hash;

  g_hash_table_iter_init (&iter, users);
  while (g_hash_table_iter_next (&iter, &name, &hash))
    g_hash_table_insert (copy, g_strdup (name), g_strdup (hash));
  sol_io_thread_post (self->thread, set_users_cb, copy, self->core,
                      (GDestroyNotify) g_hash_table_unref);
}

static void
set_acl_cb (gpointer data,
            gpointer user_data)
{
  sol_broker_core_set_acl (user_data, sol_acl_ref (data));
}

void
sol_broker_set_acl (SolBroker *self,
                    SolAcl    *acl)
{
  sol_io_thread_post (self->thread, set_acl_cb, sol_acl_ref (acl), self->core,
                      (GDestroyNotify) sol_acl_unref);
}

static void
set_bans_cb (gpointer data,
             gpointer user_data)
{
  sol_broker_core_set_bans (user_data, g_ptr_array_ref (data));
}

void
sol_broker_set_bans (SolBroker       *self,
                     const GPtrArray *bans)
{
  GPtrArray *copy = sol_bans_new ();

  for (guint i = 0; i < bans->len; i++)
    g_ptr_array_add (copy, sol_ban_copy (bans->pdata[i]));
  sol_io_thread_post (self->thread, set_bans_cb, copy, self->core,
                      (GDestroyNotify) g_ptr_array_unref);
}
