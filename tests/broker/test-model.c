/* test-model.c: clients that come, talk and die at random, and what the broker counts afterwards
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "octets5-support.h"

#define N_CLIENTS 12
#define N_TOPICS  6
#define N_FILTERS (2 * N_TOPICS) /* each topic, and each topic for a group */
#define N_IDS     2               /* below max_inflight: more would break the protocol of 5.0 */
#define N_STEPS   600
#define N_SEEDS   6
#define DEADLINE_US (20 * G_USEC_PER_SEC)

/* What a client must have left behind in the broker */
typedef struct
{
  int      fd;                    /* -1 while it is away */
  gboolean has_session;
  gboolean is_lasting;
  gboolean is_five;               /* speaks 5.0 on this connection */
  gboolean is_subscribed[N_FILTERS];
} Client;

typedef struct
{
  Octets *octets;
  GRand  *random;
  Client  clients[N_CLIENTS];
} Model;

static guint
choose (Model *self,
        guint  n)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) n);
}

static void
client_forget_session (Client *client)
{
  client->has_session = FALSE;
  memset (client->is_subscribed, 0, sizeof client->is_subscribed);
}

static int
open_client (Octets   *octets,
             guint     i,
             gboolean  is_lasting,
             gboolean  is_five,
             gboolean  is_present)
{
  g_autofree char *script = g_strdup_printf ("10 [<MQTT> 04 %s 0000 <c%u> <t0> <gone>]",
                                             is_lasting ? "04" : "06", i);
  g_autofree char *client_id = g_strdup_printf ("c%u", i);
  int fd;

  if (is_five)
    return octets5_open_mortal (octets, client_id, is_lasting ? OCTETS5_LASTS : "", is_lasting,
                                is_present);
  fd = octets_connect (octets);
  octets_talk (fd, script, is_present ? "20 02 01 00" : "20 02 00 00");
  return fd;
}

/* Also of one that is connected: the broker closes the old connection then */
static void
model_connect (Model *self,
               guint  i)
{
  Client *client = &self->clients[i];
  gboolean is_lasting = choose (self, 2);
  gboolean is_five = choose (self, 2);
  gboolean is_present = is_lasting && client->has_session && client->is_lasting;
  int fd = open_client (self->octets, i, is_lasting, is_five, is_present);

  if (client->fd >= 0)
    octets_close (client->fd);
  if (!is_present)
    client_forget_session (client);
  client->fd = fd;
  client->has_session = TRUE;
  client->is_lasting = is_lasting;
  client->is_five = is_five;
}

/* What comes beside an answer is not looked at: this is about what stays behind */
static void
client_drain (Client *client)
{
  guint8 data[4096];

  while (recv (client->fd, data, sizeof data, MSG_DONTWAIT) > 0)
    ;
}

/* Until the broker has handled what was sent: a connection that is closed with octets unread loses
 * those on their way. PINGRESP cannot be mistaken for a part of anything sent here. */
static void
client_sync (Client *client)
{
  g_autoptr (GByteArray) all = g_byte_array_sized_new (4096);
  guint8 data[4096];
  gssize n;

  octets_send (client->fd, "c0 00");
  while (memmem (all->data, all->len, "\xd0", 2) == NULL)
    {
      struct pollfd poller = { .fd = client->fd, .events = POLLIN };

      g_assert_cmpint (poll (&poller, 1, DEADLINE_US / 1000), ==, 1);
      n = recv (client->fd, data, sizeof data, 0);
      g_assert_cmpint (n, >, 0);
      g_byte_array_append (all, data, (guint) n);
    }
}

static void
client_end (Client *client)
{
  octets_close (client->fd);
  client->fd = -1;
  if (!client->is_lasting)
    client_forget_session (client);
}

/* Half of them without a word, so that their wills are published */
static void
model_leave (Model  *self,
             Client *client)
{
  if (choose (self, 2))
    octets_send (client->fd, "e0 00");
  client_end (client);
}

static char *
dup_filter (guint filter)
{
  return filter < N_TOPICS ? g_strdup_printf ("<t%u>", filter)
                           : g_strdup_printf ("<$share/g/t%u>", filter - N_TOPICS);
}

/* In 5.0 with any options there are, and an identifier in half of them */
static void
model_subscribe (Model  *self,
                 Client *client)
{
  guint filter = choose (self, N_FILTERS);
  guint options = choose (self, 3);
  g_autofree char *name = dup_filter (filter);
  g_autofree char *script = NULL;

  if (client->is_five)
    options |= choose (self, 3) << 4 | choose (self, 2) << 3
               | (filter < N_TOPICS ? choose (self, 2) << 2 : 0);
  script = g_strdup_printf ("82 [0001 %s %s %02x]",
                            !client->is_five ? "" : choose (self, 2) ? "00" : "[0b 07]", name,
                            options);
  octets_send (client->fd, script);
  client_sync (client);
  client->is_subscribed[filter] = TRUE;
}

static void
model_unsubscribe (Model  *self,
                   Client *client)
{
  guint filter = choose (self, N_FILTERS);
  g_autofree char *name = dup_filter (filter);
  g_autofree char *script = g_strdup_printf ("a2 [0002 %s %s]", client->is_five ? "00" : "", name);

  octets_send (client->fd, script);
  client_sync (client);
  client->is_subscribed[filter] = FALSE;
}

static char *
dup_publish (Model      *self,
             Client     *client,
             const char *payload)
{
  guint topic = choose (self, N_TOPICS);
  guint qos = choose (self, 3);
  guint id = 1 + choose (self, N_IDS);
  guint first = 0x30 | qos << 1 | (choose (self, 4) == 0);
  const char *properties = !client->is_five ? "" : choose (self, 2) ? "00" : "[26 <k> <v> 02 00000064]";

  if (qos == 0)
    return g_strdup_printf ("%02x [<t%u> %s '%s']", first, topic, properties, payload);
  /* 5.0 has an identifier released before it is used again */
  return g_strdup_printf ("62 02 %04x %02x [<t%u> %04x %s '%s']", id, first, topic, id, properties,
                          payload);
}

static void
model_publish (Model  *self,
               Client *client)
{
  g_autofree char *payload = g_strnfill (choose (self, 3) == 0 ? choose (self, 20000) : 1, 'x');
  g_autofree char *script = dup_publish (self, client, payload);

  octets_send (client->fd, script);
}

/* PUBREL for what may be under way, or may not */
static void
model_release (Model  *self,
               Client *client)
{
  g_autofree char *script = g_strdup_printf ("62 02 %04x", 1 + choose (self, N_IDS));

  octets_send (client->fd, script);
}

static void
model_step (Model *self)
{
  guint i = choose (self, N_CLIENTS);
  Client *client = &self->clients[i];

  if (client->fd < 0)
    {
      model_connect (self, i);
      return;
    }
  switch (choose (self, 10))
    {
    case 0:
      model_connect (self, i);
      break;
    case 1:
      model_leave (self, client);
      break;
    case 2:
    case 3:
      model_subscribe (self, client);
      break;
    case 4:
      model_unsubscribe (self, client);
      break;
    case 5:
      model_release (self, client);
      break;
    case 6:
      client_drain (client);
      break;
    default:
      model_publish (self, client);
    }
}

typedef struct
{
  guint n_connections;
  guint n_sessions;
  guint n_subscriptions;
} Counts;

static Counts
model_count (const Model *self)
{
  Counts counts = { 0 };

  for (guint i = 0; i < N_CLIENTS; i++)
    {
      const Client *client = &self->clients[i];

      counts.n_connections += client->fd >= 0;
      counts.n_sessions += client->has_session;
      for (guint filter = 0; filter < N_FILTERS; filter++)
        counts.n_subscriptions += client->is_subscribed[filter];
    }
  return counts;
}

static gboolean
model_agrees (const Model          *self,
              const SolBrokerStats *stats)
{
  Counts counts = model_count (self);

  return stats->n_connections == counts.n_connections && stats->n_sessions == counts.n_sessions
         && stats->n_subscriptions == counts.n_subscriptions;
}

/* Counters are told ten times a second */
static SolBrokerStats
model_await (Model    *self,
             gboolean  is_empty)
{
  gint64 end_us = g_get_monotonic_time () + DEADLINE_US;
  SolBrokerStats stats;
  Counts counts = model_count (self);

  do
    {
      for (guint i = 0; i < N_CLIENTS; i++)
        if (self->clients[i].fd >= 0)
          client_drain (&self->clients[i]);
      g_usleep (2000);
      sol_broker_get_stats (self->octets->broker, &stats);
    }
  while ((!model_agrees (self, &stats) || (is_empty && stats.queued_bytes > 0))
         && g_get_monotonic_time () < end_us);

  g_assert_cmpuint (stats.n_connections, ==, counts.n_connections);
  g_assert_cmpuint (stats.n_sessions, ==, counts.n_sessions);
  g_assert_cmpuint (stats.n_subscriptions, ==, counts.n_subscriptions);
  return stats;
}

/* A clean session each, then none: nothing may stay behind */
static void
model_end (Model *self)
{
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      Client *client = &self->clients[i];
      g_autofree char *client_id = g_strdup_printf ("c%u", i);
      int fd = octets_open (self->octets, client_id);

      if (client->fd >= 0)
        octets_close (client->fd);
      octets_leave (fd);
      client->fd = -1;
      client_forget_session (client);
    }
}

static void
test_counts (Octets        *octets,
             gconstpointer  data)
{
  octets->config->max_inflight = 3;
  octets->config->max_queue_bytes = 200000;
  octets->config->max_total_bytes = 1000000;
  octets_apply (octets);
  for (guint32 seed = 1; seed <= N_SEEDS; seed++)
    {
      Model model = { .octets = octets, .random = g_rand_new_with_seed (seed) };
      SolBrokerStats stats;

      g_test_message ("seed %u", seed);
      for (guint i = 0; i < N_CLIENTS; i++)
        model.clients[i].fd = -1;
      for (guint step = 0; step < N_STEPS; step++)
        {
          model_step (&model);
          if (step % 100 == 99)
            model_await (&model, FALSE);
        }
      model_end (&model);
      stats = model_await (&model, TRUE);
      g_assert_cmpuint (stats.queued_bytes, ==, 0);
      g_rand_free (model.random);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("model/counts", test_counts);
  return g_test_run ();
}
