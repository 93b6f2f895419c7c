/* fuzz-publish.c: PUBLISH of 3.1.1 and 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "packet.h"
#include "sol-mqtt-publish.h"

const guint8 packet_types[] = { SOL_MQTT_PUBLISH, 0 };

gboolean
packet_rewrite (const SolMqttFrame  *frame,
                guint8               version,
                GByteArray          *out,
                GError             **error)
{
  gboolean is_v5 = version == SOL_MQTT_VERSION_5_0;
  g_autofree guint8 *head = NULL;
  SolMqttPublish publish;
  gsize n;

  if (is_v5 ? !sol_mqtt_publish_parse_v5 (frame, &publish, error) : !sol_mqtt_publish_parse (frame, &publish, error))
    return FALSE;
  head = g_malloc (sol_mqtt_publish_head_size_v5 (publish.topic_len, publish.properties.length));
  n = is_v5 ? sol_mqtt_publish_put_head_v5 (head, &publish) : sol_mqtt_publish_put_head (head, &publish);
  g_byte_array_append (out, head, (guint) n);
  g_byte_array_append (out, publish.payload, (guint) publish.payload_len);
  return TRUE;
}
