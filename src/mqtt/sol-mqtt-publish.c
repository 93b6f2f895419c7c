/* sol-mqtt-publish.c: a PUBLISH with properties, and what is wrong with one
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-publish.h"

#include <glib/gi18n.h>

#include "sol-mqtt-error.h"

void
sol_mqtt_publish_explain (const SolMqttFrame  *frame,
                          GError             **error)
{
  guint qos = frame->flags >> SOL_MQTT_FLAG_QOS_SHIFT & 3;
  const char *text;

  if (qos == 3)
    text = _("A message was published with QoS 3, which does not exist");
  else if (qos == 0 && (frame->flags & SOL_MQTT_FLAG_DUP) != 0)
    text = _("A message was published with QoS 0 and marked as sent again, which QoS 0 never is");
  else if (frame->length < 2u + (qos > 0 ? 2 : 0)
           || frame->length - 2 - (qos > 0 ? 2 : 0) < (gsize) (frame->body[0] << 8 | frame->body[1]))
    text = _("A published message is shorter than its topic says");
  else
    text = _("A message was published with packet identifier 0");
  g_set_error_literal (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED, text);
}

static gboolean
fail (GError      **error,
      SolMqttError  code,
      const char   *text)
{
  g_set_error_literal (error, SOL_MQTT_ERROR, code, text);
  return FALSE;
}

gboolean
sol_mqtt_publish_parse_long (const SolMqttFrame  *frame,
                             SolMqttPublish      *publish,
                             GError             **error)
{
  SolMqttCursor cursor;

  if (!sol_mqtt_publish_parse (frame, publish, error))
    return FALSE;
  cursor = sol_mqtt_cursor (publish->payload, publish->payload_len);
  publish->properties = sol_mqtt_cursor_properties (&cursor);
  if (cursor.failed)
    return fail (error, SOL_MQTT_ERROR_MALFORMED,
                 _("A published message is shorter than its properties say"));
  if (!sol_mqtt_properties_check (publish->properties, SOL_MQTT_PUBLISH, error))
    return FALSE;
  publish->payload = cursor.at;
  publish->payload_len = sol_mqtt_cursor_left (&cursor);
  publish->topic_alias = (guint16) sol_mqtt_properties_get_number (publish->properties,
                                                                   SOL_MQTT_PROPERTY_TOPIC_ALIAS, 0);
  if (publish->topic_len == 0 && publish->topic_alias == 0)
    return fail (error, SOL_MQTT_ERROR_PROTOCOL,
                 _("A message was published without a topic and without a topic alias"));
  return TRUE;
}
