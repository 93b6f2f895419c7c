/* sol-load-receive.c: what a broker sends to one connection of the load generator
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-load-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <sys/socket.h>

#include "sol-mqtt-ack.h"

static gboolean
sol_load_peer_handle_publish (SolLoadPeer         *self,
                              const SolMqttFrame  *frame,
                              GError             **error)
{
  SolMqttPublish publish;

  if (!(self->load->settings->version >= SOL_MQTT_VERSION_5_0 ? sol_mqtt_publish_parse_v5 (frame, &publish, error)
                                                              : sol_mqtt_publish_parse (frame, &publish, error)))
    return FALSE;
  if (publish.qos > 0)
    sol_load_peer_send_ack (self, publish.qos == 1 ? SOL_MQTT_PUBACK : SOL_MQTT_PUBREC, publish.packet_id);
  sol_load_subscriber_handle_publish (self, &publish);
  return TRUE;
}

/* In 5.0 a message may be refused, which the load must not take for delivered */
static gboolean
sol_load_peer_parse_ack (const SolLoadPeer   *self,
                         const SolMqttFrame  *frame,
                         guint16             *packet_id,
                         GError             **error)
{
  SolMqttAck ack;

  if (self->load->settings->version < SOL_MQTT_VERSION_5_0)
    return sol_mqtt_ack_parse (frame, packet_id, error);
  if (!sol_mqtt_ack_parse_v5 (frame, &ack, error))
    return FALSE;
  *packet_id = ack.packet_id;
  if (!sol_mqtt_reason_is_failure (ack.reason))
    return TRUE;
  g_set_error (error, SOL_LOAD_ERROR, SOL_LOAD_ERROR_REFUSED, _("The broker refused a message: %s (0x%02x)."),
               sol_mqtt_reason_get_text (frame->type, ack.reason), (guint) ack.reason);
  return FALSE;
}

static gboolean
sol_load_peer_handle_ack (SolLoadPeer         *self,
                          const SolMqttFrame  *frame,
                          GError             **error)
{
  guint16 packet_id;

  if (!sol_load_peer_parse_ack (self, frame, &packet_id, error))
    return FALSE;
  if (frame->type == SOL_MQTT_PUBREL)
    sol_load_peer_send_ack (self, SOL_MQTT_PUBCOMP, packet_id);
  else
    sol_load_publisher_handle_ack (self, frame->type, packet_id);
  return TRUE;
}

/* What a broker may send in this state, to this role */
static gboolean
sol_load_peer_expects (const SolLoadPeer *self,
                       guint8             type)
{
  switch (self->state)
    {
    case SOL_LOAD_PEER_GREETING:
      return type == SOL_MQTT_CONNACK;
    case SOL_LOAD_PEER_SUBSCRIBING:
      return type == SOL_MQTT_SUBACK;
    case SOL_LOAD_PEER_READY:
      if (self->role == SOL_LOAD_ROLE_SUBSCRIBER)
        return type == SOL_MQTT_PUBLISH || type == SOL_MQTT_PUBREL;
      return self->role == SOL_LOAD_ROLE_PUBLISHER
             && (type == SOL_MQTT_PUBACK || type == SOL_MQTT_PUBREC || type == SOL_MQTT_PUBCOMP);
    case SOL_LOAD_PEER_CONNECTING:
    default:
      return FALSE;
    }
}

static gboolean
sol_load_peer_handle_frame (SolLoadPeer         *self,
                            const SolMqttFrame  *frame,
                            GError             **error)
{
  if (!sol_load_peer_expects (self, frame->type))
    {
      g_set_error (error, SOL_LOAD_ERROR, SOL_LOAD_ERROR_CLOSED,
                   _("What answers is not an MQTT broker: it sent a packet of type %u out of place."),
                   frame->type);
      return FALSE;
    }
  if (frame->type == SOL_MQTT_PUBLISH)
    return sol_load_peer_handle_publish (self, frame, error);
  if (frame->type == SOL_MQTT_CONNACK)
    return sol_load_peer_handle_connack (self, frame, error);
  if (frame->type == SOL_MQTT_SUBACK)
    return sol_load_peer_handle_suback (self, frame, error);
  return sol_load_peer_handle_ack (self, frame, error);
}

/* Returns: octets of @data that were whole packets */
static gsize
sol_load_peer_parse (SolLoadPeer  *self,
                     const guint8 *data,
                     gsize         length)
{
  GError *error = NULL;
  gsize used = 0;

  while (used < length && error == NULL)
    {
      SolMqttFrame frame;
      gssize n = sol_mqtt_frame_next (data + used, length - used, SOL_MQTT_MAX_PACKET, &frame, &error);

      if (n == 0)
        break;
      if (n > 0)
        {
          used += n;
          sol_load_peer_handle_frame (self, &frame, &error);
        }
    }
  if (error != NULL)
    sol_load_fail (self->load, error);
  return used;
}

void
sol_load_peer_read (SolLoadPeer *self)
{
  const guint8 *input = self->load->input;
  gssize n = recv (self->fd, self->load->input, SOL_LOAD_INPUT_SIZE, 0);
  gsize used;

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return;
  if (n <= 0)
    {
      errno = n == 0 ? ECONNRESET : errno;
      sol_load_peer_fail (self, SOL_LOAD_ERROR_CLOSED, _("The broker closed a connection."));
      return;
    }
  if (sol_buffer_get_length (&self->in) == 0)
    {
      used = sol_load_peer_parse (self, input, n);
      sol_buffer_append (&self->in, input + used, n - used);
      return;
    }
  sol_buffer_append (&self->in, input, n);
  used = sol_load_peer_parse (self, sol_buffer_get_data (&self->in), sol_buffer_get_length (&self->in));
  sol_buffer_consume (&self->in, used);
}
