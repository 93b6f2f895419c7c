/* sol-mqtt-ack.c: what is wrong with an acknowledgement
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-ack.h"

#include <glib/gi18n.h>

#include "sol-mqtt-error.h"

void
sol_mqtt_ack_explain (const SolMqttFrame  *frame,
                      GError             **error)
{
  if (!sol_mqtt_frame_check_flags (frame))
    g_set_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED,
                 _("An acknowledgement (packet type %u) has the reserved flags %x"),
                 (guint) frame->type, (guint) frame->flags);
  else if (frame->length != 2)
    g_set_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED,
                 _("An acknowledgement (packet type %u) has %zu octets where MQTT 3.1.1 has 2"),
                 (guint) frame->type, frame->length);
  else
    g_set_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED,
                 _("An acknowledgement (packet type %u) names packet identifier 0"),
                 (guint) frame->type);
}
