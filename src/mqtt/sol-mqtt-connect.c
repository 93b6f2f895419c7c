/* sol-mqtt-connect.c: CONNECT
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-connect.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-mqtt-cursor.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-topic.h"
#include "sol-mqtt-write-private.h"

/* Flags of CONNECT, §3.1.2.3 */
enum
{
  FLAG_RESERVED    = 0x01,
  FLAG_CLEAN       = 0x02,
  FLAG_WILL        = 0x04,
  WILL_QOS_SHIFT   = 3,
  FLAG_WILL_RETAIN = 0x20,
  FLAG_PASSWORD    = 0x40,
  FLAG_USER_NAME   = 0x80,
};

static const guint8 protocol_name[] = { 0, 4, 'M', 'Q', 'T', 'T' };
static const guint8 protocol_name_3_1[] = { 0, 6, 'M', 'Q', 'I', 's', 'd', 'p' };

static gboolean
fail (GError      **error,
      SolMqttError  code,
      const char   *text)
{
  g_set_error_literal (error, SOL_MQTT_ERROR, code, text);
  return FALSE;
}

/* Takes the name when it stands there, or as much of it as there is of the packet */
static gboolean
take_name (SolMqttCursor *cursor,
           const guint8  *name,
           gsize          length)
{
  if (memcmp (cursor->at, name, MIN (sol_mqtt_cursor_left (cursor), length)) != 0)
    return FALSE;
  sol_mqtt_cursor_bytes (cursor, length);
  return TRUE;
}

static gboolean
fail_version (GError **error,
              guint8   version)
{
  g_set_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_BAD_VERSION,
               _("The client asks for protocol level %u: choose MQTT 5.0 or 3.1.1 in it"),
               (guint) version);
  return FALSE;
}

static gboolean
read_protocol (SolMqttCursor   *cursor,
               SolMqttConnect  *connect,
               GError         **error)
{
  gboolean is_3_1 = FALSE;
  guint8 version;

  if (!take_name (cursor, protocol_name, sizeof protocol_name))
    {
      is_3_1 = take_name (cursor, protocol_name_3_1, sizeof protocol_name_3_1);
      if (!is_3_1)
        return fail (error, SOL_MQTT_ERROR_PROTOCOL,
                     _("The client asks for another protocol than MQTT: choose MQTT 3.1.1 in it"));
    }
  version = connect->version = sol_mqtt_cursor_u8 (cursor);
  if (cursor->failed)
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A CONNECT ends before its protocol level"));
  if (is_3_1 ? version == SOL_MQTT_VERSION_3_1
             : version == SOL_MQTT_VERSION_3_1_1 || version == SOL_MQTT_VERSION_5_0)
    return TRUE;
  return fail_version (error, version);
}

/* In 3.1 the last flag is unused, and means nothing */
static gboolean
check_flags (const SolMqttConnect  *connect,
             gboolean               is_reserved_set,
             GError               **error)
{
  if (is_reserved_set && connect->version != SOL_MQTT_VERSION_3_1)
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A CONNECT has its reserved flag set"));
  if (connect->will_qos == 3)
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A CONNECT has a will of QoS 3"));
  if (!connect->has_will && (connect->will_qos > 0 || connect->will_retain))
    return fail (error, SOL_MQTT_ERROR_MALFORMED,
                 _("A CONNECT has flags of a will and no will"));
  if (connect->has_password && !connect->has_user_name
      && connect->version != SOL_MQTT_VERSION_5_0)
    return fail (error, SOL_MQTT_ERROR_PROTOCOL,
                 _("A CONNECT has a password without a user name: set both or neither"));
  return TRUE;
}

static gboolean
take_flags (SolMqttConnect  *connect,
            guint8           flags,
            GError         **error)
{
  connect->clean_session = (flags & FLAG_CLEAN) != 0;
  connect->has_will = (flags & FLAG_WILL) != 0;
  connect->will_qos = flags >> WILL_QOS_SHIFT & 3;
  connect->will_retain = (flags & FLAG_WILL_RETAIN) != 0;
  connect->has_user_name = (flags & FLAG_USER_NAME) != 0;
  connect->has_password = (flags & FLAG_PASSWORD) != 0;

  return check_flags (connect, (flags & FLAG_RESERVED) != 0, error);
}

static SolMqttSlice
read_slice (SolMqttCursor *cursor)
{
  guint16 length;
  const guint8 *data = sol_mqtt_cursor_field (cursor, &length);

  return (SolMqttSlice) { data, cursor->failed ? 0 : length };
}

static void
read_rest (SolMqttCursor  *cursor,
              SolMqttConnect *connect)
{
  gboolean is_v5 = connect->version == SOL_MQTT_VERSION_5_0;

  if (is_v5)
    connect->properties = sol_mqtt_cursor_properties (cursor);
  connect->client_id = read_slice (cursor);
  if (connect->has_will)
    {
      if (is_v5)
        connect->will_properties = sol_mqtt_cursor_properties (cursor);
      connect->will_topic = read_slice (cursor);
      connect->will_payload = read_slice (cursor);
    }
  if (connect->has_user_name)
    connect->user_name = read_slice (cursor);
  if (connect->has_password)
    connect->password = read_slice (cursor);
}

static gboolean
check_fields (const SolMqttConnect  *connect,
               GError               **error)
{
  if (!sol_mqtt_utf8_is_valid ((const char *) connect->client_id.data, connect->client_id.length))
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A client identifier is not UTF-8 text"));
  if (!sol_mqtt_utf8_is_valid ((const char *) connect->user_name.data, connect->user_name.length))
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A user name is not UTF-8 text"));
  if (connect->has_will
      && !sol_mqtt_topic_is_name ((const char *) connect->will_topic.data,
                                  connect->will_topic.length))
    return fail (error, SOL_MQTT_ERROR_BAD_TOPIC,
                 _("The topic of a will is not a topic: it may not be empty or contain + or #"));
  return sol_mqtt_properties_check (connect->properties, SOL_MQTT_CONNECT, error)
         && sol_mqtt_properties_check (connect->will_properties, SOL_MQTT_WILL, error);
}

gboolean
sol_mqtt_connect_parse (const SolMqttFrame  *frame,
                        SolMqttConnect      *connect,
                        GError             **error)
{
  SolMqttCursor cursor = sol_mqtt_cursor (frame->body, frame->length);
  guint8 flags;

  *connect = (SolMqttConnect) { 0 };
  if (!sol_mqtt_frame_check_flags (frame))
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A CONNECT has reserved flags set"));
  if (!read_protocol (&cursor, connect, error))
    return FALSE;
  flags = sol_mqtt_cursor_u8 (&cursor);
  connect->keep_alive_s = sol_mqtt_cursor_u16 (&cursor);
  if (!take_flags (connect, flags, error))
    return FALSE;
  read_rest (&cursor, connect);
  if (cursor.failed)
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A CONNECT is shorter than its fields say"));
  if (sol_mqtt_cursor_left (&cursor) > 0)
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A CONNECT has octets after its last field"));
  return check_fields (connect, error);
}

static guint8
make_flags (const SolMqttConnect *connect)
{
  guint8 flags = connect->clean_session ? FLAG_CLEAN : 0;

  if (connect->has_will)
    flags |= FLAG_WILL | connect->will_qos << WILL_QOS_SHIFT
             | (connect->will_retain ? FLAG_WILL_RETAIN : 0);
  if (connect->has_user_name)
    flags |= FLAG_USER_NAME;
  if (connect->has_password)
    flags |= FLAG_PASSWORD;
  return flags;
}

static void
write_slice (GByteArray   *out,
             SolMqttSlice  slice)
{
  sol_mqtt_write_field (out, slice.data, slice.length);
}

static void
write_will (GByteArray           *out,
            const SolMqttConnect *connect)
{
  if (connect->version == SOL_MQTT_VERSION_5_0)
    sol_mqtt_write_properties (out, connect->will_properties);
  write_slice (out, connect->will_topic);
  write_slice (out, connect->will_payload);
}

static void
write_body (const SolMqttConnect *connect,
            GByteArray           *out)
{
  if (connect->version == SOL_MQTT_VERSION_3_1)
    g_byte_array_append (out, protocol_name_3_1, sizeof protocol_name_3_1);
  else
    g_byte_array_append (out, protocol_name, sizeof protocol_name);
  sol_mqtt_write_u8 (out, connect->version);
  sol_mqtt_write_u8 (out, make_flags (connect));
  sol_mqtt_write_u16 (out, connect->keep_alive_s);
  if (connect->version == SOL_MQTT_VERSION_5_0)
    sol_mqtt_write_properties (out, connect->properties);
  write_slice (out, connect->client_id);
  if (connect->has_will)
    write_will (out, connect);
  if (connect->has_user_name)
    write_slice (out, connect->user_name);
  if (connect->has_password)
    write_slice (out, connect->password);
}

void
sol_mqtt_connect_write (const SolMqttConnect *connect,
                        GByteArray           *out)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  write_body (connect, body);
  sol_mqtt_write_header (out, SOL_MQTT_CONNECT << 4, body->len);
  g_byte_array_append (out, body->data, body->len);
}
