/* sol-conn-forward-private.h: the common way of a message, a packet that goes on as it came
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-conn-private.h"

G_BEGIN_DECLS

/* One that takes all it is given is not held to the limits; one that does not is from its first octet, or a thousand of
 * them could each hold what is written at once */
static inline gboolean
sol_conn_lags (const SolConn *self)
{
  return self->is_blocked || self->outbox.n_bytes >= SOL_CONN_FLUSH_BYTES;
}

/* Whether nothing of the packet is this client's alone but its first octet and its identifier */
static inline gboolean
sol_conn_forwards (const SolConn     *self,
                   const SolDelivery *delivery,
                   SolSending         sending)
{
  return delivery->frame_kind == self->frame_base + (sending.qos > 0) && sending.route == NULL
         && !sol_conn_lags (self);
}

/* The packet as it came */
static inline void
sol_conn_copy (SolConn           *self,
               const SolDelivery *delivery,
               SolSending         sending)
{
  gsize length = delivery->frame_len;
  guint8 *out = sol_outbox_reserve (&self->outbox, self->core->outbox_pool, length);
  guint8 *id = out + delivery->frame_id_at;

  memcpy (out, delivery->frame, length);
  out[0] = sol_sending_get_first_octet (sending);
  if (sending.qos == 0)
    return;
  id[0] = (guint8) (sending.packet_id >> 8);
  id[1] = (guint8) sending.packet_id;
}

/* A message more in the outbox */
static inline void
sol_conn_count_out (SolConn *self,
                    gsize    payload_len)
{
  self->n_out++;
  self->core->stats.n_messages_out++;
  self->core->stats.n_payload_out += payload_len;
  sol_conn_mark_dirty (self);
  /* Written while it is still in the cache */
  if (G_UNLIKELY (self->outbox.n_bytes >= SOL_CONN_FLUSH_BYTES && !self->is_blocked))
    sol_conn_write (self);
}

G_END_DECLS
