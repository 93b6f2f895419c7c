/* sol-mqtt-ack.h: PUBACK, PUBREC, PUBREL, PUBCOMP and UNSUBACK: a packet identifier each
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-frame.h"
#include "sol-mqtt-types.h"

G_BEGIN_DECLS

#define SOL_MQTT_ACK_SIZE 4

/* Writes the four octets of an acknowledgement of @type (PUBREL with its 0010 flags) */
static inline void
sol_mqtt_ack_put (guint8  out[SOL_MQTT_ACK_SIZE],
                  guint8  type,
                  guint16 packet_id)
{
  out[0] = (guint8) (type << 4 | (type == SOL_MQTT_PUBREL ? 2 : 0));
  out[1] = 2;
  out[2] = (guint8) (packet_id >> 8);
  out[3] = (guint8) packet_id;
}

/* Says what sol_mqtt_ack_parse() found wrong */
void sol_mqtt_ack_explain (const SolMqttFrame  *frame,
                           GError             **error);

/**
 * sol_mqtt_ack_parse:
 * @packet_id: (out): never 0
 *
 * Errors: %SOL_MQTT_ERROR_MALFORMED for another length, or identifier 0. Source: MQTT 3.1.1 §3.4 to §3.7, §3.11.
 */
static inline gboolean
sol_mqtt_ack_parse (const SolMqttFrame  *frame,
                    guint16             *packet_id,
                    GError             **error)
{
  gboolean has_id = frame->length == 2 && sol_mqtt_frame_check_flags (frame);

  *packet_id = has_id ? (guint16) (frame->body[0] << 8 | frame->body[1]) : 0;
  if (G_LIKELY (*packet_id != 0))
    return TRUE;
  sol_mqtt_ack_explain (frame, error);
  return FALSE;
}

G_END_DECLS
