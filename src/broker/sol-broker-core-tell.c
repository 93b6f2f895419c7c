/* sol-broker-core-tell.c: what happens at the door, told to the owner
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker-core-private.h"
#include "sol-broker-event-private.h"
#include "sol-conn-private.h"
#include "sol-session-private.h"

void
sol_broker_core_warn (SolBrokerCore *self,
                      SolSession    *session,
                      const char    *reason)
{
  SolConn *conn = session != NULL ? session->conn : NULL;
  g_autofree char *address = conn != NULL ? sol_conn_dup_address (conn) : NULL;

  self->funcs.event (
      sol_broker_event_new (SOL_BROKER_EVENT_WARNING, session != NULL ? session->client_id : NULL,
                            conn != NULL ? conn->user_name : NULL, address, reason, 0),
      self->funcs.user_data);
}

void
sol_broker_core_tell (SolBrokerCore      *self,
                      SolBrokerEventType  type,
                      SolConn            *conn,
                      const char         *reason)
{
  g_autofree char *address = NULL;

  if (type == SOL_BROKER_EVENT_REFUSED)
    {
      sol_broker_core_tell_refusal (self, conn, NULL, NULL, reason);
      return;
    }
  address = sol_conn_dup_address (conn);
  self->funcs.event (
      sol_broker_event_new (type, conn->session->client_id, conn->user_name, address, reason, 0),
      self->funcs.user_data);
}

void
sol_broker_core_tell_refusal (SolBrokerCore *self,
                              SolConn       *conn,
                              const char    *client_id,
                              const char    *user_name,
                              const char    *reason)
{
  g_autofree char *address = sol_conn_dup_address (conn);
  g_autofree char *host = NULL;
  SolEndpoint peer;
  guint n_before;

  if (sol_endpoint_read_peer (sol_transport_get_fd (&conn->transport), &peer))
    host = sol_endpoint_dup_address (&peer);
  if (!sol_refusals_count (self->refusals, host != NULL ? host : "", sol_clock_now_us (self->clock),
                           &n_before))
    return;
  self->funcs.event (sol_broker_event_new (SOL_BROKER_EVENT_REFUSED, client_id, user_name, address,
                                           reason, n_before),
                     self->funcs.user_data);
}
