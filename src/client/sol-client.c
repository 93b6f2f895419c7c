/* sol-client.c: an MQTT client on a thread of its own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client.h"

#include "sol-client-private.h"
#include "sol-client-view-private.h"

/* Lets a notification find the client, or that there is none any more */
typedef struct
{
  GWeakRef client;
} Notifier;

struct _SolClient
{
  GObject parent_instance;

  /* Owned */
  GMainContext  *context; /* the maker's */
  SolIoThread   *thread;
  SolClientCore *core;
  Notifier      *notifier; /* an atomic box */
  char          *client_id; /* the maker's thread only */

  gboolean has_own_id; /* @client_id was made up here, and stays over connections */

  SolClientView view;      /* written by @thread */
};

G_DEFINE_FINAL_TYPE (SolClient, sol_client, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  N_PROPS
};

enum
{
  SUBSCRIPTION_REFUSED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* News of a filter on its way to the maker's context */
typedef struct
{
  Notifier *notifier; /* owned, as the rest */
  char     *filter;
  GError   *error;
} Refusal;

static void
notifier_clear (gpointer data)
{
  g_weak_ref_clear (&((Notifier *) data)->client);
}

static void
notifier_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, notifier_clear);
}

/* So that who borrowed it in the maker's context does not lose it under its hands */
static void
sol_client_take_accepted_id (SolClient *self)
{
  g_autofree char *id = sol_client_view_steal_id (&self->view);

  if (id == NULL || g_strcmp0 (id, self->client_id) == 0)
    return;
  g_free (self->client_id);
  self->client_id = g_steal_pointer (&id);
}

static gboolean
notify_state_cb (gpointer data)
{
  Notifier *notifier = data;
  g_autoptr (SolClient) self = g_weak_ref_get (&notifier->client);

  if (self != NULL)
    {
      sol_client_take_accepted_id (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  return G_SOURCE_REMOVE;
}

static void
state_changed_cb (SolClientState  state,
                  const GError   *error,
                  gpointer        user_data)
{
  SolClient *self = user_data;

  sol_client_view_set_state (&self->view, state, error);
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, notify_state_cb,
                              g_atomic_rc_box_acquire (self->notifier), notifier_release);
}

static void
accepted_cb (guint8        version,
             SolMqttSlice  block,
             const char   *client_id,
             gpointer      user_data)
{
  SolClient *self = user_data;

  sol_client_view_set_accepted (&self->view, version, g_bytes_new (block.data, block.length),
                                client_id);
}

static void
refusal_free (gpointer data)
{
  Refusal *refusal = data;

  notifier_release (refusal->notifier);
  g_free (refusal->filter);
  g_error_free (refusal->error);
  g_free (refusal);
}

static gboolean
tell_refusal_cb (gpointer data)
{
  Refusal *refusal = data;
  g_autoptr (SolClient) self = g_weak_ref_get (&refusal->notifier->client);

  if (self != NULL)
    g_signal_emit (self, signals[SUBSCRIPTION_REFUSED], 0, refusal->filter, refusal->error);
  return G_SOURCE_REMOVE;
}

static void
refused_cb (const char   *filter,
            const GError *error,
            gpointer      user_data)
{
  SolClient *self = user_data;
  Refusal *refusal = g_new (Refusal, 1);

  *refusal = (Refusal) {
    g_atomic_rc_box_acquire (self->notifier),
    g_strdup (filter),
    g_error_copy (error),
  };
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, tell_refusal_cb, refusal,
                              refusal_free);
}

static const SolClientCoreFuncs core_funcs = {
  .state_changed = state_changed_cb,
  .accepted = accepted_cb,
  .refused = refused_cb,
};

static void
sol_client_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (gint) sol_client_get_state (SOL_CLIENT (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sol_client_dispose (GObject *object)
{
  SolClient *self = SOL_CLIENT (object);

  if (self->core != NULL)
    {
      sol_client_core_stop (self->core);
      g_clear_pointer (&self->thread, sol_io_thread_stop);
      g_clear_pointer (&self->core, sol_client_core_free);
    }
  G_OBJECT_CLASS (sol_client_parent_class)->dispose (object);
}

static void
sol_client_finalize (GObject *object)
{
  SolClient *self = SOL_CLIENT (object);

  notifier_release (self->notifier);
  g_main_context_unref (self->context);
  g_free (self->client_id);
  sol_client_view_clear (&self->view);
  G_OBJECT_CLASS (sol_client_parent_class)->finalize (object);
}

static void
sol_client_class_init (SolClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_client_get_property;
  object_class->dispose = sol_client_dispose;
  object_class->finalize = sol_client_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, SOL_CLIENT_DISCONNECTED,
                                             SOL_CLIENT_WAITING, SOL_CLIENT_DISCONNECTED,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SUBSCRIPTION_REFUSED]
    = g_signal_new ("subscription-refused", SOL_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
sol_client_init (SolClient *self)
{
  sol_client_view_init (&self->view);
  self->context = g_main_context_ref_thread_default ();
  self->notifier = g_atomic_rc_box_new0 (Notifier);
  g_weak_ref_init (&self->notifier->client, self);
}

SolClient *
sol_client_new (SolClientFunc func,
                gpointer      user_data)
{
  SolClient *self = g_object_new (SOL_TYPE_CLIENT, NULL);

  self->thread = sol_io_thread_new ("sol-client");
  self->core = sol_client_core_new (self->thread, func, user_data, &core_funcs, self);
  return self;
}

SolClientState
sol_client_get_state (SolClient *self)
{
  g_return_val_if_fail (SOL_IS_CLIENT (self), SOL_CLIENT_DISCONNECTED);

  return sol_client_view_get_state (&self->view);
}

const char *
sol_client_get_client_id (SolClient *self)
{
  g_return_val_if_fail (SOL_IS_CLIENT (self), NULL);

  return self->client_id;
}

GError *
sol_client_dup_error (SolClient *self)
{
  g_return_val_if_fail (SOL_IS_CLIENT (self), NULL);

  return sol_client_view_dup_error (&self->view);
}

guint8
sol_client_get_version (SolClient *self)
{
  g_return_val_if_fail (SOL_IS_CLIENT (self), 0);

  return sol_client_view_get_version (&self->view);
}

GBytes *
sol_client_dup_properties (SolClient *self)
{
  g_return_val_if_fail (SOL_IS_CLIENT (self), NULL);

  return sol_client_view_dup_properties (&self->view);
}

guint64
sol_client_get_dropped (SolClient *self)
{
  g_return_val_if_fail (SOL_IS_CLIENT (self), 0);

  return (gsize) g_atomic_pointer_get (&self->core->n_dropped);
}

gsize
sol_client_get_queued_bytes (SolClient *self)
{
  g_return_val_if_fail (SOL_IS_CLIENT (self), 0);

  return (gsize) g_atomic_pointer_get (&self->core->queued_bytes);
}

SolClientCore *
sol_client_get_core (SolClient *self)
{
  return self->core;
}

const char *
sol_client_choose_id (SolClient  *self,
                      const char *wanted)
{
  if (sol_client_get_state (self) != SOL_CLIENT_DISCONNECTED)
    return self->client_id;
  if (wanted != NULL)
    {
      g_free (self->client_id);
      self->client_id = g_strdup (wanted);
    }
  else if (!self->has_own_id)
    {
      g_free (self->client_id);
      self->client_id = g_strdup_printf ("soliton-%08x", g_random_int ());
    }
  self->has_own_id = wanted == NULL;
  return self->client_id;
}
