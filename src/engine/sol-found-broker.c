/* sol-found-broker.c: a broker that was found
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-found-broker.h"

#include <string.h>

struct _SolFoundBroker
{
  GObject parent_instance;

  /* Owned */
  char     *name;
  char     *host;
  char     *address;
  guint16   port;
  gboolean  is_secure;
};

G_DEFINE_FINAL_TYPE (SolFoundBroker, sol_found_broker, G_TYPE_OBJECT)

static void
sol_found_broker_finalize (GObject *object)
{
  SolFoundBroker *self = SOL_FOUND_BROKER (object);

  g_free (self->name);
  g_free (self->host);
  g_free (self->address);
  G_OBJECT_CLASS (sol_found_broker_parent_class)->finalize (object);
}

static void
sol_found_broker_class_init (SolFoundBrokerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_found_broker_finalize;
}

static void
sol_found_broker_init (SolFoundBroker *self)
{
}

SolFoundBroker *
sol_found_broker_new (const char *name,
                      const char *host,
                      const char *address,
                      guint16     port,
                      gboolean    is_secure)
{
  SolFoundBroker *self = g_object_new (SOL_TYPE_FOUND_BROKER, NULL);

  self->name = g_strdup (name);
  self->host = g_strdup (host);
  self->address = g_strdup (address);
  self->port = port;
  self->is_secure = is_secure;
  return self;
}

const char *
sol_found_broker_get_name (SolFoundBroker *self)
{
  return self->name;
}

gboolean
sol_found_broker_is_secure (SolFoundBroker *self)
{
  return self->is_secure;
}

char *
sol_found_broker_dup_title (SolFoundBroker *self)
{
  return g_strdup_printf ("%s:%u", self->host, self->port);
}

char *
sol_found_broker_dup_address (SolFoundBroker *self)
{
  return g_strdup_printf (strchr (self->address, ':') != NULL ? "[%s]:%u" : "%s:%u", self->address, self->port);
}

gboolean
sol_found_broker_equal (SolFoundBroker *self,
                        SolFoundBroker *other)
{
  return self->port == other->port && self->is_secure == other->is_secure && g_str_equal (self->name, other->name)
         && g_str_equal (self->host, other->host) && g_str_equal (self->address, other->address);
}
