/* sol-broker-core-publish.c: one message to all whom its topic reaches
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-broker-core-private.h"
#include "sol-mqtt-reason.h"
#include "sol-journal-private.h"
#include "sol-mqtt-topic.h"
#include "sol-permits-private.h"
#include "sol-session-private.h"
#include "sol-sys-private.h"

/* How often expired retained messages are looked for, at most and at least */
#define EXPIRY_MS 1000
#define MAX_EXPIRY_MS (60 * 60 * 1000)

const SolMatch *
sol_broker_core_learn_match (SolBrokerCore *self,
                             const char    *topic,
                             gsize          topic_len)
{
  if (!sol_mqtt_topic_is_name (topic, topic_len))
    return NULL;
  return sol_match_memo_learn (self->memo, topic, topic_len);
}

/* Nothing else finds them when nobody asks; at most a thousandth of the time goes into it */
static void
sol_broker_core_watch_retained (SolBrokerCore *self)
{
  gint64 expires_us = sol_retain_get_expires_us (self->retained);
  gint64 wait_us = expires_us - sol_broker_core_get_real_us (self);
  guint n = sol_retain_get_n (self->retained);

  if (expires_us == SOL_MESSAGE_NEVER)
    sol_timer_wheel_disarm (self->wheel, &self->retain_timer);
  else
    sol_timer_wheel_arm (self->wheel, &self->retain_timer,
                         CLAMP (wait_us / 1000, EXPIRY_MS + n / 10, MAX_EXPIRY_MS));
}

void
sol_broker_core_expire_retained_cb (SolTimer *timer)
{
  SolBrokerCore *self
      = (SolBrokerCore *) ((guint8 *) timer - G_STRUCT_OFFSET (SolBrokerCore, retain_timer));

  self->stats.n_expired
      += sol_retain_expire (self->retained, sol_broker_core_get_real_us (self));
  sol_broker_core_watch_retained (self);
  sol_reactor_wake (self->reactor);
}

static gboolean
sol_broker_core_keep_retained (SolBrokerCore *self,
                               SolDelivery   *delivery)
{
  SolMessage *message = sol_delivery_get_message (delivery);
  gint64 before_us = sol_retain_get_expires_us (self->retained);

  if (!sol_retain_put (self->retained, message, self->max_retained, self->max_retained_bytes))
    return FALSE;
  if (message->expires_us < before_us)
    sol_broker_core_watch_retained (self);
  return TRUE;
}

/* The seam for retained messages that outlast the process; out of line, so that the common way is
 * short. Source: MQTT 5.0 §3.3.1.3 */
G_GNUC_NO_INLINE static gboolean
sol_broker_core_retain (SolBrokerCore *self,
                        SolDelivery   *delivery)
{
  gboolean is_kept;

  if (delivery->payload_len == 0)
    {
      sol_retain_remove (self->retained, delivery->topic, delivery->topic_len);
      return TRUE;
    }
  is_kept = sol_broker_core_keep_retained (self, delivery);
  if (!is_kept)
    self->stats.n_dropped++;
  else if (sol_journal_is_on (self->journal))
    sol_journal_retain (self->journal, sol_delivery_get_message (delivery));
  if (!is_kept && !self->is_retain_full)
    sol_broker_core_warn (
        self, NULL,
        N_("A retained message was not kept: they take all of max_retained or "
            "max_retained_bytes, or its topic has over 200 levels"));
  self->is_retain_full = !is_kept;
  return is_kept;
}

/* No Local is about the publisher, which no match knows. Out of line as above. Returns: how many
 * got it */
G_GNUC_NO_INLINE static guint
sol_broker_core_deliver_personally (const SolMatch *match,
                                    SolDelivery    *delivery)
{
  guint n_wanted = 0;

  for (guint32 i = 0; i < match->n_targets; i++)
    {
      const SolTarget *target = &match->targets[i];

      if (!sol_target_wants (target, delivery->publisher))
        continue;
      n_wanted++;
      target->subscriber->deliver (target->subscriber, delivery, target);
    }
  return n_wanted;
}

guint8
sol_broker_core_publish (SolBrokerCore  *self,
                         const SolMatch *match,
                         SolDelivery    *delivery)
{
  guint n_wanted = match->n_targets;
  gboolean is_kept = TRUE;

  delivery->n_targets = match->n_targets;
  if (G_UNLIKELY (!sol_delivery_is_copied (delivery)
                  || delivery->frame_len > SOL_OUTBOX_MAX_RESERVE))
    delivery->frame_kind = SOL_FRAME_NONE;
  if (G_UNLIKELY (match->withheld != NULL))
    sol_broker_core_count_withheld (self, match, delivery->publisher);
  if (G_UNLIKELY (delivery->published_retain))
    is_kept = sol_broker_core_retain (self, delivery);
  if (G_UNLIKELY (match->is_personal))
    n_wanted = sol_broker_core_deliver_personally (match, delivery);
  else
    for (guint32 i = 0; i < match->n_targets; i++)
      {
        const SolTarget *target = &match->targets[i];

        target->subscriber->deliver (target->subscriber, delivery, target);
      }
  if (G_UNLIKELY (!is_kept))
    return SOL_MQTT_REASON_QUOTA_EXCEEDED;
  return n_wanted > 0 ? SOL_MQTT_REASON_SUCCESS : SOL_MQTT_REASON_NO_MATCHING_SUBSCRIBERS;
}

gboolean
sol_broker_core_needs_store (SolBrokerCore  *self,
                             const SolMatch *match,
                             gboolean        is_retained)
{
  if (is_retained)
    return sol_journal_is_on (self->journal);
  for (guint32 i = 0; i < match->n_targets; i++)
    {
      const SolSession *session = sol_session_from_subscriber (match->targets[i].subscriber);

      if (session != NULL && session->stored != 0 && match->targets[i].qos > 0)
        return TRUE;
    }
  return FALSE;
}

void
sol_broker_core_publish_message (SolBrokerCore *self,
                                 SolMessage    *message,
                                 gconstpointer  publisher)
{
  const SolMatch *match = sol_broker_core_match (self, message->topic, message->topic_len);
  SolDelivery delivery = sol_delivery_from_message (message, FALSE, sol_broker_core_get_real_us (self));

  delivery.publisher = publisher;
  if (match != NULL)
    sol_broker_core_publish (self, match, &delivery);
  sol_delivery_clear (&delivery);
  sol_reactor_wake (self->reactor);
}

void
sol_broker_core_foreach_retained (SolBrokerCore *self,
                                  const char    *filter,
                                  gsize          filter_len,
                                  SolRetainFunc  func,
                                  gpointer       user_data)
{
  if (sol_retain_get_n (self->retained) > 0)
    sol_retain_foreach (self->retained, filter, filter_len, func, user_data);
  if (filter[0] == '$')
    sol_sys_foreach (self->sys, filter, filter_len, func, user_data);
}
