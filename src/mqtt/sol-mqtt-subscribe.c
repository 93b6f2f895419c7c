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

/* Retain Handling 3 is reserved: MQTT-3.8.3-5 and §3.8.3.1 */
static gboolean
check_options (guint8    options,
               guint8    version,
               GError  **error)
{
  const guint8 known = version < SOL_MQTT_VERSION_5_0
                           ? SOL_MQTT_OPTION_QOS
                           : SOL_MQTT_OPTION_QOS | SOL_MQTT_OPTION_NO_LOCAL
                                 | SOL_MQTT_OPTION_RETAIN_AS_PUBLISHED
                                 | SOL_MQTT_OPTION_RETAIN_HANDLING;

  if ((options & ~known) != 0 || (options & SOL_MQTT_OPTION_QOS) > MAX_QOS)
    return fail (error, SOL_MQTT_ERROR_MALFORMED,
                 _("A subscription asks for a QoS over 2 or sets reserved bits"));
  if ((options & SOL_MQTT_OPTION_RETAIN_HANDLING) == SOL_MQTT_OPTION_RETAIN_HANDLING)
    return fail (error, SOL_MQTT_ERROR_PROTOCOL,
                 _("A subscription asks for retain handling 3, which does not exist"));
  return TRUE;
}

static gboolean
check_filter (const char  *filter,
              gsize        filter_len,
              guint8       options,
              guint8       version,
              GError     **error)
{
  SolMqttShared shared;

  if (!sol_mqtt_topic_is_filter (filter, filter_len))
    return fail (error, SOL_MQTT_ERROR_BAD_FILTER,
                 _("A topic filter is invalid: it may not be empty, + must be a whole level, "
                   "# the whole last one"));
  if (version < SOL_MQTT_VERSION_5_0 || !sol_mqtt_topic_is_shared (filter, filter_len))
    return TRUE;
  if (!sol_mqtt_topic_split_shared (filter, filter_len, &shared))
    return fail (error, SOL_MQTT_ERROR_BAD_FILTER,
                 _("A shared subscription is not $share/NAME/FILTER with a name without wildcards"));
  if ((options & SOL_MQTT_OPTION_NO_LOCAL) != 0)
    return fail (error, SOL_MQTT_ERROR_PROTOCOL,
                 _("A shared subscription asks for No Local, which it cannot have"));
  return TRUE;
}

static gboolean
check_filters (SolMqttSubscribe   subscribe,
               guint8             version,
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
      if (!check_options (options, version, error)
          || !check_filter (filter, filter_len, options, version, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_properties (const SolMqttFrame  *frame,
                 SolMqttSubscribe    *subscribe,
                 GError             **error)
{
  subscribe->properties = sol_mqtt_cursor_properties (&subscribe->cursor);
  if (subscribe->cursor.failed)
    return fail (error, SOL_MQTT_ERROR_MALFORMED,
                 _("A subscription is shorter than its properties say"));
  if (!sol_mqtt_properties_check (subscribe->properties, frame->type, error))
    return FALSE;
  subscribe->subscription_id = sol_mqtt_properties_get_number (subscribe->properties,
                                                               SOL_MQTT_PROPERTY_SUBSCRIPTION_ID, 0);
  return TRUE;
}

gboolean
sol_mqtt_subscribe_parse (const SolMqttFrame  *frame,
                          guint8               version,
                          SolMqttSubscribe    *subscribe,
                          GError             **error)
{
  *subscribe = (SolMqttSubscribe) {
    .cursor = sol_mqtt_cursor (frame->body, frame->length),
    .has_options = frame->type == SOL_MQTT_SUBSCRIBE,
  };
  subscribe->packet_id = sol_mqtt_cursor_u16 (&subscribe->cursor);

  if (!sol_mqtt_frame_check_flags (frame))
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A subscription has other flags than 0010"));
  if (subscribe->packet_id == 0)
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A subscription has packet identifier 0"));
  if (version >= SOL_MQTT_VERSION_5_0 && !read_properties (frame, subscribe, error))
    return FALSE;
  if (sol_mqtt_cursor_left (&subscribe->cursor) == 0)
    return fail (error, SOL_MQTT_ERROR_PROTOCOL, _("A subscription names no topic filter"));
  return check_filters (*subscribe, version, error);
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
               const SolMqttSlice *properties,
               const char * const *filters,
               const guint8       *options,
               guint               n)
{
  gsize body_length = 2 + (properties != NULL ? sol_mqtt_properties_size (properties->length) : 0);

  for (guint i = 0; i < n; i++)
    body_length += 2 + strlen (filters[i]) + (options != NULL ? 1 : 0);
  sol_mqtt_write_header (out, (guint8) (type << 4 | 2), body_length);
  sol_mqtt_write_u16 (out, packet_id);
  if (properties != NULL)
    sol_mqtt_write_properties (out, *properties);
  for (guint i = 0; i < n; i++)
    {
      sol_mqtt_write_field (out, filters[i], strlen (filters[i]));
      if (options != NULL)
        sol_mqtt_write_u8 (out, options[i]);
    }
}

void
sol_mqtt_subscribe_write (GByteArray         *out,
                          guint16             packet_id,
                          const SolMqttSlice *properties,
                          const char * const *filters,
                          const guint8       *options,
                          guint               n)
{
  write_filters (out, SOL_MQTT_SUBSCRIBE, packet_id, properties, filters, options, n);
}

void
sol_mqtt_unsubscribe_write (GByteArray         *out,
                            guint16             packet_id,
                            const SolMqttSlice *properties,
                            const char * const *filters,
                            guint               n)
{
  write_filters (out, SOL_MQTT_UNSUBSCRIBE, packet_id, properties, filters, NULL, n);
}
