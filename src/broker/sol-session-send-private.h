/* sol-session-send-private.h: how a session's messages go out; for the files of SolSession alone
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-conn-private.h"
#include "sol-session-private.h"

G_BEGIN_DECLS

/* Whether one more of QoS 1 or 2 may go out now */
static inline gboolean
sol_session_can_send (const SolSession *self)
{
  return self->conn != NULL
         && sol_inflight_has_room (&self->inflight, sol_conn_get_window (self->conn))
         && sol_conn_has_room (self->conn);
}

/* At QoS 1 and 2. @item: (nullable): in the queue before. Returns: %FALSE when the client cannot take it: dropped, and
 * it takes no identifier: MQTT-3.1.2-25 */
gboolean sol_session_send            (SolSession             *self,
                                      SolDelivery            *delivery,
                                      SolSending              sending,
                                      const SolQueuedMessage *item);

/* It waits its turn, or is dropped and counted when there is no room */
void     sol_session_enqueue         (SolSession             *self,
                                      SolDelivery            *delivery,
                                      SolSending              sending);

void     sol_session_count_too_large (SolSession             *self);

/* The #SolSubscriberFunc of every session */
void     sol_session_deliver_cb      (SolSubscriber          *subscriber,
                                      SolDelivery            *delivery,
                                      const SolTarget        *target);

G_END_DECLS
