/* sol-conn-subscribe.c: SUBSCRIBE and UNSUBSCRIBE from a client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-private.h"
#include "sol-journal-private.h"
#include "sol-mqtt-subscribe.h"
#include "sol-permits-private.h"
#include "sol-session-private.h"

/* What became of one filter of a SUBSCRIBE; at most one a filter's least three octets */
typedef struct
{
  const SolSubscription *subscription;  /* NULL when it was refused */
  gboolean               wants_retained;
} Subscribed;

/* One subscription's retained messages on their way to one session */
typedef struct
{
  SolSession *session;
  SolTarget   target;
} RetainedRun;

/* Own messages, by the client identifier: also those of a connection before */
static gboolean
run_leaves_out (const RetainedRun *run,
                const SolMessage  *message)
{
  const char *publisher = sol_message_get_publisher (message);

  return (run->target.flags & SOL_TARGET_NOT_OWN) != 0 && publisher != NULL
         && g_str_equal (publisher, run->session->client_id);
}

static void
deliver_retained_cb (SolMessage *message,
                     gpointer    user_data)
{
  RetainedRun *run = user_data;
  gint64 now_us = sol_broker_core_get_real_us (run->session->core);
  SolDelivery delivery;

  if (sol_message_is_expired (message, now_us) || run_leaves_out (run, message)
      || !sol_session_may_receive (run->session, run->session->core, message->topic,
                                   message->topic_len))
    return;
  delivery = sol_delivery_from_message (message, TRUE, now_us);
  run->target.subscriber->deliver (run->target.subscriber, &delivery, &run->target);
  sol_delivery_clear (&delivery);
}

/* Never for a group: MQTT-3.8.4-3, §4.8.2; else as Retain Handling says, which before 5.0 is 0 */
static gboolean
wants_retained (const SolSubscription *subscription,
                gboolean               existed)
{
  guint handling = (subscription->options & SOL_MQTT_OPTION_RETAIN_HANDLING)
                   >> SOL_MQTT_OPTION_RETAIN_HANDLING_SHIFT;

  if (sol_subscription_get_share (subscription) != NULL)
    return FALSE;
  return handling == 0 || (handling == 1 && !existed);
}

/* Returns: the code of SUBACK */
static guint8
sol_conn_subscribe (SolConn     *self,
                    const char  *filter,
                    guint16      filter_len,
                    guint8       options,
                    guint32      identifier,
                    Subscribed  *subscribed)
{
  SolSubscriber *subscriber = &self->session->subscriber;
  gboolean existed;

  *subscribed = (Subscribed) { 0 };
  if (subscriber->n_subscriptions >= SOL_SESSION_MAX_SUBSCRIPTIONS)
    return SOL_MQTT_REASON_QUOTA_EXCEEDED;
  if (!sol_session_may_subscribe (self->session, self->core, filter, filter_len))
    return SOL_MQTT_REASON_NOT_AUTHORIZED;
  if (self->session->stored != 0 && sol_journal_is_failing (self->core->journal))
    return SOL_MQTT_REASON_QUOTA_EXCEEDED;
  subscribed->subscription = sol_topic_tree_subscribe (self->core->topics, subscriber, filter,
                                                       filter_len, options, identifier, &existed);
  if (subscribed->subscription == NULL)
    return SOL_MQTT_REASON_FILTER_INVALID;
  subscribed->wants_retained = wants_retained (subscribed->subscription, existed);
  if (self->session->stored != 0)
    sol_journal_subscribe (self->core->journal, self->session, subscribed->subscription);
  return options & SOL_MQTT_OPTION_QOS;
}

/* Before 5.0 there is one way to say no */
static void
append_code (GByteArray *codes,
             guint8      version,
             guint8      code)
{
  if (version < SOL_MQTT_VERSION_5_0 && sol_mqtt_reason_is_failure (code))
    code = SOL_MQTT_SUBACK_FAILURE;
  g_byte_array_append (codes, &code, 1);
}

static void
sol_conn_put_codes (SolConn          *self,
                    guint8            type,
                    guint16           packet_id,
                    const GByteArray *codes)
{
  g_autoptr (GByteArray) packet = g_byte_array_new ();
  SolMqttSuback suback = { .packet_id = packet_id, .n = codes->len, .codes = codes->data };

  sol_mqtt_suback_write (packet, type, self->version, &suback);
  sol_conn_put (self, packet->data, packet->len);
}

/* Also for a filter that replaces a subscription: MQTT-3.8.4-4 */
static void
sol_conn_deliver_retained (SolConn          *self,
                           SolMqttSubscribe  subscribe,
                           const GArray     *subscribed)
{
  const char *filter;
  guint16 filter_len;
  guint8 options;

  for (guint i = 0; sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options); i++)
    {
      const Subscribed *one = &g_array_index (subscribed, Subscribed, i);
      RetainedRun run = { .session = self->session };

      if (!one->wants_retained)
        continue;
      run.target = sol_subscription_get_target (one->subscription);
      sol_broker_core_foreach_retained (self->core, filter, filter_len, deliver_retained_cb, &run);
    }
}

void
sol_conn_handle_subscribe (SolConn            *self,
                           const SolMqttFrame *frame)
{
  g_autoptr (GArray) subscribed = g_array_new (FALSE, FALSE, sizeof (Subscribed));
  g_autoptr (GByteArray) codes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  SolMqttSubscribe subscribe, again;
  const char *filter;
  guint16 filter_len;
  guint8 options;

  if (!sol_mqtt_subscribe_parse (frame, self->version, &subscribe, &error))
    {
      sol_conn_fail (self, error);
      return;
    }
  again = subscribe;
  while (sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options))
    {
      Subscribed one;
      guint8 code = sol_conn_subscribe (self, filter, filter_len, options,
                                        subscribe.subscription_id, &one);

      append_code (codes, self->version, code);
      g_array_append_val (subscribed, one);
    }
  sol_conn_put_codes (self, SOL_MQTT_SUBACK, subscribe.packet_id, codes);
  sol_conn_hold (self);
  sol_conn_deliver_retained (self, again, subscribed);
}

/* Returns: the code of UNSUBACK */
static guint8
sol_conn_unsubscribe (SolConn    *self,
                      const char *filter,
                      guint16     filter_len)
{
  SolTopicTree *topics = self->core->topics;
  SolSubscription *subscription
      = sol_topic_tree_find (topics, &self->session->subscriber, filter, filter_len);
  g_autoptr (SolShare) share = NULL;

  if (subscription == NULL)
    return SOL_MQTT_REASON_NO_SUBSCRIPTION_EXISTED;
  if (sol_subscription_get_share (subscription) != NULL)
    share = sol_share_ref (sol_subscription_get_share (subscription));
  if (self->session->stored != 0)
    sol_journal_unsubscribe (self->core->journal, self->session, subscription);
  sol_topic_tree_remove (topics, subscription);
  if (share != NULL)
    sol_session_hand_back (self->session, share);
  return SOL_MQTT_REASON_SUCCESS;
}

void
sol_conn_handle_unsubscribe (SolConn            *self,
                             const SolMqttFrame *frame)
{
  g_autoptr (GByteArray) codes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  SolMqttSubscribe subscribe;
  const char *filter;
  guint16 filter_len;
  guint8 options;

  if (!sol_mqtt_subscribe_parse (frame, self->version, &subscribe, &error))
    {
      sol_conn_fail (self, error);
      return;
    }
  while (sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options))
    append_code (codes, self->version, sol_conn_unsubscribe (self, filter, filter_len));
  sol_conn_put_codes (self, SOL_MQTT_UNSUBACK, subscribe.packet_id, codes);
  sol_conn_hold (self);
}
