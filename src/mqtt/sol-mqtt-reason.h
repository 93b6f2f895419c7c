/* sol-mqtt-reason.h: the reason codes of MQTT 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-types.h"

G_BEGIN_DECLS

/* MQTT 5.0 §2.4, table 2-6 */
typedef enum
{
  SOL_MQTT_REASON_SUCCESS                      = 0x00, /* normal disconnection, granted QoS 0 */
  SOL_MQTT_REASON_GRANTED_QOS_1                = 0x01,
  SOL_MQTT_REASON_GRANTED_QOS_2                = 0x02,
  SOL_MQTT_REASON_DISCONNECT_WITH_WILL         = 0x04,
  SOL_MQTT_REASON_NO_MATCHING_SUBSCRIBERS      = 0x10,
  SOL_MQTT_REASON_NO_SUBSCRIPTION_EXISTED      = 0x11,
  SOL_MQTT_REASON_CONTINUE_AUTHENTICATION      = 0x18,
  SOL_MQTT_REASON_REAUTHENTICATE               = 0x19,
  SOL_MQTT_REASON_UNSPECIFIED                  = 0x80,
  SOL_MQTT_REASON_MALFORMED                    = 0x81,
  SOL_MQTT_REASON_PROTOCOL_ERROR               = 0x82,
  SOL_MQTT_REASON_IMPLEMENTATION               = 0x83,
  SOL_MQTT_REASON_UNSUPPORTED_VERSION          = 0x84,
  SOL_MQTT_REASON_CLIENT_ID_INVALID            = 0x85,
  SOL_MQTT_REASON_BAD_CREDENTIALS              = 0x86,
  SOL_MQTT_REASON_NOT_AUTHORIZED               = 0x87,
  SOL_MQTT_REASON_SERVER_UNAVAILABLE           = 0x88,
  SOL_MQTT_REASON_SERVER_BUSY                  = 0x89,
  SOL_MQTT_REASON_BANNED                       = 0x8a,
  SOL_MQTT_REASON_SERVER_SHUTTING_DOWN         = 0x8b,
  SOL_MQTT_REASON_BAD_AUTHENTICATION_METHOD    = 0x8c,
  SOL_MQTT_REASON_KEEP_ALIVE_TIMEOUT           = 0x8d,
  SOL_MQTT_REASON_SESSION_TAKEN_OVER           = 0x8e,
  SOL_MQTT_REASON_FILTER_INVALID               = 0x8f,
  SOL_MQTT_REASON_TOPIC_INVALID                = 0x90,
  SOL_MQTT_REASON_PACKET_ID_IN_USE             = 0x91,
  SOL_MQTT_REASON_PACKET_ID_NOT_FOUND          = 0x92,
  SOL_MQTT_REASON_RECEIVE_MAXIMUM_EXCEEDED     = 0x93,
  SOL_MQTT_REASON_TOPIC_ALIAS_INVALID          = 0x94,
  SOL_MQTT_REASON_PACKET_TOO_LARGE             = 0x95,
  SOL_MQTT_REASON_MESSAGE_RATE_TOO_HIGH        = 0x96,
  SOL_MQTT_REASON_QUOTA_EXCEEDED               = 0x97,
  SOL_MQTT_REASON_ADMINISTRATIVE               = 0x98,
  SOL_MQTT_REASON_PAYLOAD_FORMAT_INVALID       = 0x99,
  SOL_MQTT_REASON_RETAIN_NOT_SUPPORTED         = 0x9a,
  SOL_MQTT_REASON_QOS_NOT_SUPPORTED            = 0x9b,
  SOL_MQTT_REASON_USE_ANOTHER_SERVER           = 0x9c,
  SOL_MQTT_REASON_SERVER_MOVED                 = 0x9d,
  SOL_MQTT_REASON_SHARED_NOT_SUPPORTED         = 0x9e,
  SOL_MQTT_REASON_CONNECTION_RATE_EXCEEDED     = 0x9f,
  SOL_MQTT_REASON_MAXIMUM_CONNECT_TIME         = 0xa0,
  SOL_MQTT_REASON_SUBSCRIPTION_ID_NOT_SUPPORTED = 0xa1,
  SOL_MQTT_REASON_WILDCARD_NOT_SUPPORTED       = 0xa2,
} SolMqttReason;

/* A code of 0x80 and above says that what was asked for did not happen */
static inline gboolean
sol_mqtt_reason_is_failure (guint8 reason)
{
  return reason >= SOL_MQTT_REASON_UNSPECIFIED;
}

/**
 * sol_mqtt_reason_is_valid:
 * @packet_type: CONNACK, PUBACK, PUBREC, PUBREL, PUBCOMP, SUBACK, UNSUBACK, DISCONNECT or AUTH
 *
 * Thread: any. Cost: O(1) for 0, else a look through a table of 50.
 * Source: MQTT 5.0 §2.4 and the tables of each packet: another code makes the packet malformed.
 */
gboolean    sol_mqtt_reason_is_valid (guint8 packet_type,
                                      guint8 reason);

/* What @reason says to a person, translated; 0 and the granted QoS have other words in other packets */
const char *sol_mqtt_reason_get_text (guint8 packet_type,
                                      guint8 reason);

G_END_DECLS
