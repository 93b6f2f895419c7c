/* sol-found-list.c: the brokers that were found on the networks and on this computer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-found-list.h"

#include <glib/gi18n.h>

#include "sol-dns-name.h"
#include "sol-engine.h"
#include "sol-mdns-browser.h"
#include "sol-probe.h"

#define LOCAL_PORT 1883
/* What several responders say at once becomes one change */
#define UPDATE_AFTER_MS 100

static const char * const types[] = { "_mqtt._tcp", "_secure-mqtt._tcp" };

#define SECURE 1

struct _SolFoundList
{
  GObject parent_instance;

  /* Owned */
  SolMdnsBrowser *browsers[G_N_ELEMENTS (types)];
  SolFoundBroker *local;       /* nullable */
  GPtrArray      *items;       /* of SolFoundBroker */
  GCancellable   *cancellable;
  char           *problem;
  guint           update_id;

  /* Weak */
  SolEngine      *engine;
};

static GType
sol_found_list_get_item_type (GListModel *model)
{
  return SOL_TYPE_FOUND_BROKER;
}

static guint
sol_found_list_get_n_items (GListModel *model)
{
  return SOL_FOUND_LIST (model)->items->len;
}

static gpointer
sol_found_list_get_item (GListModel *model,
                         guint       position)
{
  GPtrArray *items = SOL_FOUND_LIST (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = sol_found_list_get_item_type;
  interface->get_n_items = sol_found_list_get_n_items;
  interface->get_item = sol_found_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SolFoundList, sol_found_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static SolFoundBroker *
new_broker (const SolMdnsService *service,
            gboolean              is_secure)
{
  g_autofree char *name = sol_dns_name_dup_label (service->name);
  g_autofree char *host = sol_dns_name_dup_label (service->host);
  g_autofree char *local = g_strconcat (host, ".local", NULL);
  g_autofree char *address = g_inet_address_to_string (service->address);

  return sol_found_broker_new (name, local, address, service->port, is_secure);
}

static void
add_found (SolFoundList *self,
           guint         type,
           GPtrArray    *items)
{
  g_autoptr (GPtrArray) services = sol_mdns_browser_list (self->browsers[type]);

  for (guint i = 0; i < services->len; i++)
    {
      const SolMdnsService *service = services->pdata[i];

      if (self->engine == NULL || !sol_engine_is_announced (self->engine, service->name))
        g_ptr_array_add (items, new_broker (service, type == SECURE));
    }
}

static gboolean
is_same (GPtrArray *a,
         GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!sol_found_broker_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
update_problem (SolFoundList *self)
{
  const GError *error = sol_mdns_browser_get_error (self->browsers[0]);
  const char *message = error != NULL ? error->message : NULL;

  if (g_strcmp0 (message, self->problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static gboolean
update_cb (gpointer user_data)
{
  SolFoundList *self = user_data;
  g_autoptr (GPtrArray) before = self->items;
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  self->update_id = 0;
  if (self->local != NULL)
    g_ptr_array_add (items, g_object_ref (self->local));
  for (guint type = 0; type < G_N_ELEMENTS (types); type++)
    add_found (self, type, items);
  self->items = items;
  if (!is_same (before, items))
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before->len, items->len);
  update_problem (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (gpointer user_data)
{
  SolFoundList *self = user_data;

  if (self->update_id == 0)
    self->update_id = g_timeout_add (UPDATE_AFTER_MS, update_cb, self);
}

static gboolean
is_own_port (SolFoundList *self)
{
  return self->engine != NULL && sol_engine_get_broker_state (self->engine) == SOL_BROKER_RUNNING
         && sol_broker_get_port (sol_engine_get_broker (self->engine)) == LOCAL_PORT;
}

static void
probed_cb (GObject      *object,
           GAsyncResult *async_result,
           gpointer      user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (SolFoundList) self = g_weak_ref_get (weak);
  g_autoptr (SolProbeResult) result = sol_probe_finish (async_result, NULL);
  gboolean is_locked = result != NULL && result->answer == SOL_PROBE_LOCKED;

  g_weak_ref_clear (weak);
  g_free (weak);
  if (self == NULL || result == NULL || (!is_locked && result->answer != SOL_PROBE_BROKER) || is_own_port (self))
    return;
  self->local = sol_found_broker_new (result->name != NULL ? result->name
                                      : is_locked ? _ ("An MQTT broker that asks for a password")
                                      : _ ("An MQTT broker"),
                                      "localhost", "localhost", LOCAL_PORT, FALSE);
  changed_cb (self);
}

static void
sol_found_list_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  if (id == PROP_PROBLEM)
    g_value_set_string (value, SOL_FOUND_LIST (object)->problem);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sol_found_list_dispose (GObject *object)
{
  SolFoundList *self = SOL_FOUND_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->update_id, g_source_remove);
  for (guint type = 0; type < G_N_ELEMENTS (types); type++)
    g_clear_pointer (&self->browsers[type], sol_mdns_browser_free);
  g_clear_object (&self->local);
  g_clear_weak_pointer (&self->engine);
  G_OBJECT_CLASS (sol_found_list_parent_class)->dispose (object);
}

static void
sol_found_list_finalize (GObject *object)
{
  SolFoundList *self = SOL_FOUND_LIST (object);

  g_ptr_array_unref (self->items);
  g_free (self->problem);
  G_OBJECT_CLASS (sol_found_list_parent_class)->finalize (object);
}

static void
sol_found_list_class_init (SolFoundListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_found_list_get_property;
  object_class->dispose = sol_found_list_dispose;
  object_class->finalize = sol_found_list_finalize;
  properties[PROP_PROBLEM]
      = g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sol_found_list_init (SolFoundList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

SolFoundList *
sol_found_list_new (SolEngine          *engine,
                    const SolMdnsScope *scope)
{
  SolFoundList *self = g_object_new (SOL_TYPE_FOUND_LIST, NULL);
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_set_weak_pointer (&self->engine, engine);
  for (guint type = 0; type < G_N_ELEMENTS (types); type++)
    self->browsers[type] = sol_mdns_browser_new (scope, types[type], changed_cb, self);
  g_weak_ref_init (weak, self);
  sol_probe_async ("127.0.0.1", LOCAL_PORT, self->cancellable, probed_cb, weak);
  changed_cb (self);
  return self;
}

const char *
sol_found_list_get_problem (SolFoundList *self)
{
  return self->problem;
}
