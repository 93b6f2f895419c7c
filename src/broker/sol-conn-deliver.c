/* sol-conn-deliver.c: messages into the output of one connection
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-forward-private.h"
#include "sol-session-private.h"

/* Where the packet's layout is the one wanted */
static inline gboolean
sol_conn_copy_frame (SolConn           *self,
                     const SolDelivery *delivery,
                     SolSending         sending)
{
  if (delivery->frame_kind != sol_frame_kind (self->v5 != NULL, sending.qos)
      || sol_route_has_ids (sending.route))
    return FALSE;
  sol_conn_copy (self, delivery, sending);
  return TRUE;
}

static inline gboolean
sol_conn_uses_aliases (const SolConn *self)
{
  return self->v5 != NULL && self->v5->alias_max_out > 0;
}

void
sol_conn_put_publish (SolConn     *self,
                      SolDelivery *delivery,
                      SolSending   sending)
{
  if (G_UNLIKELY (sol_conn_uses_aliases (self) || !sol_conn_copy_frame (self, delivery, sending)))
    sol_conn_put_frame (self, delivery, sending);
  sol_conn_count_out (self, delivery->payload_len);
}

static gboolean
sol_conn_is_full (SolConn     *self,
                  SolDelivery *delivery)
{
  SolBrokerCore *core = self->core;
  gsize wanted = delivery->topic_len + delivery->payload_len;

  return self->outbox.n_bytes + wanted > core->max_queue_bytes
         || sol_broker_core_get_queued (core) + wanted > core->max_total_bytes;
}

void
sol_conn_deliver (SolConn     *self,
                  SolDelivery *delivery,
                  SolSending   sending)
{
  if (G_UNLIKELY (sol_conn_lags (self) && sol_conn_is_full (self, delivery)))
    sol_session_count_drop (self->session);
  else
    sol_conn_put_publish (self, delivery, sending);
}
