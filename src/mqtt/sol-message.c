/* sol-message.c: one application message, shared by all who keep it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-message.h"

#include <string.h>

SolMessage *
sol_message_new (const char   *topic,
                 gsize         topic_len,
                 const guint8 *payload,
                 gsize         payload_len,
                 guint8        qos,
                 gboolean      retain,
                 gint64        arrived_us)
{
  SolMessage *self;

  g_return_val_if_fail (topic_len <= G_MAXUINT16 && payload_len <= G_MAXUINT32 && qos <= 2, NULL);

  self = g_malloc (sizeof *self + topic_len + payload_len + 2);
  g_atomic_ref_count_init (&self->ref_count);
  self->payload_len = (guint32) payload_len;
  self->topic_len = (guint16) topic_len;
  self->qos = qos;
  self->retain = retain != FALSE;
  self->arrived_us = arrived_us;
  memcpy (self->topic, topic, topic_len);
  self->topic[topic_len] = '\0';
  if (payload_len > 0)
    memcpy (self->topic + topic_len + 1, payload, payload_len);
  self->topic[topic_len + 1 + payload_len] = '\0';
  return self;
}

SolMessage *
sol_message_ref (SolMessage *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sol_message_unref (SolMessage *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}
