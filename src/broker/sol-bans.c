/* sol-bans.c: who is kept out, asked at every CONNECT
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-bans-private.h"

#include <glib/gi18n.h>

#include "sol-ban.h"
#include "sol-conn-private.h"
#include "sol-session-private.h"

/* `client esp32` → when it is over, in seconds of Unix time, as a pointer to gint64 */
static char *
dup_key (SolBanKind  kind,
         const char *value)
{
  return g_strdup_printf ("%s %s", sol_ban_kind_name (kind), value);
}

static gboolean
sol_broker_core_has_ban (SolBrokerCore *self,
                         SolBanKind     kind,
                         const char    *value)
{
  g_autofree char *key = value != NULL ? dup_key (kind, value) : NULL;
  const gint64 *until_s = key != NULL ? g_hash_table_lookup (self->bans, key) : NULL;
  gint64 now_s = sol_clock_real_us (self->clock) / G_USEC_PER_SEC;

  return until_s != NULL && (*until_s == 0 || *until_s > now_s);
}

static char *
dup_host (SolConn *conn)
{
  SolEndpoint peer;

  return sol_endpoint_read_peer (sol_transport_get_fd (&conn->transport), &peer)
             ? sol_endpoint_dup_address (&peer)
             : NULL;
}

gboolean
sol_broker_core_is_banned (SolBrokerCore *self,
                           SolConn       *conn,
                           const char    *client_id,
                           const char    *user_name)
{
  g_autofree char *host = NULL;

  if (self->bans == NULL)
    return FALSE;
  host = dup_host (conn);
  return sol_broker_core_has_ban (self, SOL_BAN_CLIENT, client_id)
         || sol_broker_core_has_ban (self, SOL_BAN_USER, user_name)
         || sol_broker_core_has_ban (self, SOL_BAN_ADDRESS, host);
}

static GHashTable *
make_table (const GPtrArray *bans)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < bans->len; i++)
    {
      const SolBan *ban = bans->pdata[i];

      g_hash_table_insert (table, dup_key (ban->kind, ban->value),
                           g_memdup2 (&ban->until_s, sizeof ban->until_s));
    }
  return table;
}

void
sol_broker_core_set_bans (SolBrokerCore *self,
                          GPtrArray     *bans)
{
  g_autoptr (GPtrArray) owned = bans;

  g_clear_pointer (&self->bans, g_hash_table_unref);
  if (owned->len == 0)
    return;
  self->bans = make_table (owned);
  for (SolConn *conn = self->conns; conn != NULL; conn = conn->next)
    if (conn->session != NULL
        && sol_broker_core_is_banned (self, conn, conn->session->client_id, conn->user_name))
      sol_conn_doom (conn, SOL_MQTT_REASON_ADMINISTRATIVE, N_("It was banned"));
  sol_reactor_wake (self->reactor);
}
