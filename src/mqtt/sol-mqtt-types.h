/* sol-mqtt-types.h: the numbers of the wire
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Control packet types, MQTT 3.1.1 and 5.0 §2.1.2 */
typedef enum
{
  SOL_MQTT_CONNECT     = 1,
  SOL_MQTT_CONNACK     = 2,
  SOL_MQTT_PUBLISH     = 3,
  SOL_MQTT_PUBACK      = 4,
  SOL_MQTT_PUBREC      = 5,
  SOL_MQTT_PUBREL      = 6,
  SOL_MQTT_PUBCOMP     = 7,
  SOL_MQTT_SUBSCRIBE   = 8,
  SOL_MQTT_SUBACK      = 9,
  SOL_MQTT_UNSUBSCRIBE = 10,
  SOL_MQTT_UNSUBACK    = 11,
  SOL_MQTT_PINGREQ     = 12,
  SOL_MQTT_PINGRESP    = 13,
  SOL_MQTT_DISCONNECT  = 14,
  SOL_MQTT_AUTH        = 15,
} SolMqttPacketType;

/* Protocol levels as CONNECT carries them */
typedef enum
{
  SOL_MQTT_VERSION_3_1   = 3,
  SOL_MQTT_VERSION_3_1_1 = 4,
  SOL_MQTT_VERSION_5_0   = 5,
} SolMqttVersion;

/* MQTT 3.1.1 §3.2.2.3 */
typedef enum
{
  SOL_MQTT_CONNECT_ACCEPTED            = 0,
  SOL_MQTT_CONNECT_BAD_VERSION         = 1,
  SOL_MQTT_CONNECT_IDENTIFIER_REJECTED = 2,
  SOL_MQTT_CONNECT_SERVER_UNAVAILABLE  = 3,
  SOL_MQTT_CONNECT_BAD_CREDENTIALS     = 4,
  SOL_MQTT_CONNECT_NOT_AUTHORIZED      = 5,
} SolMqttConnectCode;

/* Borrowed octets of a packet; not terminated by a zero */
typedef struct
{
  const guint8 *data;
  gsize         length;
} SolMqttSlice;

#define SOL_MQTT_MAX_PACKET  268435455u /* largest remaining length, 1.5.5 */
#define SOL_MQTT_SUBACK_FAILURE 0x80

/* Flags of PUBLISH in the low nibble of the first octet, §3.3.1 */
#define SOL_MQTT_FLAG_RETAIN    0x01
#define SOL_MQTT_FLAG_QOS_SHIFT 1
#define SOL_MQTT_FLAG_DUP       0x08

/* Options of a subscription: a whole octet in 5.0, the two bits of the QoS before, MQTT 5.0 §3.8.3.1 */
#define SOL_MQTT_OPTION_QOS                   0x03
#define SOL_MQTT_OPTION_NO_LOCAL              0x04
#define SOL_MQTT_OPTION_RETAIN_AS_PUBLISHED   0x08
#define SOL_MQTT_OPTION_RETAIN_HANDLING_SHIFT 4
#define SOL_MQTT_OPTION_RETAIN_HANDLING       0x30

G_END_DECLS
