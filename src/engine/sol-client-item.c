/* sol-client-item.c: one of the broker's clients, as an object that lists can show
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-item.h"

struct _SolClientItem
{
  GObject parent_instance;

  /* Owned */
  SolBrokerClient *info;

  double           rate_in, rate_out; /* messages a second */
};

enum
{
  PROP_0,
  PROP_CLIENT_ID,
  PROP_USER_NAME,
  PROP_ADDRESS,
  PROP_IS_CONNECTED,
  PROP_IS_WEBSOCKET,
  PROP_VERSION,
  PROP_CLEAN_SESSION,
  PROP_KEEP_ALIVE_S,
  PROP_SINCE_US,
  PROP_N_IN,
  PROP_N_OUT,
  PROP_N_DROPPED,
  PROP_QUEUED_BYTES,
  PROP_N_INFLIGHT,
  PROP_SUBSCRIPTIONS,
  PROP_RATE_IN,
  PROP_RATE_OUT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SolClientItem, sol_client_item, G_TYPE_OBJECT)

static void
sol_client_item_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SolClientItem *self = SOL_CLIENT_ITEM (object);
  const SolBrokerClient *info = self->info;

  switch (id)
    {
    case PROP_CLIENT_ID:
      g_value_set_string (value, info->client_id);
      break;
    case PROP_USER_NAME:
      g_value_set_string (value, info->user_name);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, info->address);
      break;
    case PROP_IS_CONNECTED:
      g_value_set_boolean (value, info->is_connected);
      break;
    case PROP_IS_WEBSOCKET:
      g_value_set_boolean (value, info->is_websocket);
      break;
    case PROP_VERSION:
      g_value_set_uint (value, info->version);
      break;
    case PROP_CLEAN_SESSION:
      g_value_set_boolean (value, info->clean_session);
      break;
    case PROP_KEEP_ALIVE_S:
      g_value_set_uint (value, info->keep_alive_s);
      break;
    case PROP_SINCE_US:
      g_value_set_int64 (value, info->since_us);
      break;
    case PROP_N_IN:
      g_value_set_uint64 (value, info->n_in);
      break;
    case PROP_N_OUT:
      g_value_set_uint64 (value, info->n_out);
      break;
    case PROP_N_DROPPED:
      g_value_set_uint64 (value, info->n_dropped);
      break;
    case PROP_QUEUED_BYTES:
      g_value_set_uint64 (value, info->queued_bytes);
      break;
    case PROP_N_INFLIGHT:
      g_value_set_uint (value, info->n_inflight);
      break;
    case PROP_SUBSCRIPTIONS:
      g_value_set_boxed (value, info->subscriptions);
      break;
    case PROP_RATE_IN:
      g_value_set_double (value, self->rate_in);
      break;
    case PROP_RATE_OUT:
      g_value_set_double (value, self->rate_out);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sol_client_item_finalize (GObject *object)
{
  SolClientItem *self = SOL_CLIENT_ITEM (object);

  sol_broker_client_free (self->info);
  G_OBJECT_CLASS (sol_client_item_parent_class)->finalize (object);
}

static void
add_string (guint       id,
            const char *name)
{
  properties[id]
      = g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
add_boolean (guint       id,
             const char *name)
{
  properties[id]
      = g_param_spec_boolean (name, NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
add_uint (guint       id,
          const char *name)
{
  properties[id] = g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0,
                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
add_uint64 (guint       id,
            const char *name)
{
  properties[id] = g_param_spec_uint64 (name, NULL, NULL, 0, G_MAXUINT64, 0,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
add_double (guint       id,
            const char *name)
{
  properties[id] = g_param_spec_double (name, NULL, NULL, 0.0, G_MAXDOUBLE, 0.0,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
sol_client_item_class_init (SolClientItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_client_item_get_property;
  object_class->finalize = sol_client_item_finalize;

  add_string (PROP_CLIENT_ID, "client-id");
  add_string (PROP_USER_NAME, "user-name");
  add_string (PROP_ADDRESS, "address");
  add_boolean (PROP_IS_CONNECTED, "is-connected");
  add_boolean (PROP_IS_WEBSOCKET, "is-websocket");
  add_uint (PROP_VERSION, "version");
  add_boolean (PROP_CLEAN_SESSION, "clean-session");
  add_uint (PROP_KEEP_ALIVE_S, "keep-alive-s");
  properties[PROP_SINCE_US] = g_param_spec_int64 ("since-us", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  add_uint64 (PROP_N_IN, "n-in");
  add_uint64 (PROP_N_OUT, "n-out");
  add_uint64 (PROP_N_DROPPED, "n-dropped");
  add_uint64 (PROP_QUEUED_BYTES, "queued-bytes");
  add_uint (PROP_N_INFLIGHT, "n-inflight");
  properties[PROP_SUBSCRIPTIONS] = g_param_spec_boxed ("subscriptions", NULL, NULL, G_TYPE_STRV,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  add_double (PROP_RATE_IN, "rate-in");
  add_double (PROP_RATE_OUT, "rate-out");
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sol_client_item_init (SolClientItem *self)
{
}

static void
notify_if (SolClientItem *self,
           guint          id,
           gboolean       changed)
{
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static gboolean
same_strv (char **a,
           char **b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strv_equal ((const char * const *) a, (const char * const *) b);
}

static void
notify_changes (SolClientItem         *self,
                const SolBrokerClient *old,
                const SolBrokerClient *new)
{
  notify_if (self, PROP_CLIENT_ID, g_strcmp0 (old->client_id, new->client_id) != 0);
  notify_if (self, PROP_USER_NAME, g_strcmp0 (old->user_name, new->user_name) != 0);
  notify_if (self, PROP_ADDRESS, g_strcmp0 (old->address, new->address) != 0);
  notify_if (self, PROP_IS_CONNECTED, old->is_connected != new->is_connected);
  notify_if (self, PROP_IS_WEBSOCKET, old->is_websocket != new->is_websocket);
  notify_if (self, PROP_VERSION, old->version != new->version);
  notify_if (self, PROP_CLEAN_SESSION, old->clean_session != new->clean_session);
  notify_if (self, PROP_KEEP_ALIVE_S, old->keep_alive_s != new->keep_alive_s);
  notify_if (self, PROP_SINCE_US, old->since_us != new->since_us);
  notify_if (self, PROP_N_IN, old->n_in != new->n_in);
  notify_if (self, PROP_N_OUT, old->n_out != new->n_out);
  notify_if (self, PROP_N_DROPPED, old->n_dropped != new->n_dropped || old->n_withheld != new->n_withheld);
  notify_if (self, PROP_QUEUED_BYTES, old->queued_bytes != new->queued_bytes);
  notify_if (self, PROP_N_INFLIGHT, old->n_inflight != new->n_inflight);
  notify_if (self, PROP_SUBSCRIPTIONS, !same_strv (old->subscriptions, new->subscriptions));
}

/* A count that went back belongs to a new connection */
static double
rate_of (guint64 before,
         guint64 now,
         gint64  elapsed_us)
{
  return now > before && elapsed_us > 0 ? (double) (now - before) * 1e6 / (double) elapsed_us : 0.0;
}

static void
set_rate (SolClientItem *self,
          guint          id,
          double        *place,
          double         rate)
{
  gboolean changed = *place < rate || *place > rate;

  *place = rate;
  notify_if (self, id, changed);
}

SolClientItem *
sol_client_item_new (SolBrokerClient *client)
{
  SolClientItem *self = g_object_new (SOL_TYPE_CLIENT_ITEM, NULL);

  self->info = client;
  return self;
}

const SolBrokerClient *
sol_client_item_get_info (SolClientItem *self)
{
  return self->info;
}

void
sol_client_item_update (SolClientItem   *self,
                        SolBrokerClient *client,
                        gint64           elapsed_us)
{
  SolBrokerClient *old = self->info;

  self->info = client;
  notify_changes (self, old, client);
  set_rate (self, PROP_RATE_IN, &self->rate_in, rate_of (old->n_in, client->n_in, elapsed_us));
  set_rate (self, PROP_RATE_OUT, &self->rate_out, rate_of (old->n_out, client->n_out, elapsed_us));
  sol_broker_client_free (old);
}
