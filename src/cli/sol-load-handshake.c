/* sol-load-handshake.c: from an open socket to a peer that is ready
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-load-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sol-mqtt-connect.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-reason.h"
#include "sol-mqtt-subscribe.h"

static SolMqttSlice
slice_of (const char *text)
{
  return (SolMqttSlice) { (const guint8 *) text, text != NULL ? strlen (text) : 0 };
}

void
sol_load_peer_greet (SolLoadPeer *self)
{
  static const char letters[] = { 'p', 's', 'i' };
  const SolLoadSettings *settings = self->load->settings;
  g_autofree char *client_id = g_strdup_printf ("%s-%c%u", self->load->prefix, letters[self->role], self->index);
  SolMqttConnect connect = {
    .version = settings->version,
    .clean_session = TRUE,
    .client_id = slice_of (client_id),
    .has_user_name = settings->user_name != NULL,
    .user_name = slice_of (settings->user_name),
    .has_password = settings->password != NULL,
    .password = slice_of (settings->password),
  };

  sol_mqtt_connect_write (&connect, self->out);
  self->state = SOL_LOAD_PEER_GREETING;
}

static void
sol_load_peer_subscribe (SolLoadPeer *self)
{
  SolLoad *load = self->load;
  g_autofree char *filter = load->n_sources > 1 ? g_strdup_printf ("%s/+", load->prefix)
                                                : sol_load_get_topic (load, self->index);
  const char *filters[] = { filter };
  guint8 qos = (guint8) load->settings->qos;
  const SolMqttSlice none = { NULL, 0 };

  sol_mqtt_subscribe_write (self->out, 1, load->settings->version >= SOL_MQTT_VERSION_5_0 ? &none : NULL, filters, &qos,
                            1);
  self->state = SOL_LOAD_PEER_SUBSCRIBING;
}

static void
sol_load_peer_be_ready (SolLoadPeer *self)
{
  self->state = SOL_LOAD_PEER_READY;
  self->load->n_ready++;
}

gboolean
sol_load_peer_handle_connack (SolLoadPeer         *self,
                              const SolMqttFrame  *frame,
                              GError             **error)
{
  SolMqttConnack connack;

  if (!sol_mqtt_connack_parse (frame, self->load->settings->version, &connack, error))
    return FALSE;
  if (connack.code >= SOL_MQTT_REASON_UNSPECIFIED)
    {
      g_set_error (error, SOL_LOAD_ERROR, SOL_LOAD_ERROR_REFUSED, _("The broker refused the connection: %s (0x%02x)."),
                   sol_mqtt_reason_get_text (SOL_MQTT_CONNACK, connack.code), (guint) connack.code);
      return FALSE;
    }
  if (connack.code != SOL_MQTT_CONNECT_ACCEPTED)
    {
      g_set_error (error, SOL_LOAD_ERROR, SOL_LOAD_ERROR_REFUSED,
                   connack.code >= SOL_MQTT_CONNECT_BAD_CREDENTIALS
                     ? _("The broker wants a user name and its password (code %d): give --username and "
                         "--password-file.")
                     : _("The broker refused the connection (code %d). Has it room for so many clients?"),
                   connack.code);
      return FALSE;
    }
  if (self->load->settings->qos > 0)
    self->load->window
      = MIN (self->load->window,
             sol_mqtt_properties_get_number (connack.properties, SOL_MQTT_PROPERTY_RECEIVE_MAXIMUM, G_MAXUINT16));
  if (self->role == SOL_LOAD_ROLE_SUBSCRIBER)
    sol_load_peer_subscribe (self);
  else
    sol_load_peer_be_ready (self);
  sol_load_peer_mark_dirty (self);
  return TRUE;
}

gboolean
sol_load_peer_handle_suback (SolLoadPeer         *self,
                             const SolMqttFrame  *frame,
                             GError             **error)
{
  SolMqttSuback suback;

  if (!sol_mqtt_suback_parse (frame, self->load->settings->version, &suback, error))
    return FALSE;
  if (suback.n != 1 || suback.codes[0] != self->load->settings->qos)
    {
      g_set_error (error, SOL_LOAD_ERROR, SOL_LOAD_ERROR_REFUSED,
                   _("The broker did not grant a subscription at QoS %u: its rules must let clients use %s/#."),
                   self->load->settings->qos, self->load->prefix);
      return FALSE;
    }
  sol_load_peer_be_ready (self);
  return TRUE;
}
