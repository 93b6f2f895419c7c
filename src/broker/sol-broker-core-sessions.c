/* sol-broker-core-sessions.c: the table of sessions
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker-core-private.h"
#include "sol-hash-private.h"
#include "sol-journal-private.h"
#include "sol-session-private.h"

static guint
session_hash (gconstpointer key)
{
  const SolSession *self = key;

  return (guint) sol_hash_octets (self->client_id, self->id_len, self->core->id_seed);
}

static gboolean
session_equal (gconstpointer a,
               gconstpointer b)
{
  const SolSession *one = a, *two = b;

  return one->id_len == two->id_len && memcmp (one->client_id, two->client_id, one->id_len) == 0;
}

GHashTable *
sol_broker_core_new_sessions (void)
{
  return g_hash_table_new (session_hash, session_equal);
}

void
sol_broker_core_free_sessions (SolBrokerCore *self)
{
  GHashTableIter iter;
  gpointer session;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, &session, NULL))
    {
      g_hash_table_iter_steal (&iter);
      sol_session_free (session);
    }
  g_hash_table_unref (self->sessions);
}

/* The table looks at a session's identifier: one on the stack stands for it */
SolSession *
sol_broker_core_find_session (SolBrokerCore *self,
                              const char    *client_id,
                              gsize          id_len)
{
  gsize size = sizeof (SolSession) + id_len + 1;
  g_autofree SolSession *key = g_malloc (size);

  key->core = self;
  key->id_len = (guint16) id_len;
  memcpy (key->client_id, client_id, id_len);
  return g_hash_table_lookup (self->sessions, key);
}

SolSession *
sol_broker_core_add_session (SolBrokerCore *self,
                             const char    *client_id,
                             gsize          id_len,
                             guint32        expiry_s)
{
  SolSession *session = sol_session_new (self, client_id, id_len);

  g_hash_table_add (self->sessions, session);
  sol_broker_core_set_session_expiry (self, session, expiry_s);
  return session;
}

void
sol_broker_core_set_session_expiry (SolBrokerCore *self,
                                    SolSession    *session,
                                    guint32        expiry_s)
{
  self->stats.n_lasting -= sol_session_is_lasting (session) ? 1 : 0;
  session->expiry_s = expiry_s;
  self->stats.n_lasting += sol_session_is_lasting (session) ? 1 : 0;
  if (session->stored != 0 && expiry_s == 0)
    sol_journal_remove_session (self->journal, session);
}

void
sol_broker_core_remove_session (SolBrokerCore *self,
                                SolSession    *session)
{
  g_autoptr (SolMessage) will
      = session->absence != NULL ? sol_absence_take_will (session->absence) : NULL;

  g_hash_table_remove (self->sessions, session);
  sol_broker_core_set_session_expiry (self, session, 0);
  sol_topic_tree_remove_subscriber (self->topics, &session->subscriber);
  sol_session_hand_back_all (session);
  sol_session_free (session);
  if (will != NULL)
    sol_broker_core_publish_message (self, will, session);
  sol_reactor_wake (self->reactor);
}

static void
sol_session_limit_expiry (SolSession *self,
                          guint32     expiry_s)
{
  SolBrokerCore *core = self->core;

  if (!sol_session_is_lasting (self) || self->version >= SOL_MQTT_VERSION_5_0 || self->expiry_s == expiry_s)
    return;
  sol_broker_core_set_session_expiry (core, self, expiry_s);
  if (self->stored != 0)
    sol_journal_put_session (core->journal, self);
  if (self->absence != NULL)
    sol_absence_change_end (self->absence);
}

void
sol_broker_core_limit_sessions (SolBrokerCore *self)
{
  guint32 limit_s = self->config->max_session_expiry_s;
  GHashTableIter iter;
  gpointer session;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, &session, NULL))
    sol_session_limit_expiry (session, limit_s > 0 ? limit_s : SOL_SESSION_NEVER_EXPIRES);
}
