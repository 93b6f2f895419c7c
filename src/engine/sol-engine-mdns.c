/* sol-engine-mdns.c: tells the networks of the broker, and finds the brokers of others
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-private.h"

#include <string.h>

#include "sol-lan.h"

/* Returns: (transfer full): this computer's name without its domain */
static char *
dup_computer (void)
{
  const char *name = g_get_host_name ();

  return g_strndup (name, strcspn (name, "."));
}

/* Returns: (transfer full): a host of the announcer's own; the computer's name may be the system's responder's */
static char *
dup_host (const char *computer)
{
  char *host = g_strconcat ("soliton-", computer, NULL);

  for (char *at = host; *at != '\0'; at++)
    *at = g_ascii_isalnum (*at) ? g_ascii_tolower (*at) : '-';
  return host;
}

/* @port: 0 announces nothing */
static SolMdnsAnnouncer *
announce (SolEngine  *self,
          const char *type,
          guint16     port)
{
  const char *text[] = { "product=Soliton", "version=" SOL_VERSION, NULL };
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (self->config->broker->host);
  g_autofree char *computer = dup_computer ();
  g_autofree char *name = g_strdup_printf ("Soliton on %s", computer);
  g_autofree char *host = dup_host (computer);
  const SolMdnsOffer offer = {
    .type = type,
    .name = name,
    .host = host,
    .port = port,
    .address = address != NULL && !g_inet_address_get_is_any (address) ? address : NULL,
    .text = text,
  };

  return port != 0 ? sol_mdns_announcer_new (&self->mdns_scope, &offer) : NULL;
}

/* Returns: (transfer full) (nullable): host and ports to tell of; NULL when nobody is to know */
static char *
dup_wanted (SolEngine *self)
{
  const char *host = self->config->broker->host;

  if (sol_engine_get_broker_state (self) != SOL_BROKER_RUNNING || !self->config->mdns || !sol_lan_is_reachable (host))
    return NULL;
  return g_strdup_printf ("%s %u %u", host, sol_broker_get_port (self->broker),
                          sol_broker_get_tls_port (self->broker));
}

void
sol_engine_drop_announcement (SolEngine *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->announcers); i++)
    g_clear_pointer (&self->announcers[i], sol_mdns_announcer_free);
}

void
sol_engine_update_announcement (SolEngine *self)
{
  g_autofree char *wanted = dup_wanted (self);

  if (g_strcmp0 (wanted, self->announced) == 0)
    return;
  sol_engine_drop_announcement (self);
  g_free (self->announced);
  self->announced = g_steal_pointer (&wanted);
  if (self->announced == NULL)
    return;
  self->announcers[0] = announce (self, "_mqtt._tcp", sol_broker_get_port (self->broker));
  self->announcers[1] = announce (self, "_secure-mqtt._tcp", sol_broker_get_tls_port (self->broker));
}

gboolean
sol_engine_is_announced (SolEngine  *self,
                         const char *service)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->announcers); i++)
    if (self->announcers[i] != NULL
        && g_ascii_strcasecmp (sol_mdns_announcer_get_name (self->announcers[i]), service) == 0)
      return TRUE;
  return FALSE;
}

void
sol_engine_set_mdns_scope (SolEngine          *self,
                           const SolMdnsScope *scope)
{
  self->mdns_scope = *scope;
}

SolFoundList *
sol_engine_find_brokers (SolEngine *self)
{
  return sol_found_list_new (self, &self->mdns_scope);
}
