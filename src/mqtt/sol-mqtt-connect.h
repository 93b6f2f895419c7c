/* sol-mqtt-connect.h: CONNECT and CONNACK
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-frame.h"
#include "sol-mqtt-types.h"

G_BEGIN_DECLS

typedef struct
{
  guint8       version;       /* SolMqttVersion */
  gboolean     clean_session; /* 5.0: clean start */
  guint16      keep_alive_s;
  SolMqttSlice client_id;     /* may be empty */
  SolMqttSlice properties;    /* 5.0 only, checked */

  gboolean     has_will;
  guint8       will_qos;
  gboolean     will_retain;
  SolMqttSlice will_properties; /* 5.0 only, checked */
  SolMqttSlice will_topic;
  SolMqttSlice will_payload;

  gboolean     has_user_name;
  SolMqttSlice user_name;
  gboolean     has_password;
  SolMqttSlice password;
} SolMqttConnect;

typedef struct
{
  gboolean     session_present;
  guint8       code;       /* SolMqttReason in 5.0, else SolMqttConnectCode */
  SolMqttSlice properties; /* 5.0 only, checked */
} SolMqttConnack;

/**
 * sol_mqtt_connect_parse:
 * @frame: a CONNECT of 3.1, 3.1.1 or 5.0
 * @connect: (out caller-allocates): borrows from @frame; @connect->version is filled whenever the protocol name is
 *   right, even when the result is %FALSE, so that the refusal can have the peer's shape
 *
 * Thread: any. Cost: O(length), no allocation.
 * Source: MQTT 5.0 §3.1, MQTT 3.1.1 §3.1 with their normative statements on flags, will, user name, password and
 *   strings; MQTT 3.1 for `MQIsdp` at level 3, whose reserved flag has no meaning.
 * Errors: %SOL_MQTT_ERROR_MALFORMED, %SOL_MQTT_ERROR_PROTOCOL, %SOL_MQTT_ERROR_BAD_VERSION for a level that does not
 *   go with the name, %SOL_MQTT_ERROR_BAD_TOPIC for the will's topic.
 */
gboolean sol_mqtt_connect_parse (const SolMqttFrame    *frame,
                                 SolMqttConnect        *connect,
                                 GError               **error);

/* Appends a whole CONNECT packet to @out, in the shape of @connect->version */
void     sol_mqtt_connect_write (const SolMqttConnect  *connect,
                                 GByteArray            *out);

/**
 * sol_mqtt_connack_put:
 * @out: at least 5 octets
 * @version: 5 writes the 5.0 shape with an empty property list
 *
 * Returns: octets written
 */
guint    sol_mqtt_connack_put   (guint8                *out,
                                 guint8                 version,
                                 gboolean               session_present,
                                 guint8                 code);

/* Appends a CONNACK with its properties to @out; @version below 5 leaves them out */
void     sol_mqtt_connack_write (GByteArray            *out,
                                 guint8                 version,
                                 const SolMqttConnack  *connack);

/**
 * sol_mqtt_connack_parse:
 * @version: of the CONNECT that it answers
 * @connack: (out caller-allocates): borrows from @frame
 *
 * A server that does not know 5.0 answers its CONNECT in the shape of 3.1.1, with code 1: that is read too, and
 * @connack->code is %SOL_MQTT_REASON_UNSUPPORTED_VERSION.
 * Errors: %SOL_MQTT_ERROR_MALFORMED, %SOL_MQTT_ERROR_PROTOCOL.
 */
gboolean sol_mqtt_connack_parse (const SolMqttFrame    *frame,
                                 guint8                 version,
                                 SolMqttConnack        *connack,
                                 GError               **error);

G_END_DECLS
