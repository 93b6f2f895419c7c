/* sol-conn-output.c: what waits for the peer, written once a batch
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-conn-private.h"
#include "sol-session-private.h"

/* Answers that a client may leave unread while nothing reaches it */
#define UNREAD_BYTES (1024 * 1024)

static void
sol_conn_write_done (SolConn            *self,
                     SolTransportResult  result,
                     gsize               before)
{
  gsize left = self->outbox.n_bytes;

  self->is_blocked = result == SOL_TRANSPORT_BLOCKED;
  self->core->stats.n_bytes_out += before - left;
  if (left < before || left == 0)
    self->unread_kib = (guint32) (left / 1024);
  if (result == SOL_TRANSPORT_FAILED)
    sol_conn_doom (self, 0, N_("The network connection broke"));
}

void
sol_conn_write (SolConn *self)
{
  gsize before = self->outbox.n_bytes;

  if (G_UNLIKELY (self->is_held))
    return;
  sol_conn_write_done (self,
                       sol_transport_flush (&self->transport, self->core->reactor, &self->outbox,
                                            self->core->outbox_pool),
                       before);
}

void
sol_conn_flush (SolConn *self)
{
  if (self->state == SOL_CONN_CLOSED || (G_UNLIKELY (self->is_ending) && self->is_held))
    return;
  if (!self->is_blocked && self->outbox.n_bytes > 0 && self->doom == NULL)
    sol_conn_write (self);
  else if (self->is_blocked
           && self->outbox.n_bytes
                  > (gsize) self->unread_kib * 1024 + self->core->max_queue_bytes + UNREAD_BYTES)
    self->doom = N_("It keeps asking and does not read the answers");

  if (self->doom != NULL && self->doom_code != 0)
    sol_conn_close_for (self, self->doom_code, self->doom);
  else if (self->doom != NULL)
    sol_conn_close (self, self->doom);
  else if (self->session != NULL && self->session->queue.n > 0)
    sol_session_pump (self->session);
}

void
sol_conn_put (SolConn      *self,
              const guint8 *data,
              gsize         length)
{
  sol_outbox_append (&self->outbox, self->core->outbox_pool, data, length);
  self->core->n_others_out++;
  sol_conn_mark_dirty (self);
}
