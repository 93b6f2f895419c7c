/* sol-conn-publish-v5.c: what a PUBLISH of MQTT 5.0 has beyond one of 3.1.1
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-publish-v5-private.h"

#include <glib/gi18n.h>

#include "sol-mqtt-error.h"

static void
clear_topic (gpointer topic)
{
  if (topic != NULL)
    g_bytes_unref (topic);
}

static gboolean
is_topic (GBytes               *known,
          const SolMqttPublish *publish)
{
  gsize length;
  gconstpointer topic;

  if (known == NULL)
    return FALSE;
  topic = g_bytes_get_data (known, &length);
  return length == publish->topic_len && memcmp (topic, publish->topic, length) == 0;
}

static void
sol_conn_learn_alias (SolConn              *self,
                      const SolMqttPublish *publish)
{
  SolConnV5 *v5 = self->v5;
  gpointer *known;

  if (v5->topics_in == NULL)
    {
      v5->topics_in = g_ptr_array_new_with_free_func (clear_topic);
      g_ptr_array_set_size (v5->topics_in, v5->alias_max_in);
    }
  known = &v5->topics_in->pdata[publish->topic_alias - 1];
  if (is_topic (*known, publish))
    return;
  clear_topic (*known);
  *known = g_bytes_new (publish->topic, publish->topic_len);
}

static gboolean
sol_conn_recall_alias (SolConn         *self,
                       SolMqttPublish  *publish,
                       GError         **error)
{
  GPtrArray *topics = self->v5->topics_in;
  GBytes *topic = topics != NULL ? topics->pdata[publish->topic_alias - 1] : NULL;
  gsize length;

  if (topic == NULL)
    {
      g_set_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_BAD_ALIAS,
                   _("It used topic alias %u before it gave the alias a topic"),
                   publish->topic_alias);
      return FALSE;
    }
  publish->topic = g_bytes_get_data (topic, &length);
  publish->topic_len = (guint16) length;
  return TRUE;
}

static gboolean
sol_conn_check_alias (SolConn         *self,
                      SolMqttPublish  *publish,
                      GError         **error)
{
  if (publish->topic_alias > self->v5->alias_max_in)
    {
      g_set_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_BAD_ALIAS,
                   _("It used topic alias %u, and the broker offers aliases 1 to %u"),
                   publish->topic_alias, self->v5->alias_max_in);
      return FALSE;
    }
  if (publish->topic_len == 0)
    return sol_conn_recall_alias (self, publish, error);
  sol_conn_learn_alias (self, publish);
  return TRUE;
}

gboolean
sol_conn_resolve_alias (SolConn         *self,
                        SolMqttPublish  *publish,
                        GError         **error)
{
  SolMqttProperty property;

  if (G_LIKELY (publish->properties.length == 0))
    return TRUE;
  if (sol_mqtt_properties_find (publish->properties, SOL_MQTT_PROPERTY_SUBSCRIPTION_ID, &property))
    {
      g_set_error_literal (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_PROTOCOL,
                           _("It sent a subscription identifier in PUBLISH, as only a server may"));
      return FALSE;
    }
  return publish->topic_alias == 0 || sol_conn_check_alias (self, publish, error);
}

/* What is between the client and the broker alone is left out; the rest keeps its order */
static SolMqttSlice
sol_conn_keep_forwarded (SolConn      *self,
                         SolMqttSlice  properties)
{
  GByteArray *kept = self->core->forwarded;
  SolMqttPropertyIter iter = sol_mqtt_property_iter (properties);
  SolMqttProperty property;

  g_byte_array_set_size (kept, 0);
  while (sol_mqtt_property_next (&iter, &property))
    if (property.id != SOL_MQTT_PROPERTY_TOPIC_ALIAS
        && property.id != SOL_MQTT_PROPERTY_MESSAGE_EXPIRY)
      g_byte_array_append (kept, property.raw.data, (guint) property.raw.length);
  return (SolMqttSlice) { kept->data, kept->len };
}

void
sol_conn_take_properties (SolConn              *self,
                          const SolMqttPublish *publish,
                          SolDelivery          *delivery)
{
  SolMqttProperty expiry;

  delivery->properties = publish->properties;
  delivery->has_expiry = sol_mqtt_properties_find (publish->properties,
                                                   SOL_MQTT_PROPERTY_MESSAGE_EXPIRY, &expiry);
  if (delivery->has_expiry)
    {
      delivery->expiry_s = expiry.number;
      delivery->expires_us = sol_broker_core_get_real_us (self->core)
                             + expiry.number * (gint64) G_USEC_PER_SEC;
    }
  if (publish->topic_alias != 0)
    delivery->frame_kind = SOL_FRAME_NONE;
  if (delivery->has_expiry || publish->topic_alias != 0)
    delivery->properties = sol_conn_keep_forwarded (self, publish->properties);
}
