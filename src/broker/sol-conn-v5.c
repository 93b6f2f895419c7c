/* sol-conn-v5.c: what a connection of MQTT 5.0 has beyond one of 3.1.1
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-v5-private.h"

static void
sol_conn_v5_take (SolConnV5             *self,
                  const SolMqttProperty *property)
{
  switch (property->id)
    {
    case SOL_MQTT_PROPERTY_RECEIVE_MAXIMUM:
      self->receive_max = (guint16) property->number;
      break;
    case SOL_MQTT_PROPERTY_MAXIMUM_PACKET_SIZE:
      self->max_packet_bytes = property->number;
      break;
    case SOL_MQTT_PROPERTY_TOPIC_ALIAS_MAXIMUM:
      self->alias_max_out = (guint16) property->number;
      break;
    case SOL_MQTT_PROPERTY_REQUEST_PROBLEM_INFO:
      self->wants_problem_info = property->number != 0;
      break;
    default:
      break;
    }
}

/* Source: MQTT 5.0 §3.1.2.11: what holds where CONNECT is silent, then what it says */
SolConnV5 *
sol_conn_v5_new (const SolMqttConnect *connect,
                 guint                 receive_max_in,
                 gsize                 max_packet_in)
{
  SolConnV5 *self = g_new0 (SolConnV5, 1);
  SolMqttPropertyIter iter = sol_mqtt_property_iter (connect->properties);
  SolMqttProperty property;

  self->max_packet_bytes = G_MAXUINT32;
  self->receive_max = G_MAXUINT16;
  self->wants_problem_info = TRUE;
  self->alias_max_in = SOL_CONN_V5_ALIASES_IN;
  self->receive_max_in = (guint16) receive_max_in;
  self->max_packet_in = (guint32) max_packet_in;
  self->will_delay_s = sol_mqtt_properties_get_number (connect->will_properties,
                                                       SOL_MQTT_PROPERTY_WILL_DELAY, 0);
  while (sol_mqtt_property_next (&iter, &property))
    sol_conn_v5_take (self, &property);
  return self;
}

guint32
sol_conn_v5_get_wanted_expiry (const SolMqttConnect *connect)
{
  if (connect->version < SOL_MQTT_VERSION_5_0)
    return connect->clean_session ? 0 : G_MAXUINT32;
  return sol_mqtt_properties_get_number (connect->properties, SOL_MQTT_PROPERTY_SESSION_EXPIRY, 0);
}

void
sol_conn_v5_free (SolConnV5 *self)
{
  g_clear_pointer (&self->topics_in, g_ptr_array_unref);
  g_clear_pointer (&self->aliases_out, sol_alias_table_free);
  g_clear_pointer (&self->auth, sol_conn_auth_free);
  g_free (self);
}
