/* sol-session-deliver.c: a message that has come, on its way to one client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-forward-private.h"
#include "sol-session-send-private.h"

/* A session that ends with its connection never sends again, so it keeps the identifier alone;
 * but what a group gave it at QoS 1, another member gets then */
static gboolean
sol_session_keeps (const SolSession *self,
                   SolSending        sending)
{
  if (sol_session_is_lasting (self))
    return TRUE;
  return sending.qos == 1 && sending.route != NULL && sending.route->share != NULL;
}

gboolean
sol_session_send (SolSession             *self,
                  SolDelivery            *delivery,
                  SolSending              sending,
                  const SolQueuedMessage *item)
{
  SolMessage *kept = NULL;
  SolRoute *route = NULL;

  if (!sol_conn_takes (self->conn, delivery, sending.route, sending.qos))
    {
      sol_session_count_too_large (self);
      return FALSE;
    }
  if (sol_session_keeps (self, sending))
    {
      kept = sol_message_ref (sol_delivery_get_message (delivery));
      route = sol_route_ref (sending.route);
    }
  if (self->stored != 0 && item != NULL)
    sol_inflight_skip_to (&self->inflight, item->id);
  sending.packet_id
      = sol_inflight_push (&self->inflight, kept, route, sending.qos, sending.retain);
  if (G_UNLIKELY (self->stored != 0))
    sol_session_store_sent (self, item);
  sol_conn_put_publish (self->conn, delivery, sending);
  return TRUE;
}

static void
sol_session_send_once (SolSession  *self,
                       SolDelivery *delivery,
                       SolSending   sending)
{
  if (self->conn == NULL)
    return;
  if (sol_conn_takes (self->conn, delivery, sending.route, 0))
    sol_conn_deliver (self->conn, delivery, sending);
  else
    sol_session_count_too_large (self);
}

/* Whatever is not said in a few words; out of line, so that the common way is short */
G_GNUC_NO_INLINE static void
sol_session_deliver_apart (SolSession  *self,
                           SolDelivery *delivery,
                           SolSending   sending)
{
  if (sending.qos == 0)
    sol_session_send_once (self, delivery, sending);
  else if (self->queue.n == 0 && (sending.qos == 1 || self->stored == 0)
           && sol_session_can_send (self))
    sol_session_send (self, delivery, sending, NULL);
  else
    sol_session_enqueue (self, delivery, sending);
}

/* Nobody need keep the message, and nothing waits before it */
static inline gboolean
sol_session_needs_id_only (const SolSession *self)
{
  return (self->expiry_s | self->stored | self->queue.n) == 0
         && sol_inflight_has_room (&self->inflight, sol_conn_get_window (self->conn));
}

static inline void
sol_session_forward (SolSession        *self,
                     const SolDelivery *delivery,
                     SolSending         sending)
{
  if (sending.qos > 0)
    sending.packet_id
        = sol_inflight_push (&self->inflight, NULL, NULL, sending.qos, sending.retain);
  sol_conn_copy (self->conn, delivery, sending);
  sol_conn_count_out (self->conn, delivery->payload_len);
}

void
sol_session_deliver_cb (SolSubscriber   *subscriber,
                        SolDelivery     *delivery,
                        const SolTarget *target)
{
  SolSession *self = (SolSession *) subscriber;
  SolSending sending = {
    .route = target->route,
    .qos = MIN (target->qos, delivery->qos),
    .retain = delivery->is_retained
              | (delivery->published_retain & target->flags & SOL_TARGET_RETAIN_AS_PUBLISHED),
  };

  if (G_LIKELY (self->conn != NULL && sol_conn_forwards (self->conn, delivery, sending)
                && (sending.qos == 0 || sol_session_needs_id_only (self))))
    sol_session_forward (self, delivery, sending);
  else
    sol_session_deliver_apart (self, delivery, sending);
}
