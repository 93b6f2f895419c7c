/* ingest-cost.c: from socket to history, what a stream of samples costs
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <math.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sol-broker.h"
#include "sol-ingest.h"
#include "sol-payload.h"
#include "sol-tap.h"

/* Usage: ingest-cost [SECONDS]. A process of its own publishes eight channels at a steady rate over a socket; this one
 * has the broker, a tap, the ingest thread and the histories, as the application has. Prints the processor's time of
 * all its threads for a second of samples, and asserts that none is lost. */

#define N_CHANNELS 8
#define N_SAMPLES 1000          /* of a message */
#define TURN_NS 10000000        /* between two bursts */
#define DEADLINE_US (60 * G_USEC_PER_SEC)

typedef struct
{
  const char *name;
  SolFormat   format;
  double      rate_hz;    /* of all channels together */
} Load;

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
write_payload (const Load *load,
               guint       channel,
               gint64      t0_ns,
               GByteArray *payload)
{
  double values[N_SAMPLES];
  SolPayload content = { .format = load->format, .decimals = 3, .values = values, .n = N_SAMPLES, .t0_ns = t0_ns,
                         .rate_hz = load->rate_hz / N_CHANNELS, .full_scale = 2 };

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
make_packets (const Load *load,
              guint       n_rounds)
{
  GPtrArray *packets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  double period_ns = 1e9 * N_SAMPLES * N_CHANNELS / load->rate_hz;
  gint64 t0_ns = g_get_real_time () * 1000;

  for (guint round = 0; round < n_rounds; round++)
    for (guint channel = 0; channel < N_CHANNELS; channel++)
      {
        g_autoptr (GByteArray) payload = g_byte_array_new ();

        write_payload (load, channel, t0_ns + (gint64) (round * period_ns), payload);
        g_ptr_array_add (packets, make_packet (channel, payload));
      }
  return packets;
}

/* The other process */
static void
feed (const Load *load,
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

typedef struct
{
  SolBroker    *broker;
  SolIngest    *ingest;
  SolTopicList *topics;
  SolTap       *tap;
} House;

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
open_house (House *self)
{
  static const char *const filters[] = { "#", NULL };
  g_autoptr (SolStore) store = sol_store_new (NULL);
  g_autoptr (SolBrokerConfig) config = sol_broker_config_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  config->port = 0;
  config->websocket_port = -1;
  config->allow_anonymous = TRUE;
  self->broker = sol_broker_new (store);
  sol_broker_start_async (self->broker, config, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  sol_broker_start_finish (self->broker, result, &error);
  g_assert_no_error (error);
  self->topics = sol_topic_list_new ();
  self->ingest = sol_ingest_new (self->topics);
  sol_ingest_bind (self->ingest, "bench/+", &(SolDecoderSettings) { 0 });
  self->tap = sol_tap_new (self->broker, filters, sol_ingest_post, self->ingest);
}

static void
close_house (House *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_tap_free (self->tap, NULL, NULL);
  sol_broker_stop_async (self->broker, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  sol_broker_stop_finish (self->broker, result, NULL);
  g_object_unref (self->broker);
  sol_ingest_free (self->ingest);
  g_object_unref (self->topics);
}

static guint64
count_samples (House *self)
{
  GListModel *channels = sol_ingest_get_channels (self->ingest);
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

static double
get_process_cpu_s (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + now.tv_nsec / 1e9;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
run (const Load *load,
     guint       seconds)
{
  guint n_rounds = (guint) (load->rate_hz * seconds / (N_SAMPLES * N_CHANNELS)), tick;
  guint64 n_expected = (guint64) n_rounds * N_SAMPLES * N_CHANNELS;
  gint64 deadline_us = g_get_monotonic_time () + DEADLINE_US;
  int status, pipe_fds[2];
  guint16 port;
  House house;
  double cpu_s;
  pid_t pid;

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  pid = fork (); /* while this process holds no lock */
  if (pid == 0)
    {
      feed (load, pipe_fds[0], n_rounds);
      _exit (0);
    }
  open_house (&house);
  port = sol_broker_get_port (house.broker);
  g_assert_cmpint (write (pipe_fds[1], &port, sizeof port), ==, sizeof port);
  tick = g_timeout_add (16, tick_cb, NULL);
  cpu_s = get_process_cpu_s ();
  while (count_samples (&house) < n_expected && g_get_monotonic_time () < deadline_us)
    g_main_context_iteration (NULL, TRUE);
  cpu_s = get_process_cpu_s () - cpu_s;
  g_source_remove (tick);
  printf ("%-8s %.1f million samples a second in %d channels: %.3f s of CPU for a second of them, %" G_GUINT64_FORMAT
          " lost, %" G_GUINT64_FORMAT " messages dropped\n",
          load->name, load->rate_hz / 1e6, N_CHANNELS, cpu_s / seconds, n_expected - count_samples (&house),
          sol_ingest_get_dropped (house.ingest));
  g_assert_cmpuint (count_samples (&house), ==, n_expected);
  waitpid (pid, &status, 0);
  g_assert_cmpint (status, ==, 0);
  close (pipe_fds[0]);
  close (pipe_fds[1]);
  close_house (&house);
}

int
main (int    argc,
      char **argv)
{
  static const Load loads[] = { { "SOL1", SOL_FORMAT_SOL1, 4e6 }, { "JSON", SOL_FORMAT_WAVEFORM_JSON, 1e6 } };
  guint seconds = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 2;

  for (guint i = 0; i < G_N_ELEMENTS (loads); i++)
    run (&loads[i], MAX (seconds, 1));
  return 0;
}
