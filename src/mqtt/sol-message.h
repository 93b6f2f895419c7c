/* sol-message.h: one application message, shared by all who keep it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Immutable once made, counted atomically, one allocation: the struct, the topic with a zero behind it, the payload
 * with a zero behind it. Any thread may hold it; the zeros are not part of either length. */
typedef struct
{
  gatomicrefcount ref_count;
  guint32         payload_len;
  guint16         topic_len;
  guint8          qos;        /* as published, 0..2 */
  guint8          retain;     /* the publisher set RETAIN, or it is delivered because it was retained */
  gint64          arrived_us; /* Unix time at which it came in */
  char            topic[];    /* topic_len + 1 octets, then payload_len + 1 */
} SolMessage;

/**
 * sol_message_new:
 * @payload: (array length=payload_len) (nullable): copied
 *
 * Thread: any. Cost: one allocation, one copy.
 *
 * Returns: (transfer full): the message
 */
SolMessage *sol_message_new   (const char   *topic,
                               gsize         topic_len,
                               const guint8 *payload,
                               gsize         payload_len,
                               guint8        qos,
                               gboolean      retain,
                               gint64        arrived_us);

SolMessage *sol_message_ref   (SolMessage   *self);
void        sol_message_unref (SolMessage   *self);

static inline const guint8 *
sol_message_get_payload (const SolMessage *self)
{
  return (const guint8 *) self->topic + self->topic_len + 1;
}

/* Octets that holding the message costs */
static inline gsize
sol_message_get_size (const SolMessage *self)
{
  return sizeof (SolMessage) + self->topic_len + self->payload_len + 2;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolMessage, sol_message_unref)

G_END_DECLS
