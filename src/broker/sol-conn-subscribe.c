/* sol-conn-subscribe.c: SUBSCRIBE and UNSUBSCRIBE from a client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-private.h"
#include "sol-mqtt-subscribe.h"
#include "sol-permits-private.h"
#include "sol-session-private.h"

/* One filter's retained messages on their way to one session */
typedef struct
{
  SolSession *session;
  guint8      qos;
} RetainedRun;

static void
deliver_retained_cb (SolMessage *message,
                     gpointer    user_data)
{
  RetainedRun *run = user_data;
  SolDelivery delivery;

  if (!sol_session_may_receive (run->session, run->session->core, message->topic,
                                message->topic_len))
    return;
  delivery = sol_delivery_from_message (message, TRUE);
  run->session->subscriber.deliver (&run->session->subscriber, &delivery, run->qos);
  sol_delivery_clear (&delivery);
}

static guint8
sol_conn_subscribe (SolConn    *self,
                    const char *filter,
                    guint16     filter_len,
                    guint8      qos)
{
  SolSubscriber *subscriber = &self->session->subscriber;

  if (subscriber->n_subscriptions >= SOL_SESSION_MAX_SUBSCRIPTIONS)
    return SOL_MQTT_SUBACK_FAILURE;
  if (!sol_session_may_subscribe (self->session, self->core, filter, filter_len))
    return SOL_MQTT_SUBACK_FAILURE;
  if (!sol_topic_tree_subscribe (self->core->topics, subscriber, filter, filter_len, qos))
    return SOL_MQTT_SUBACK_FAILURE;
  return qos;
}

static void
sol_conn_put_suback (SolConn          *self,
                     guint16           packet_id,
                     const GByteArray *codes)
{
  g_autoptr (GByteArray) packet = g_byte_array_new ();
  const SolMqttSuback suback = { packet_id, codes->len, codes->data, { 0 } };

  sol_mqtt_suback_write (packet, SOL_MQTT_SUBACK, self->version, &suback);
  sol_conn_put (self, packet->data, packet->len);
}

/* Every SUBSCRIBE brings the retained messages, also one that replaces a subscription:
 * MQTT-3.8.4-3 */
static void
sol_conn_deliver_retained (SolConn          *self,
                           SolMqttSubscribe  subscribe,
                           const GByteArray *codes)
{
  const char *filter;
  guint16 filter_len;
  guint8 options;

  for (guint i = 0; sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options); i++)
    {
      RetainedRun run = { self->session, codes->data[i] };

      if (run.qos != SOL_MQTT_SUBACK_FAILURE)
        sol_retain_foreach (self->core->retained, filter, filter_len, deliver_retained_cb, &run);
    }
}

void
sol_conn_handle_subscribe (SolConn            *self,
                           const SolMqttFrame *frame)
{
  g_autoptr (GByteArray) codes = NULL;
  g_autoptr (GError) error = NULL;
  SolMqttSubscribe subscribe, again;
  const char *filter;
  guint16 filter_len;
  guint8 options;

  if (!sol_mqtt_subscribe_parse (frame, self->version, &subscribe, &error))
    {
      sol_conn_close (self, error->message);
      return;
    }
  codes = g_byte_array_new ();
  again = subscribe;
  while (sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options))
    {
      guint8 code = sol_conn_subscribe (self, filter, filter_len, options & 3);

      g_byte_array_append (codes, &code, 1);
    }
  sol_conn_put_suback (self, subscribe.packet_id, codes);
  if (sol_retain_get_n (self->core->retained) > 0)
    sol_conn_deliver_retained (self, again, codes);
}

void
sol_conn_handle_unsubscribe (SolConn            *self,
                             const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttSubscribe subscribe;
  const char *filter;
  guint16 filter_len;
  guint8 options;

  if (!sol_mqtt_subscribe_parse (frame, self->version, &subscribe, &error))
    {
      sol_conn_close (self, error->message);
      return;
    }
  while (sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options))
    sol_topic_tree_unsubscribe (self->core->topics, &self->session->subscriber, filter, filter_len);
  sol_conn_put_ack (self, SOL_MQTT_UNSUBACK, subscribe.packet_id);
}
