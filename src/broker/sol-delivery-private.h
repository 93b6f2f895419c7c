/* sol-delivery-private.h: one message on its way to its subscribers
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"
#include "sol-mqtt-publish.h"

G_BEGIN_DECLS

/* Lives on the stack for one publication. Borrows from the input until somebody must keep the
 * message. */
typedef struct
{
  const char   *topic;
  const guint8 *payload;
  gsize         payload_len;
  guint16       topic_len;
  guint8        qos;
  guint8        published_retain;  /* the publisher's flag */
  guint8        is_retained;       /* delivered because it was retained: the flag of the packets sent */

  const guint8 *frame;             /* nullable: the whole packet as it came, at @qos */
  gsize         frame_len;
  gsize         n_targets;

  SolMessage   *message;           /* owned, made when first asked for */
} SolDelivery;

static inline SolDelivery
sol_delivery_from_message (SolMessage *message,
                           gboolean    is_retained)
{
  return (SolDelivery) {
    .topic = message->topic,
    .payload = sol_message_get_payload (message),
    .payload_len = message->payload_len,
    .topic_len = message->topic_len,
    .qos = message->qos,
    .published_retain = message->retain,
    .is_retained = is_retained != FALSE,
    .n_targets = 1,
    .message = sol_message_ref (message),
  };
}

/* Returns: (transfer none): the message itself, copied from the input at the first call */
static inline SolMessage *
sol_delivery_get_message (SolDelivery *self)
{
  if (self->message == NULL)
    self->message = sol_message_new (self->topic, self->topic_len, self->payload, self->payload_len,
                                     self->qos, self->published_retain, g_get_real_time ());
  return self->message;
}

static inline void
sol_delivery_clear (SolDelivery *self)
{
  g_clear_pointer (&self->message, sol_message_unref);
}

G_END_DECLS
