/* sol-mqtt-publish.c: what is wrong with a PUBLISH
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
