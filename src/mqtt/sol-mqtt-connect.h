/* sol-mqtt-connect.h: CONNECT and CONNACK
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-frame.h"
#include "sol-mqtt-types.h"

G_BEGIN_DECLS

/* Borrowed octets of the packet; not terminated by a zero */
typedef struct
{
  const guint8 *data;
  gsize         length;
} SolMqttSlice;

typedef struct
{
  guint8       version;       /* SolMqttVersion */
  gboolean     clean_session; /* 5.0: clean start */
  guint16      keep_alive_s;
  SolMqttSlice client_id;     /* may be empty */
  SolMqttSlice properties;    /* 5.0 only, the raw property octets */

  gboolean     has_will;
  guint8       will_qos;
  gboolean     will_retain;
  SolMqttSlice will_properties;
  SolMqttSlice will_topic;
  SolMqttSlice will_payload;

  gboolean     has_user_name;
  SolMqttSlice user_name;
  gboolean     has_password;
  SolMqttSlice password;
} SolMqttConnect;

/**
 * sol_mqtt_connect_parse:
 * @frame: a CONNECT
 * @connect: (out caller-allocates): borrows from @frame; @connect->version is filled whenever the protocol name is
 *   right, even when the result is %FALSE, so that the refusal can have the peer's shape
 *
 * Thread: any. Cost: O(length), no allocation.
 * Source: MQTT 3.1.1 §3.1 with its normative statements on flags, will, user name, password and strings.
 * Errors: %SOL_MQTT_ERROR_MALFORMED, %SOL_MQTT_ERROR_PROTOCOL, %SOL_MQTT_ERROR_BAD_VERSION for a level other than 4,
 *   %SOL_MQTT_ERROR_BAD_TOPIC for the will's topic.
 */
gboolean sol_mqtt_connect_parse (const SolMqttFrame    *frame,
                                 SolMqttConnect        *connect,
                                 GError               **error);

/* Appends a whole CONNECT packet to @out */
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

gboolean sol_mqtt_connack_parse (const SolMqttFrame    *frame,
                                 gboolean              *session_present,
                                 guint8                *code,
                                 GError               **error);

G_END_DECLS
