/* sol-delivery.c: one message on its way to its subscribers
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-delivery-private.h"

#include "sol-session-private.h"

/* Only what is retained may reach somebody who subscribes when the publisher is gone. Source: MQTT
 * 5.0 [MQTT-3.8.3-3] */
static const char *
sol_delivery_get_publisher (const SolDelivery *self)
{
  if (!self->published_retain || self->payload_len == 0 || self->publisher == NULL)
    return NULL;
  return ((const SolSession *) self->publisher)->client_id;
}

SolMessage *
sol_delivery_make_message (const SolDelivery *self)
{
  SolMessageParts parts = {
    .topic = self->topic,
    .payload = self->payload,
    .properties = self->properties.data,
    .publisher = sol_delivery_get_publisher (self),
    .payload_len = self->payload_len,
    .properties_len = self->properties.length,
    .topic_len = self->topic_len,
    .qos = self->qos,
    .retain = self->published_retain,
    .arrived_us = g_get_real_time (),
    .expires_us = self->has_expiry ? self->expires_us : SOL_MESSAGE_NEVER,
  };

  return sol_message_new_from_parts (&parts);
}
