/* sample-feed.c: a process of its own that publishes samples at a steady rate
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sample-feed.h"

#include <errno.h>
#include <math.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sol-channel.h"

#define N_SAMPLES 1000          /* of a message */
#define TURN_NS 10000000        /* between two bursts */

/* A PUBLISH of QoS 0 */
static GByteArray *
make_packet (guint             channel,
             const GByteArray *payload)
{
  g_autofree char *topic = g_strdup_printf ("bench/%u", channel);
  gsize length = 2 + strlen (topic) + payload->len, topic_len = strlen (topic);
  GByteArray *packet = g_byte_array_new ();
  guint8 octet = 0x30;

  g_byte_array_append (packet, &octet, 1);
  do
    {
      octet = (guint8) (length % 128 + (length >= 128 ? 128 : 0));
      g_byte_array_append (packet, &octet, 1);
      length /= 128;
    }
  while (length > 0);
  octet = 0;
  g_byte_array_append (packet, &octet, 1);
  octet = (guint8) topic_len;
  g_byte_array_append (packet, &octet, 1);
  g_byte_array_append (packet, (const guint8 *) topic, (guint) topic_len);
  g_byte_array_append (packet, payload->data, payload->len);
  return packet;
}

static void
write_payload (const SampleLoad *load,
               guint       channel,
               gint64      t0_ns,
               GByteArray *payload)
{
  double values[N_SAMPLES];
  SolPayload content = { .format = load->format, .decimals = 3, .values = values, .n = N_SAMPLES, .t0_ns = t0_ns,
                         .rate_hz = load->rate_hz / SAMPLE_FEED_CHANNELS, .full_scale = 2 };

  for (guint i = 0; i < N_SAMPLES; i++)
    values[i] = sin (2 * G_PI * (channel + 1) * i / N_SAMPLES);
  sol_payload_write (&content, payload);
}

static void
send_all (int           fd,
          const guint8 *octets,
          gsize         length)
{
  while (length > 0)
    {
      gssize n = send (fd, octets, length, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      g_assert_cmpint (n, >, 0);
      octets += n;
      length -= (gsize) n;
    }
}

static int
connect_to (guint16 port)
{
  static const guint8 hello[] = { 0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, 'f' };
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  guint8 answer[4];
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  send_all (fd, hello, sizeof hello);
  g_assert_cmpint (recv (fd, answer, sizeof answer, MSG_WAITALL), ==, sizeof answer);
  return fd;
}

/* Texts are made once, each for a time of its own: sending is all that is left to do */
static GPtrArray *
make_packets (const SampleLoad *load,
              guint       n_rounds)
{
  GPtrArray *packets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  double period_ns = 1e9 * N_SAMPLES * SAMPLE_FEED_CHANNELS / load->rate_hz;
  gint64 t0_ns = g_get_real_time () * 1000;

  for (guint round = 0; round < n_rounds; round++)
    for (guint channel = 0; channel < SAMPLE_FEED_CHANNELS; channel++)
      {
        g_autoptr (GByteArray) payload = g_byte_array_new ();

        write_payload (load, channel, t0_ns + (gint64) (round * period_ns), payload);
        g_ptr_array_add (packets, make_packet (channel, payload));
      }
  return packets;
}

/* The other process */
static void
feed (const SampleLoad *load,
      int         port_fd,
      guint       n_rounds)
{
  g_autoptr (GPtrArray) packets = make_packets (load, n_rounds);
  gint64 period_us = (gint64) (1e6 * N_SAMPLES / load->rate_hz), begin_us;
  guint16 port;
  guint8 octet;
  int fd;

  g_assert_cmpint (read (port_fd, &port, sizeof port), ==, sizeof port);
  fd = connect_to (port);

  begin_us = g_get_monotonic_time ();
  for (guint sent = 0; sent < packets->len;)
    {
      guint due = (guint) ((g_get_monotonic_time () - begin_us) / (double) (period_us > 0 ? period_us : 1));
      struct timespec turn = { 0, TURN_NS };

      for (; sent < MIN (due, packets->len); sent++)
        {
          GByteArray *packet = packets->pdata[sent];

          send_all (fd, packet->data, packet->len);
        }
      clock_nanosleep (CLOCK_MONOTONIC, 0, &turn, NULL);
    }
  shutdown (fd, SHUT_WR);
  g_assert_cmpint (recv (fd, &octet, 1, 0), <=, 0);
  close (fd);
}

void
sample_feed_init (SampleFeed       *self,
                  const SampleLoad *load,
                  guint             seconds)
{
  guint n_rounds = (guint) (load->rate_hz * seconds / (N_SAMPLES * SAMPLE_FEED_CHANNELS));
  int fds[2];

  *self = (SampleFeed) { .load = *load, .n_samples = (guint64) n_rounds * N_SAMPLES * SAMPLE_FEED_CHANNELS };
  g_assert_cmpint (pipe (fds), ==, 0);
  self->pid = fork ();
  if (self->pid == 0)
    {
      close (fds[1]);
      feed (load, fds[0], n_rounds);
      _exit (0);
    }
  close (fds[0]);
  self->port_fd = fds[1];
}

void
sample_feed_start (SampleFeed *self,
                   guint16     port)
{
  g_assert_cmpint (write (self->port_fd, &port, sizeof port), ==, sizeof port);
}

void
sample_feed_clear (SampleFeed *self)
{
  int status;

  close (self->port_fd);
  waitpid (self->pid, &status, 0);
  g_assert_cmpint (status, ==, 0);
}

guint64
sample_feed_count (GListModel *channels)
{
  guint64 n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (channels); i++)
    {
      g_autoptr (SolChannel) channel = g_list_model_get_item (channels, i);
      SolChannelStats stats;

      sol_channel_get_stats (channel, &stats);
      n += stats.n_samples;
    }
  return n;
}
