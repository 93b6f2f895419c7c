/* sol-delivery-private.h: one message on its way to its subscribers
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"
#include "sol-mqtt-publish.h"

G_BEGIN_DECLS

/* Which packets can be sent on as they came: of the receiver's version, with an identifier or without */
typedef enum
{
  SOL_FRAME_NONE,           /* none: put together anew for each receiver */
  SOL_FRAME_BARE,           /* 3.1.1, QoS 0 */
  SOL_FRAME_WITH_ID,        /* 3.1.1, QoS 1 and 2 */
  SOL_FRAME_V5_BARE,
  SOL_FRAME_V5_WITH_ID,
  SOL_FRAME_OWN,            /* a client's that has aliases or a longest packet: no packet's kind */
} SolFrameKind;

/* Payloads up to here are copied: to one receiver a copy is cheaper than a shared message and a
 * vector, to many a shared one saves memory */
#define SOL_DELIVERY_COPY_ONE_BYTES 8192
#define SOL_DELIVERY_COPY_MANY_BYTES 1024

static inline SolFrameKind
sol_frame_kind (gboolean is_v5,
                guint8   qos)
{
  return (SolFrameKind) (SOL_FRAME_BARE + (is_v5 ? 2 : 0) + (qos > 0 ? 1 : 0));
}

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
  guint8        has_expiry;
  guint8        frame_kind;        /* SolFrameKind: what @frame is */
  guint32       n_targets;
  guint32       frame_len;
  guint32       frame_id_at;       /* where its packet identifier stands, at QoS 1 and 2 */
  guint32       expiry_s;          /* what is left of it now, when there is one */
  gint64        expires_us;        /* as the message's */
  SolMqttSlice  properties;        /* as sol_message_get_properties() */

  const guint8 *frame;             /* nullable: the whole packet as it came, at @qos */
  gconstpointer publisher;         /* nullable: the SolSession from which it came, for No Local */

  SolMessage   *message;           /* owned, made when first asked for */
} SolDelivery;

static inline gboolean
sol_delivery_is_copied (const SolDelivery *self)
{
  return self->payload_len <= (self->n_targets == 1 ? SOL_DELIVERY_COPY_ONE_BYTES
                                                    : SOL_DELIVERY_COPY_MANY_BYTES);
}

/* @real_us: sol_broker_core_get_real_us() */
static inline SolDelivery
sol_delivery_from_message (SolMessage *message,
                           gboolean    is_retained,
                           gint64      real_us)
{
  gboolean has_expiry = message->expires_us != SOL_MESSAGE_NEVER;

  return (SolDelivery) {
    .topic = message->topic,
    .payload = sol_message_get_payload (message),
    .payload_len = message->payload_len,
    .topic_len = message->topic_len,
    .qos = message->qos,
    .published_retain = message->retain,
    .is_retained = is_retained != FALSE,
    .has_expiry = has_expiry,
    .expires_us = message->expires_us,
    .expiry_s = has_expiry ? sol_message_get_expiry_s (message, real_us) : 0,
    .properties = { sol_message_get_properties (message), message->properties_len },
    .n_targets = 1,
    .message = sol_message_ref (message),
  };
}

/* Makes the message of what came just now. Returns: (transfer full) */
SolMessage *sol_delivery_make_message (const SolDelivery *self);

/* Returns: (transfer none): the message itself, copied from the input at the first call */
static inline SolMessage *
sol_delivery_get_message (SolDelivery *self)
{
  if (self->message == NULL)
    self->message = sol_delivery_make_message (self);
  return self->message;
}

static inline void
sol_delivery_clear (SolDelivery *self)
{
  g_clear_pointer (&self->message, sol_message_unref);
}

/* Octets that the message costs whoever keeps it */
static inline gsize
sol_delivery_get_size (const SolDelivery *self)
{
  if (self->message != NULL)
    return sol_message_get_size (self->message);
  return sizeof (SolMessage) + self->topic_len + self->payload_len + self->properties.length + 2;
}

G_END_DECLS
