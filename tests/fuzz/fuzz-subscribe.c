/* fuzz-subscribe.c: SUBSCRIBE, UNSUBSCRIBE, SUBACK and UNSUBACK of 3.1.1 and 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "packet.h"
#include "sol-mqtt-subscribe.h"
#include "sol-mqtt-topic.h"

const guint8 packet_types[] = { SOL_MQTT_SUBSCRIBE, SOL_MQTT_UNSUBSCRIBE, SOL_MQTT_SUBACK, SOL_MQTT_UNSUBACK, 0 };

static void
write_again (const SolMqttSubscribe *subscribe,
             guint8                  type,
             guint8                  version,
             GPtrArray              *filters,
             GByteArray             *options,
             GByteArray             *out)
{
  const SolMqttSlice *properties = version == SOL_MQTT_VERSION_5_0 ? &subscribe->properties : NULL;
  const char * const *names = (const char * const *) filters->pdata;

  if (type == SOL_MQTT_SUBSCRIBE)
    sol_mqtt_subscribe_write (out, subscribe->packet_id, properties, names, options->data, filters->len);
  else
    sol_mqtt_unsubscribe_write (out, subscribe->packet_id, properties, names, filters->len);
}

static gboolean
rewrite_subscribe (const SolMqttFrame  *frame,
                   guint8               version,
                   GByteArray          *out,
                   GError             **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GByteArray) options = g_byte_array_new ();
  SolMqttSubscribe subscribe, walk;
  const char *filter;
  guint16 length;
  guint8 option;

  if (!sol_mqtt_subscribe_parse (frame, version, &subscribe, error))
    return FALSE;
  walk = subscribe;
  while (sol_mqtt_subscribe_next (&walk, &filter, &length, &option))
    {
      g_assert_true (sol_mqtt_topic_is_filter (filter, length));
      g_ptr_array_add (filters, g_strndup (filter, length));
      g_byte_array_append (options, &option, 1);
    }
  g_assert_cmpuint (filters->len, >, 0);
  write_again (&subscribe, frame->type, version, filters, options, out);
  return TRUE;
}

gboolean
packet_rewrite (const SolMqttFrame  *frame,
                guint8               version,
                GByteArray          *out,
                GError             **error)
{
  SolMqttSuback suback;

  if (frame->type == SOL_MQTT_SUBSCRIBE || frame->type == SOL_MQTT_UNSUBSCRIBE)
    return rewrite_subscribe (frame, version, out, error);
  if (!sol_mqtt_suback_parse (frame, version, &suback, error))
    return FALSE;
  sol_mqtt_suback_write (out, frame->type, version, &suback);
  return TRUE;
}
