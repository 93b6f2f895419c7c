/* sol-conn-publish.c: PUBLISH from a client, and acknowledgements both ways
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-conn-private.h"
#include "sol-permits-private.h"
#include "sol-session-private.h"

/* Octets of a fixed header stand before the body, which is where the frame begins */
static inline const guint8 *
frame_begin (const SolMqttFrame *frame)
{
  return frame->body - 1 - sol_mqtt_length_size (frame->length);
}

static void
sol_conn_publish (SolConn              *self,
                  const SolMqttFrame   *frame,
                  const SolMqttPublish *publish,
                  const SolMatch       *match)
{
  const guint8 *begin = frame_begin (frame);
  SolDelivery delivery = {
    .topic = publish->topic,
    .topic_len = publish->topic_len,
    .payload = publish->payload,
    .payload_len = publish->payload_len,
    .qos = publish->qos,
    .published_retain = publish->retain != FALSE,
    .frame = begin,
    .frame_len = (gsize) (frame->body + frame->length - begin),
  };

  sol_broker_core_publish (self->core, match, &delivery);
  sol_delivery_clear (&delivery);
}

void
sol_conn_handle_publish (SolConn            *self,
                         const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttPublish publish = { 0 };
  const SolMatch *match;

  if (G_UNLIKELY (!sol_mqtt_publish_parse (frame, &publish, &error)))
    {
      sol_conn_close (self, error->message);
      return;
    }
  match = sol_broker_core_match (self->core, publish.topic, publish.topic_len);
  if (G_UNLIKELY (match == NULL))
    {
      sol_conn_close (
          self,
          N_("It published to an invalid topic: empty, not UTF-8, or with + or # in it"));
      return;
    }

  self->n_in++;
  self->core->stats.n_messages_in++;
  /* The second copy of a QoS 2 message is answered and not delivered: MQTT-4.3.3-2 */
  if ((publish.qos < 2 || sol_id_set_add (&self->session->received, publish.packet_id))
      && sol_session_may_publish (self->session, self->core, match, publish.topic,
                                  publish.topic_len))
    sol_conn_publish (self, frame, &publish, match);
  if (publish.qos == 1)
    sol_conn_put_ack (self, SOL_MQTT_PUBACK, publish.packet_id);
  else if (publish.qos == 2)
    sol_conn_put_ack (self, SOL_MQTT_PUBREC, publish.packet_id);
}

void
sol_conn_handle_ack (SolConn            *self,
                     const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  guint16 id;

  if (!sol_mqtt_ack_parse (frame, &id, &error))
    sol_conn_close (self, error->message);
  else if (frame->type == SOL_MQTT_PUBREL)
    {
      sol_id_set_remove (&self->session->received, id);
      sol_conn_put_ack (self, SOL_MQTT_PUBCOMP, id);
    }
  else if (!sol_session_acknowledge (self->session, frame->type, id))
    sol_conn_close (self, N_("It acknowledged a message in a way that its QoS does not have"));
}
