/* sol-delivery.c: one message on its way to its subscribers
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-delivery-private.h"

SolMessage *
sol_delivery_make_message (const SolDelivery *self)
{
  SolMessageParts parts = {
    .topic = self->topic,
    .payload = self->payload,
    .properties = self->properties.data,
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
