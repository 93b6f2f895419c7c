/* sol-load-publisher.c: messages out, within the window
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-load-private.h"

#include <string.h>

#include "sol-mqtt-ack.h"

/* One message in 16 carries the time it was sent */
#define TIMED_MASK 15

/* Packet identifiers: 1..65535 in turn; the window is smaller, so that none is used twice at a time */
#define N_PACKET_IDS 65535

void
sol_load_publisher_init (SolLoadPeer *self)
{
  const SolLoadSettings *settings = self->load->settings;
  g_autofree char *topic = sol_load_get_topic (self->load, self->index);
  SolMqttPublish publish = {
    .topic = topic,
    .topic_len = (guint16) strlen (topic),
    .payload_len = settings->payload_len,
    .packet_id = settings->qos > 0 ? 1 : 0,
    .qos = (guint8) settings->qos,
  };

  gboolean is_v5 = settings->version >= SOL_MQTT_VERSION_5_0;

  self->template = g_malloc0 (sol_mqtt_publish_head_size_v5 (publish.topic_len, 0) + publish.payload_len);
  self->stamp_at = is_v5 ? sol_mqtt_publish_put_head_v5 (self->template, &publish)
                         : sol_mqtt_publish_put_head (self->template, &publish);
  self->id_at = self->stamp_at - (is_v5 ? 3 : 2);
  self->template_len = self->stamp_at + publish.payload_len;
  memset (self->template + self->stamp_at, 'x', publish.payload_len);
  self->arrivals = g_new0 (guint32, settings->window);
}

/* How many messages may go out now */
static guint64
sol_load_publisher_get_credit (const SolLoadPeer *self)
{
  const SolLoad *load = self->load;
  guint64 done = self->n_arrived;

  if (!load->is_publishing)
    return 0;
  if (load->settings->qos > 0)
    done = MIN (done, self->n_acked);
  return MIN (done + load->window, load->n_quota) - self->n_sent;
}

gboolean
sol_load_publisher_is_due (const SolLoadPeer *self)
{
  guint64 credit = sol_load_publisher_get_credit (self);

  return credit > 0
         && (credit >= (self->load->window + 1) / 2 || credit == self->load->n_quota - self->n_sent);
}

static void
sol_load_publisher_append (SolLoadPeer *self,
                           gint64       time_us)
{
  guint8 *stamp = self->template + self->stamp_at;
  guint32 k = (guint32) self->n_sent;
  gint64 sent_us = (k & TIMED_MASK) == 0 ? time_us : 0;

  memcpy (stamp, &self->index, 4);
  memcpy (stamp + 4, &k, 4);
  memcpy (stamp + 8, &sent_us, 8);
  if (self->load->settings->qos > 0)
    {
      guint16 packet_id = (guint16) (self->n_sent % N_PACKET_IDS + 1);

      self->template[self->id_at] = (guint8) (packet_id >> 8);
      self->template[self->id_at + 1] = (guint8) packet_id;
    }
  g_byte_array_append (self->out, self->template, self->template_len);
  self->n_sent++;
}

void
sol_load_publisher_fill (SolLoadPeer *self)
{
  guint64 credit;
  gint64 time_us;

  if (!sol_load_publisher_is_due (self))
    return;
  credit = sol_load_publisher_get_credit (self);
  time_us = g_get_monotonic_time ();
  self->load->n_published += credit;
  for (guint64 i = 0; i < credit; i++)
    sol_load_publisher_append (self, time_us);
}

void
sol_load_publisher_arrived (SolLoadPeer *self,
                            guint32      k)
{
  const SolLoad *load = self->load;
  guint window = load->window;

  self->arrivals[k % window]++;
  while (self->arrivals[self->n_arrived % window] == load->fan_out)
    self->arrivals[self->n_arrived++ % window] = 0;
  if (sol_load_publisher_is_due (self))
    sol_load_peer_mark_dirty (self);
}

void
sol_load_publisher_handle_ack (SolLoadPeer *self,
                               guint8       type,
                               guint16      packet_id)
{
  if (type == SOL_MQTT_PUBREC)
    {
      sol_load_peer_send_ack (self, SOL_MQTT_PUBREL, packet_id);
      return;
    }
  self->n_acked++;
  if (sol_load_publisher_is_due (self))
    sol_load_peer_mark_dirty (self);
}
