/* sol-mqtt-ack.h: PUBACK, PUBREC, PUBREL, PUBCOMP, and UNSUBACK of 3.1.1: a packet identifier each
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-frame.h"
#include "sol-mqtt-reason.h"

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

/* Returns: the identifier of an acknowledgement that has nothing else: every good one before 5.0, and those of 5.0 that
 * mean success; else 0 */
static inline guint16
sol_mqtt_ack_read (const SolMqttFrame *frame)
{
  gboolean has_id = frame->length == 2 && sol_mqtt_frame_check_flags (frame);

  return has_id ? (guint16) (frame->body[0] << 8 | frame->body[1]) : 0;
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
  *packet_id = sol_mqtt_ack_read (frame);
  if (G_LIKELY (*packet_id != 0))
    return TRUE;
  sol_mqtt_ack_explain (frame, error);
  return FALSE;
}

/* What an acknowledgement of 5.0 says; UNSUBACK is SolMqttSuback there */
typedef struct
{
  guint16      packet_id;
  guint8       reason;     /* SolMqttReason */
  SolMqttSlice properties; /* checked */
} SolMqttAck;

#define SOL_MQTT_ACK_REASON_SIZE 5

/* The longer forms of sol_mqtt_ack_parse_v5() */
gboolean sol_mqtt_ack_parse_long (const SolMqttFrame  *frame,
                                  SolMqttAck          *ack,
                                  GError             **error);

/**
 * sol_mqtt_ack_parse_v5:
 * @frame: a PUBACK, PUBREC, PUBREL or PUBCOMP of 5.0
 * @ack: (out caller-allocates): borrows from @frame
 *
 * Source: MQTT 5.0 §3.4 to §3.7: two octets mean reason 0, three have no properties.
 * Errors: %SOL_MQTT_ERROR_MALFORMED, also for a reason the packet may not carry; %SOL_MQTT_ERROR_PROTOCOL.
 */
static inline gboolean
sol_mqtt_ack_parse_v5 (const SolMqttFrame  *frame,
                       SolMqttAck          *ack,
                       GError             **error)
{
  *ack = (SolMqttAck) { 0 };
  if (G_LIKELY (frame->length == 2))
    return sol_mqtt_ack_parse (frame, &ack->packet_id, error);
  return sol_mqtt_ack_parse_long (frame, ack, error);
}

/* Writes an acknowledgement of 5.0 without properties: four octets for reason 0, else five; returns how many */
static inline guint
sol_mqtt_ack_put_reason (guint8  out[SOL_MQTT_ACK_REASON_SIZE],
                         guint8  type,
                         guint16 packet_id,
                         guint8  reason)
{
  sol_mqtt_ack_put (out, type, packet_id);
  if (G_LIKELY (reason == SOL_MQTT_REASON_SUCCESS))
    return SOL_MQTT_ACK_SIZE;
  out[1] = 3;
  out[4] = reason;
  return SOL_MQTT_ACK_REASON_SIZE;
}

/* Appends an acknowledgement of 5.0 to @out, in the fewest octets */
void sol_mqtt_ack_write (GByteArray        *out,
                         guint8             type,
                         const SolMqttAck  *ack);

G_END_DECLS
