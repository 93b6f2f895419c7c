/* sol-conn-publish.c: PUBLISH from a client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-conn-private.h"
#include "sol-conn-publish-v5-private.h"
#include "sol-journal-private.h"
#include "sol-mqtt-error.h"
#include "sol-pace-private.h"
#include "sol-permits-private.h"
#include "sol-session-private.h"

/* Octets of a fixed header stand before the body, which is where the frame begins */
static inline const guint8 *
frame_begin (const SolMqttFrame *frame)
{
  return frame->body - 1 - sol_mqtt_length_size (frame->length);
}

/* Returns: the reason code for the acknowledgement; one that says no means that nobody got it */
static inline guint8
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
    .frame_kind = sol_frame_kind (self->v5 != NULL, publish->qos),
    .frame = begin,
    .frame_len = (guint32) (frame->body + frame->length - begin),
    .frame_id_at = (guint32) (frame->body - begin) + 2 + publish->topic_len,
    .publisher = self->session,
  };
  guint8 reason;

  if (!sol_session_may_publish (self->session, self->core, match, publish->topic,
                                publish->topic_len))
    return SOL_MQTT_REASON_NOT_AUTHORIZED;
  if (G_UNLIKELY (publish->properties.length > 0))
    sol_conn_take_properties (self, publish, &delivery);
  reason = sol_broker_core_publish (self->core, match, &delivery);
  sol_delivery_clear (&delivery);
  return reason;
}

/* What is refused leaves the identifier of a QoS 2 message free. @is_new: not a second copy */
static void
sol_conn_answer (SolConn              *self,
                 const SolMqttPublish *publish,
                 gboolean              is_new,
                 guint8                reason)
{
  SolSession *session = self->session;

  if (publish->qos == 1)
    {
      sol_conn_acknowledge (self, SOL_MQTT_PUBACK, publish->packet_id, reason);
      return;
    }
  if (self->v5 != NULL && sol_mqtt_reason_is_failure (reason))
    sol_id_set_remove (&session->received, publish->packet_id);
  else if (is_new && session->stored != 0)
    sol_journal_add_received (self->core->journal, session, publish->packet_id);
  sol_conn_acknowledge (self, SOL_MQTT_PUBREC, publish->packet_id, reason);
}

/* With properties, or wrong; by value, so that the common packet stays in registers. Returns:
 * without a topic when the connection was closed for it */
G_GNUC_NO_INLINE static SolMqttPublish
sol_conn_parse_publish (SolConn            *self,
                        const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttPublish publish = { 0 };

  if (self->v5 == NULL ? sol_mqtt_publish_parse (frame, &publish, &error)
                       : sol_mqtt_publish_parse_v5 (frame, &publish, &error)
                             && sol_conn_resolve_alias (self, &publish, &error))
    return publish;
  sol_conn_fail (self, error);
  return (SolMqttPublish) { 0 };
}

static void
sol_conn_forget_received (SolConn              *self,
                          const SolMqttPublish *publish)
{
  if (publish->qos == 2)
    sol_id_set_remove (&self->session->received, publish->packet_id);
}

/* Not of one that is sent again: that counts already. Source: MQTT 5.0 §4.9 */
static gboolean
sol_conn_has_quota (SolConn              *self,
                    const SolMqttPublish *publish)
{
  if (publish->qos == 0 || sol_conn_v5_begin_receiving (self->v5))
    return TRUE;
  sol_conn_forget_received (self, publish);
  sol_conn_reject (self, SOL_MQTT_REASON_RECEIVE_MAXIMUM_EXCEEDED,
                   N_("It sent more QoS 1 and 2 messages at once than CONNACK allowed"));
  return FALSE;
}

/* Whether the message cannot be taken. Before 5.0, which has no word for that, it waits in memory as
 * long as there is room, and is acknowledged when the store takes it. */
static gboolean
sol_conn_lacks_store (SolConn              *self,
                      const SolMqttPublish *publish,
                      const SolMatch       *match)
{
  if (!sol_broker_core_needs_store (self->core, match, publish->retain))
    return FALSE;
  return self->v5 != NULL || sol_journal_is_full (self->core->journal);
}

/* At once: the answers before it may wait for hours, and only a client must keep their order (MQTT-4.6.0-2, -3) */
static void
sol_conn_refuse_unstored (SolConn              *self,
                          const SolMqttPublish *publish)
{
  guint8 type = publish->qos == 2 ? SOL_MQTT_PUBREC : SOL_MQTT_PUBACK;

  sol_conn_forget_received (self, publish);
  self->core->stats.n_refused_store++;
  if (self->v5 != NULL)
    sol_conn_put_ack_reason (self, type, publish->packet_id, SOL_MQTT_REASON_QUOTA_EXCEEDED);
  else
    self->is_owed = TRUE;
}

/* At QoS 1 and 2, while the store fails. The second copy of a QoS 2 message may be of one that is not stored yet, and
 * came on a connection before: a PUBREC would promise too much. */
static gboolean
sol_conn_turns_away (SolConn              *self,
                     const SolMqttPublish *publish,
                     const SolMatch       *match,
                     gboolean              is_new)
{
  if (is_new && sol_conn_lacks_store (self, publish, match))
    sol_conn_refuse_unstored (self, publish);
  else if (!is_new && self->acks == NULL && self->session->stored != 0)
    self->is_owed = TRUE;
  else
    return FALSE;
  return TRUE;
}

/* FALSE: it is not taken */
G_GNUC_NO_INLINE static gboolean
sol_conn_check_publish (SolConn              *self,
                        const SolMqttFrame   *frame,
                        const SolMqttPublish *publish,
                        const SolMatch       *match,
                        gboolean              is_new)
{
  guint8 checks = self->core->publish_checks;

  if (checks & SOL_CHECK_PACE)
    sol_conn_count_pace (self, frame->length);
  return publish->qos == 0 || (checks & SOL_CHECK_STORE) == 0
         || !sol_conn_turns_away (self, publish, match, is_new);
}

static void
sol_conn_take_publish (SolConn              *self,
                       const SolMqttFrame   *frame,
                       const SolMqttPublish *publish,
                       const SolMatch       *match)
{
  /* The second copy of a QoS 2 message is answered and not delivered: MQTT-4.3.3-2 */
  gboolean is_new
      = publish->qos < 2 || sol_id_set_add (&self->session->received, publish->packet_id);
  guint8 reason = SOL_MQTT_REASON_SUCCESS;

  if (self->v5 != NULL && is_new && !sol_conn_has_quota (self, publish))
    return;
  self->n_in++;
  self->core->stats.n_messages_in++;
  self->core->stats.n_payload_in += publish->payload_len;
  if (G_UNLIKELY (self->core->publish_checks != 0)
      && !sol_conn_check_publish (self, frame, publish, match, is_new))
    return;
  if (is_new)
    reason = sol_conn_publish (self, frame, publish, match);
  if (publish->qos > 0)
    sol_conn_answer (self, publish, is_new, reason);
}

/* Returns: FALSE when the connection was closed for it */
static inline gboolean
sol_conn_read_publish (SolConn            *self,
                       const SolMqttFrame *frame,
                       SolMqttPublish     *publish)
{
  if (G_LIKELY (sol_mqtt_publish_read (frame, publish)
                && (self->v5 == NULL || sol_mqtt_publish_read_no_properties (publish))))
    return TRUE;
  *publish = sol_conn_parse_publish (self, frame);
  return publish->topic != NULL;
}

void
sol_conn_handle_publish (SolConn            *self,
                         const SolMqttFrame *frame)
{
  SolMqttPublish publish;
  const SolMatch *match;

  if (!sol_conn_read_publish (self, frame, &publish))
    return;
  match = sol_broker_core_match (self->core, publish.topic, publish.topic_len);
  if (G_LIKELY (match != NULL))
    sol_conn_take_publish (self, frame, &publish, match);
  else
    sol_conn_reject (
        self, SOL_MQTT_REASON_TOPIC_INVALID,
        N_("It published to an invalid topic: empty, not UTF-8, or with + or # in it"));
}
