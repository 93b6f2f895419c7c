/* sol-conn-ack.c: PUBACK, PUBREC, PUBREL and PUBCOMP from a client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-conn-private.h"
#include "sol-journal-private.h"
#include "sol-session-private.h"

static void
sol_conn_handle_release (SolConn *self,
                         guint16  packet_id)
{
  gboolean is_known = sol_id_set_remove (&self->session->received, packet_id);

  if (is_known && self->session->stored != 0)
    sol_journal_drop_received (self->core->journal, self->session, packet_id);
  sol_conn_acknowledge (
      self, SOL_MQTT_PUBCOMP, packet_id,
      is_known ? SOL_MQTT_REASON_SUCCESS : SOL_MQTT_REASON_PACKET_ID_NOT_FOUND);
}

static gboolean
sol_conn_parse_ack (SolConn             *self,
                    const SolMqttFrame  *frame,
                    SolMqttAck          *ack,
                    GError             **error)
{
  if (self->v5 != NULL)
    return sol_mqtt_ack_parse_v5 (frame, ack, error);
  *ack = (SolMqttAck) { 0 };
  return sol_mqtt_ack_parse (frame, &ack->packet_id, error);
}

static void
sol_conn_close_for_ack (SolConn *self)
{
  sol_conn_reject (self, SOL_MQTT_REASON_PROTOCOL_ERROR,
                   N_("It acknowledged a message in a way that its QoS does not have"));
}

G_GNUC_NO_INLINE static void
sol_conn_handle_long_ack (SolConn            *self,
                          const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttAck ack;

  if (!sol_conn_parse_ack (self, frame, &ack, &error))
    sol_conn_fail (self, error);
  else if (frame->type == SOL_MQTT_PUBREL)
    sol_conn_handle_release (self, ack.packet_id);
  else if (!sol_session_acknowledge (self->session, frame->type, &ack))
    sol_conn_close_for_ack (self);
}

void
sol_conn_handle_ack (SolConn            *self,
                     const SolMqttFrame *frame)
{
  guint16 packet_id = frame->type == SOL_MQTT_PUBACK ? sol_mqtt_ack_read (frame) : 0;

  if (packet_id == 0)
    sol_conn_handle_long_ack (self, frame);
  else if (!sol_session_acknowledge_sent (self->session, packet_id))
    sol_conn_close_for_ack (self);
}
