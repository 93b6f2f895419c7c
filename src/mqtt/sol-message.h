/* sol-message.h: one application message, shared by all who keep it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include <glib.h>

G_BEGIN_DECLS

/* Immutable once made, counted atomically, one allocation: the struct, the topic with a zero behind it, the payload
 * with a zero behind it, the properties, and its publisher when it has one. Any thread may hold it; the zeros are not
 * part of any length. */
typedef struct
{
  gatomicrefcount ref_count;
  guint32         payload_len;
  guint32         properties_len; /* 0 from a 3.1.1 publisher */
  guint16         topic_len;
  guint8          qos;        /* as published, 0..2 */
  guint8          retain : 1; /* the publisher set RETAIN, or it is delivered because it was retained */
  guint8          has_publisher : 1;
  gint64          arrived_us; /* Unix time at which it came in */
  gint64          expires_us; /* Unix time from which on it is not delivered; %SOL_MESSAGE_NEVER without an expiry */
  char            topic[];    /* topic_len + 1 octets, then payload_len + 1, then properties_len, then a string */
} SolMessage;

#define SOL_MESSAGE_NEVER G_MAXINT64

/* What a message is made of; everything is copied. Zeroed and with @expires_us 0 it is a message without a topic
 * that never expires. */
typedef struct
{
  const char   *topic;
  const guint8 *payload;        /* nullable */
  const guint8 *properties;     /* nullable: see sol_message_get_properties() */
  const char   *publisher;      /* nullable: see sol_message_get_publisher() */
  gsize         payload_len;
  gsize         properties_len;
  guint16       topic_len;
  guint8        qos;
  gboolean      retain;
  gint64        arrived_us;
  gint64        expires_us;     /* 0 is %SOL_MESSAGE_NEVER */
} SolMessageParts;

/**
 * sol_message_new:
 * @payload: (array length=payload_len) (nullable): copied
 *
 * Makes one without properties, which never expires. Thread: any. Cost: one allocation, one copy.
 *
 * Returns: (transfer full): the message
 */
SolMessage *sol_message_new            (const char            *topic,
                                        gsize                  topic_len,
                                        const guint8          *payload,
                                        gsize                  payload_len,
                                        guint8                 qos,
                                        gboolean               retain,
                                        gint64                 arrived_us);

/* The same from all there can be. Returns: (transfer full) */
SolMessage *sol_message_new_from_parts (const SolMessageParts *parts);

SolMessage *sol_message_ref            (SolMessage            *self);
void        sol_message_unref          (SolMessage            *self);

static inline const guint8 *
sol_message_get_payload (const SolMessage *self)
{
  return (const guint8 *) self->topic + self->topic_len + 1;
}

/**
 * sol_message_get_properties:
 *
 * Source: MQTT 5.0 §3.3.2.3, §3.1.3.2: what goes on to receivers unchanged and in the order it came.
 *
 * Returns: (array length=properties_len): identifiers and values as on the wire, without the length in front:
 *   Payload Format Indicator, Content Type, Response Topic, Correlation Data and User Properties, valid as they stand.
 *   Topic Alias, Subscription Identifier, Message Expiry Interval and Will Delay Interval are never among them.
 */
static inline const guint8 *
sol_message_get_properties (const SolMessage *self)
{
  return sol_message_get_payload (self) + self->payload_len + 1;
}

/* Returns: (nullable): the client identifier of whom published it, where that is kept: in what a broker retains and
 *   in wills, for No Local holds there after the publisher has come back */
static inline const char *
sol_message_get_publisher (const SolMessage *self)
{
  if (!self->has_publisher)
    return NULL;
  return (const char *) sol_message_get_properties (self) + self->properties_len;
}

static inline gboolean
sol_message_is_expired (const SolMessage *self,
                        gint64            real_us)
{
  return self->expires_us <= real_us;
}

/**
 * sol_message_get_expiry_s:
 *
 * Source: MQTT 5.0 §3.3.2.3.3: the interval as received less the time that the message waited.
 *
 * Returns: seconds left at @real_us, rounded up, for a message that has an expiry; 0 when it is over
 */
static inline guint32
sol_message_get_expiry_s (const SolMessage *self,
                          gint64            real_us)
{
  gint64 left_us = self->expires_us - real_us;

  return left_us <= 0 ? 0 : (guint32) MIN ((left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC, G_MAXUINT32);
}

/* Octets that holding the message costs */
static inline gsize
sol_message_get_size (const SolMessage *self)
{
  const char *publisher = sol_message_get_publisher (self);

  return sizeof (SolMessage) + self->topic_len + self->payload_len + self->properties_len + 2
         + (publisher != NULL ? strlen (publisher) + 1 : 0);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolMessage, sol_message_unref)

G_END_DECLS
