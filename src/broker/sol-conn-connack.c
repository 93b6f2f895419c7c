/* sol-conn-connack.c: CONNACK: what a client is told when it is let in, and why when it is not
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-private.h"
#include "sol-session-private.h"

/* FALSE when the client takes no packet as long. Source: MQTT 5.0 [MQTT-3.1.2-24] */
static gboolean
sol_conn_put_if_taken (SolConn          *self,
                       const GByteArray *packet)
{
  if (self->v5 != NULL && packet->len > self->v5->max_packet_bytes)
    return FALSE;
  sol_conn_put (self, packet->data, packet->len);
  return TRUE;
}

static GByteArray *
properties_of_reason (SolConn    *self,
                      const char *reason)
{
  GByteArray *block = g_byte_array_new ();

  if (reason != NULL && self->v5 != NULL && self->v5->wants_problem_info)
    sol_mqtt_properties_add_text (block, SOL_MQTT_PROPERTY_REASON_STRING, reason);
  return block;
}

/* MQTT 3.1.1 §3.2.2.3 knows five of the reasons of 5.0 */
static guint8
reason_to_code (guint8 reason)
{
  switch (reason)
    {
    case SOL_MQTT_REASON_UNSUPPORTED_VERSION:
      return SOL_MQTT_CONNECT_BAD_VERSION;
    case SOL_MQTT_REASON_CLIENT_ID_INVALID:
      return SOL_MQTT_CONNECT_IDENTIFIER_REJECTED;
    case SOL_MQTT_REASON_BAD_CREDENTIALS:
      return SOL_MQTT_CONNECT_BAD_CREDENTIALS;
    case SOL_MQTT_REASON_NOT_AUTHORIZED:
    case SOL_MQTT_REASON_BANNED:
      return SOL_MQTT_CONNECT_NOT_AUTHORIZED;
    default:
      return SOL_MQTT_CONNECT_SERVER_UNAVAILABLE;
    }
}

void
sol_conn_put_refusal (SolConn    *self,
                      guint8      code,
                      const char *reason)
{
  gboolean is_v5 = self->version == SOL_MQTT_VERSION_5_0;
  g_autoptr (GByteArray) block = properties_of_reason (self, reason);
  g_autoptr (GByteArray) packet = g_byte_array_new ();
  SolMqttConnack connack = {
    .code = is_v5 ? code : reason_to_code (code),
    .properties = sol_mqtt_properties_of (block),
  };

  sol_mqtt_connack_write (packet, self->version, &connack);
  if (sol_conn_put_if_taken (self, packet))
    return;
  g_byte_array_set_size (packet, 0);
  connack.properties = (SolMqttSlice) { NULL, 0 };
  sol_mqtt_connack_write (packet, self->version, &connack);
  sol_conn_put_if_taken (self, packet);
}

void
sol_conn_put_farewell (SolConn    *self,
                       guint8      code,
                       const char *reason)
{
  g_autoptr (GByteArray) block = properties_of_reason (self, reason);
  g_autoptr (GByteArray) packet = g_byte_array_new ();
  SolMqttDisconnect disconnect = { code, sol_mqtt_properties_of (block) };

  sol_mqtt_disconnect_write (packet, SOL_MQTT_DISCONNECT, &disconnect);
  if (sol_conn_put_if_taken (self, packet))
    return;
  g_byte_array_set_size (packet, 0);
  disconnect.properties = (SolMqttSlice) { NULL, 0 };
  sol_mqtt_disconnect_write (packet, SOL_MQTT_DISCONNECT, &disconnect);
  sol_conn_put_if_taken (self, packet);
}

/* The largest packet that is taken, with the fixed header that 5.0 counts too; 0 is any */
static guint32
sol_conn_get_told_limit (SolConn *self)
{
  gsize limit = self->v5->max_packet_in;

  return limit < SOL_MQTT_MAX_PACKET ? (guint32) (1 + sol_mqtt_length_size (limit) + limit) : 0;
}

/* Only what is not as the client asked for, or as it holds without a word. Source: MQTT 5.0 §3.2.2.3 */
static GByteArray *
sol_conn_list_terms (SolConn              *self,
                     const SolMqttConnect *connect)
{
  GByteArray *block = g_byte_array_new ();
  guint32 packet_limit = sol_conn_get_told_limit (self);

  if (self->session->expiry_s != sol_conn_v5_get_wanted_expiry (connect))
    sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_SESSION_EXPIRY,
                                    self->session->expiry_s);
  if (self->v5->receive_max_in < G_MAXUINT16)
    sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_RECEIVE_MAXIMUM,
                                    self->v5->receive_max_in);
  if (packet_limit > 0)
    sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_MAXIMUM_PACKET_SIZE, packet_limit);
  if (connect->client_id.length == 0)
    sol_mqtt_properties_add_data (block, SOL_MQTT_PROPERTY_ASSIGNED_CLIENT_ID,
                                  self->session->client_id, self->session->id_len);
  sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_TOPIC_ALIAS_MAXIMUM,
                                  self->v5->alias_max_in);
  if (self->keep_alive_s != connect->keep_alive_s)
    sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_SERVER_KEEP_ALIVE,
                                    self->keep_alive_s);
  if (self->v5->auth != NULL)
    sol_conn_auth_add_properties (self->v5->auth, block);
  return block;
}

void
sol_conn_put_auth (SolConn *self,
                   guint8   reason)
{
  g_autoptr (GByteArray) block = g_byte_array_new ();
  g_autoptr (GByteArray) packet = g_byte_array_new ();
  SolMqttDisconnect auth = { .reason = reason };

  sol_conn_auth_add_properties (self->v5->auth, block);
  auth.properties = sol_mqtt_properties_of (block);
  sol_mqtt_disconnect_write (packet, SOL_MQTT_AUTH, &auth);
  sol_conn_put_if_taken (self, packet);
}

gboolean
sol_conn_put_acceptance (SolConn              *self,
                         const SolMqttConnect *connect,
                         gboolean              session_present)
{
  g_autoptr (GByteArray) block = self->v5 != NULL ? sol_conn_list_terms (self, connect) : NULL;
  g_autoptr (GByteArray) packet = g_byte_array_new ();
  SolMqttConnack connack = {
    .session_present = session_present,
    .code = SOL_MQTT_REASON_SUCCESS,
    .properties = sol_mqtt_properties_of (block),
  };

  sol_mqtt_connack_write (packet, self->version, &connack);
  return sol_conn_put_if_taken (self, packet);
}
