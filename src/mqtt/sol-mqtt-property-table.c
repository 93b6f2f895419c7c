/* sol-mqtt-property-table.c: which properties there are, and where they may be
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-properties.h"

#include "sol-mqtt-property-table-private.h"

#define IN(type)  (1u << SOL_MQTT_##type)
#define MESSAGE   (IN (PUBLISH) | IN (WILL))
#define ACKS      (IN (PUBACK) | IN (PUBREC) | IN (PUBREL) | IN (PUBCOMP) | IN (SUBACK) | IN (UNSUBACK))
#define ENDS      (IN (CONNACK) | IN (DISCONNECT))
#define LOGIN     (IN (CONNECT) | IN (CONNACK) | IN (AUTH))
#define LIMIT     (IN (CONNECT) | IN (CONNACK))
#define EVERY     (LIMIT | MESSAGE | ACKS | IN (SUBSCRIBE) | IN (UNSUBSCRIBE) | IN (DISCONNECT) | IN (AUTH))
#define ROW(id)   [SOL_MQTT_PROPERTY_##id]
#define BYTE      SOL_MQTT_PROPERTY_TYPE_BYTE
#define TWO       SOL_MQTT_PROPERTY_TYPE_TWO_BYTE
#define FOUR      SOL_MQTT_PROPERTY_TYPE_FOUR_BYTE
#define VARIABLE  SOL_MQTT_PROPERTY_TYPE_VARIABLE
#define STRING    SOL_MQTT_PROPERTY_TYPE_STRING
#define BINARY    SOL_MQTT_PROPERTY_TYPE_BINARY
#define PAIR      SOL_MQTT_PROPERTY_TYPE_PAIR

/* Table 2-4. A Subscription Identifier may be repeated in PUBLISH only, a User Property everywhere. */
const SolMqttPropertyRow sol_mqtt_property_table[SOL_MQTT_PROPERTY_LAST + 1] = {
  ROW (PAYLOAD_FORMAT) = { BYTE, MESSAGE, 0, 0, 1, "Payload Format Indicator" },
  ROW (MESSAGE_EXPIRY) = { FOUR, MESSAGE, 0, 0, G_MAXUINT32, "Message Expiry Interval" },
  ROW (CONTENT_TYPE) = { STRING, MESSAGE, 0, 0, 0, "Content Type" },
  ROW (RESPONSE_TOPIC) = { STRING, MESSAGE, 0, 0, 0, "Response Topic" },
  ROW (CORRELATION_DATA) = { BINARY, MESSAGE, 0, 0, 0, "Correlation Data" },
  ROW (SUBSCRIPTION_ID) = { VARIABLE, IN (PUBLISH) | IN (SUBSCRIBE), IN (PUBLISH), 1,
                            SOL_MQTT_MAX_PACKET, "Subscription Identifier" },
  ROW (SESSION_EXPIRY) = { FOUR, LIMIT | IN (DISCONNECT), 0, 0, G_MAXUINT32,
                           "Session Expiry Interval" },
  ROW (ASSIGNED_CLIENT_ID) = { STRING, IN (CONNACK), 0, 0, 0, "Assigned Client Identifier" },
  ROW (SERVER_KEEP_ALIVE) = { TWO, IN (CONNACK), 0, 0, G_MAXUINT16, "Server Keep Alive" },
  ROW (AUTHENTICATION_METHOD) = { STRING, LOGIN, 0, 0, 0, "Authentication Method" },
  ROW (AUTHENTICATION_DATA) = { BINARY, LOGIN, 0, 0, 0, "Authentication Data" },
  ROW (REQUEST_PROBLEM_INFO) = { BYTE, IN (CONNECT), 0, 0, 1, "Request Problem Information" },
  ROW (WILL_DELAY) = { FOUR, IN (WILL), 0, 0, G_MAXUINT32, "Will Delay Interval" },
  ROW (REQUEST_RESPONSE_INFO) = { BYTE, IN (CONNECT), 0, 0, 1, "Request Response Information" },
  ROW (RESPONSE_INFO) = { STRING, IN (CONNACK), 0, 0, 0, "Response Information" },
  ROW (SERVER_REFERENCE) = { STRING, ENDS, 0, 0, 0, "Server Reference" },
  ROW (REASON_STRING) = { STRING, ENDS | ACKS | IN (AUTH), 0, 0, 0, "Reason String" },
  ROW (RECEIVE_MAXIMUM) = { TWO, LIMIT, 0, 1, G_MAXUINT16, "Receive Maximum" },
  ROW (TOPIC_ALIAS_MAXIMUM) = { TWO, LIMIT, 0, 0, G_MAXUINT16, "Topic Alias Maximum" },
  ROW (TOPIC_ALIAS) = { TWO, IN (PUBLISH), 0, 1, G_MAXUINT16, "Topic Alias" },
  ROW (MAXIMUM_QOS) = { BYTE, IN (CONNACK), 0, 0, 1, "Maximum QoS" },
  ROW (RETAIN_AVAILABLE) = { BYTE, IN (CONNACK), 0, 0, 1, "Retain Available" },
  ROW (USER_PROPERTY) = { PAIR, EVERY, EVERY, 0, 0, "User Property" },
  ROW (MAXIMUM_PACKET_SIZE) = { FOUR, LIMIT, 0, 1, G_MAXUINT32, "Maximum Packet Size" },
  ROW (WILDCARD_AVAILABLE) = { BYTE, IN (CONNACK), 0, 0, 1, "Wildcard Subscription Available" },
  ROW (SUBSCRIPTION_ID_AVAILABLE) = { BYTE, IN (CONNACK), 0, 0, 1,
                                      "Subscription Identifiers Available" },
  ROW (SHARED_AVAILABLE) = { BYTE, IN (CONNACK), 0, 0, 1, "Shared Subscription Available" },
};

const char *
sol_mqtt_property_get_name (guint8 id)
{
  return id <= SOL_MQTT_PROPERTY_LAST ? sol_mqtt_property_table[id].name : NULL;
}

SolMqttPropertyType
sol_mqtt_property_get_type (guint8 id)
{
  return id <= SOL_MQTT_PROPERTY_LAST ? sol_mqtt_property_table[id].type
                                      : SOL_MQTT_PROPERTY_TYPE_NONE;
}

gboolean
sol_mqtt_property_is_allowed (guint8 id,
                              guint8 packet_type)
{
  return id <= SOL_MQTT_PROPERTY_LAST
         && (sol_mqtt_property_table[id].packets >> packet_type & 1) != 0;
}
