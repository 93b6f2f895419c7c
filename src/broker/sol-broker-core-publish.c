/* sol-broker-core-publish.c: one message to all whom its topic reaches
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-broker-core-private.h"
#include "sol-mqtt-topic.h"

const SolMatch *
sol_broker_core_match (SolBrokerCore *self,
                       const char    *topic,
                       gsize          topic_len)
{
  const SolMatch *match = sol_match_memo_find (self->memo, topic, topic_len);

  if (G_LIKELY (match != NULL))
    return match;
  if (!sol_mqtt_topic_is_name (topic, topic_len))
    return NULL;
  return sol_match_memo_learn (self->memo, topic, topic_len);
}

/* The seam for retained messages that outlast the process. Source: MQTT 3.1.1 §3.3.1.3 */
static void
sol_broker_core_retain (SolBrokerCore *self,
                        SolDelivery   *delivery)
{
  gboolean is_kept;

  if (delivery->payload_len == 0)
    {
      sol_retain_remove (self->retained, delivery->topic, delivery->topic_len);
      return;
    }
  is_kept
      = sol_retain_put (self->retained, sol_delivery_get_message (delivery), self->max_total_bytes);
  if (!is_kept)
    self->stats.n_dropped++;
  if (!is_kept && !self->is_retain_full)
    sol_broker_core_warn (
        self, NULL,
        N_("A retained message was not kept: they take all of max_total_bytes, or its "
            "topic has over 200 levels"));
  self->is_retain_full = !is_kept;
}

void
sol_broker_core_publish (SolBrokerCore  *self,
                         const SolMatch *match,
                         SolDelivery    *delivery)
{
  delivery->n_targets = match->n_targets;
  if (G_UNLIKELY (delivery->published_retain))
    sol_broker_core_retain (self, delivery);
  for (guint32 i = 0; i < match->n_targets; i++)
    {
      const SolTarget *target = &match->targets[i];

      target->subscriber->deliver (target->subscriber, delivery, target->qos);
    }
}

void
sol_broker_core_publish_message (SolBrokerCore *self,
                                 SolMessage    *message)
{
  const SolMatch *match = sol_broker_core_match (self, message->topic, message->topic_len);
  SolDelivery delivery = sol_delivery_from_message (message, FALSE);

  if (match != NULL)
    sol_broker_core_publish (self, match, &delivery);
  sol_delivery_clear (&delivery);
  sol_reactor_wake (self->reactor);
}
