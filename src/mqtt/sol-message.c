/* sol-message.c: one application message, shared by all who keep it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-message.h"

static char *
append (char       *at,
        const void *data,
        gsize       length)
{
  if (length > 0)
    memcpy (at, data, length);
  return at + length;
}

SolMessage *
sol_message_new_from_parts (const SolMessageParts *parts)
{
  gsize publisher_size = parts->publisher != NULL ? strlen (parts->publisher) + 1 : 0;
  SolMessage *self;
  char *at;

  g_return_val_if_fail (parts->payload_len <= G_MAXUINT32 && parts->properties_len <= G_MAXUINT32
                        && parts->qos <= 2, NULL);

  self = g_malloc (sizeof *self + parts->topic_len + parts->payload_len + parts->properties_len + 2
                   + publisher_size);
  g_atomic_ref_count_init (&self->ref_count);
  self->payload_len = (guint32) parts->payload_len;
  self->properties_len = (guint32) parts->properties_len;
  self->topic_len = parts->topic_len;
  self->qos = parts->qos;
  self->retain = parts->retain != FALSE;
  self->has_publisher = publisher_size > 0;
  self->arrived_us = parts->arrived_us;
  self->expires_us = parts->expires_us != 0 ? parts->expires_us : SOL_MESSAGE_NEVER;

  at = append (self->topic, parts->topic, parts->topic_len);
  *at++ = '\0';
  at = append (at, parts->payload, parts->payload_len);
  *at++ = '\0';
  at = append (at, parts->properties, parts->properties_len);
  append (at, parts->publisher, publisher_size);
  return self;
}

SolMessage *
sol_message_new (const char   *topic,
                 gsize         topic_len,
                 const guint8 *payload,
                 gsize         payload_len,
                 guint8        qos,
                 gboolean      retain,
                 gint64        arrived_us)
{
  g_return_val_if_fail (topic_len <= G_MAXUINT16, NULL);

  return sol_message_new_from_parts (&(SolMessageParts) {
      .topic = topic,
      .payload = payload,
      .payload_len = payload_len,
      .topic_len = (guint16) topic_len,
      .qos = qos,
      .retain = retain,
      .arrived_us = arrived_us,
  });
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
