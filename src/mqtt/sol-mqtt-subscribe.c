/* sol-mqtt-subscribe.c: SUBSCRIBE and UNSUBSCRIBE
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-subscribe.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-mqtt-error.h"
#include "sol-mqtt-topic.h"
#include "sol-mqtt-write-private.h"

#define MAX_QOS 2

static gboolean
fail (GError      **error,
      SolMqttError  code,
      const char   *text)
{
  g_set_error_literal (error, SOL_MQTT_ERROR, code, text);
  return FALSE;
}

static void
read_filter (SolMqttSubscribe  *subscribe,
             const char       **filter,
             guint16           *filter_len,
             guint8            *options)
{
  *filter = (const char *) sol_mqtt_cursor_field (&subscribe->cursor, filter_len);
  *options = subscribe->has_options ? sol_mqtt_cursor_u8 (&subscribe->cursor) : 0;
}

static gboolean
check_filters (SolMqttSubscribe   subscribe,
               GError           **error)
{
  while (sol_mqtt_cursor_left (&subscribe.cursor) > 0)
    {
      const char *filter;
      guint16 filter_len;
      guint8 options;

      read_filter (&subscribe, &filter, &filter_len, &options);
      if (subscribe.cursor.failed)
        return fail (error, SOL_MQTT_ERROR_MALFORMED,
                     _("A list of topic filters is shorter than its fields say"));
      if (options > MAX_QOS)
        return fail (error, SOL_MQTT_ERROR_MALFORMED,
                     _("A subscription asks for a QoS over 2 or sets reserved bits"));
      if (!sol_mqtt_topic_is_filter (filter, filter_len))
        return fail (error, SOL_MQTT_ERROR_BAD_TOPIC,
                     _("A topic filter is invalid: it may not be empty, + must be a whole level, "
                       "# the whole last one"));
    }
  return TRUE;
}

gboolean
sol_mqtt_subscribe_parse (const SolMqttFrame  *frame,
                          SolMqttSubscribe    *subscribe,
                          GError             **error)
{
  subscribe->cursor = sol_mqtt_cursor (frame->body, frame->length);
  subscribe->has_options = frame->type == SOL_MQTT_SUBSCRIBE;
  subscribe->packet_id = sol_mqtt_cursor_u16 (&subscribe->cursor);

  if (!sol_mqtt_frame_check_flags (frame))
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A subscription has other flags than 0010"));
  if (subscribe->packet_id == 0)
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A subscription has packet identifier 0"));
  if (sol_mqtt_cursor_left (&subscribe->cursor) == 0)
    return fail (error, SOL_MQTT_ERROR_PROTOCOL, _("A subscription names no topic filter"));
  return check_filters (*subscribe, error);
}

gboolean
sol_mqtt_subscribe_next (SolMqttSubscribe  *subscribe,
                         const char       **filter,
                         guint16           *filter_len,
                         guint8            *options)
{
  if (sol_mqtt_cursor_left (&subscribe->cursor) == 0)
    return FALSE;
  read_filter (subscribe, filter, filter_len, options);
  return TRUE;
}

static void
write_filters (GByteArray         *out,
               guint8              type,
               guint16             packet_id,
               const char * const *filters,
               const guint8       *qos,
               guint               n)
{
  gsize body_length = 2;

  for (guint i = 0; i < n; i++)
    body_length += 2 + strlen (filters[i]) + (qos != NULL ? 1 : 0);
  sol_mqtt_write_header (out, (guint8) (type << 4 | 2), body_length);
  sol_mqtt_write_u16 (out, packet_id);
  for (guint i = 0; i < n; i++)
    {
      sol_mqtt_write_field (out, filters[i], strlen (filters[i]));
      if (qos != NULL)
        sol_mqtt_write_u8 (out, qos[i]);
    }
}

void
sol_mqtt_subscribe_write (GByteArray         *out,
                          guint16             packet_id,
                          const char * const *filters,
                          const guint8       *qos,
                          guint               n)
{
  write_filters (out, SOL_MQTT_SUBSCRIBE, packet_id, filters, qos, n);
}

void
sol_mqtt_unsubscribe_write (GByteArray         *out,
                            guint16             packet_id,
                            const char * const *filters,
                            guint               n)
{
  write_filters (out, SOL_MQTT_UNSUBSCRIBE, packet_id, filters, NULL, n);
}
