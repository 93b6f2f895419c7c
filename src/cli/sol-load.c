/* sol-load.c: a load generator for any MQTT 3.1.1 broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One thread, one epoll descriptor. All peers are connected first; then the publishers send within their windows, a
 * part of the time unmeasured; then they stop, and what is on its way is waited for and counted.
 */
#include "config.h"

#include "sol-load-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <netdb.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "sol-load-process.h"

#define STALL_US (10 * G_USEC_PER_SEC)
#define SETTLE_US (300 * 1000)
#define N_EVENTS 512

char *
sol_load_get_topic (SolLoad *self,
                    guint    index)
{
  return self->n_publishers > 1 ? g_strdup_printf ("%s/%u", self->prefix, index) : g_strdup (self->prefix);
}

void
sol_load_fail (SolLoad *self,
               GError  *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

/* How many of which role, and who hears whom */
static void
sol_load_cast (SolLoad *self)
{
  guint n = self->settings->n_clients;

  self->fan_out = 1;
  self->n_sources = 1;
  self->n_publishers = n;
  self->n_subscribers = n;
  switch (self->settings->scenario)
    {
    case SOL_LOAD_FAN_IN:
      self->n_subscribers = 1;
      self->n_sources = n;
      break;
    case SOL_LOAD_FAN_OUT:
      self->n_publishers = 1;
      self->fan_out = n;
      break;
    case SOL_LOAD_IDLE:
      self->n_publishers = 0;
      self->n_subscribers = 0;
      break;
    case SOL_LOAD_PAIRS:
    default:
      break;
    }
}

static void
sol_load_init (SolLoad               *self,
               const SolLoadSettings *settings,
               SolLoadResult         *result)
{
  guint64 n_messages = settings->n_messages;

  *result = (SolLoadResult) { .cpu_seconds = -1, .idle_bytes = -1 };
  self->settings = settings;
  self->window = settings->window;
  self->result = result;
  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  self->input = g_malloc (SOL_LOAD_INPUT_SIZE);
  self->dirty = g_ptr_array_new ();
  self->now_us = self->progress_us = g_get_monotonic_time ();
  g_snprintf (self->prefix, sizeof self->prefix, "soliton-bench-%08x", g_random_int ());
  sol_load_cast (self);
  self->n_quota = G_MAXUINT32;
  if (n_messages > 0 && self->n_publishers > 0)
    self->n_quota = (n_messages + self->n_publishers - 1) / self->n_publishers;
  self->n_peers = self->n_publishers + self->n_subscribers;
  if (settings->scenario == SOL_LOAD_IDLE)
    self->n_peers = settings->n_clients;
  self->peers = g_new0 (SolLoadPeer, self->n_peers);
}

static void
sol_load_init_peers (SolLoad *self)
{
  for (guint i = 0; i < self->n_peers; i++)
    {
      if (self->settings->scenario == SOL_LOAD_IDLE)
        sol_load_peer_init (&self->peers[i], self, SOL_LOAD_ROLE_IDLE, i);
      else if (i < self->n_subscribers)
        sol_load_peer_init (&self->peers[i], self, SOL_LOAD_ROLE_SUBSCRIBER, i);
      else
        sol_load_peer_init (&self->peers[i], self, SOL_LOAD_ROLE_PUBLISHER, i - self->n_subscribers);
    }
}

static void
sol_load_clear (SolLoad *self)
{
  for (guint i = 0; i < self->n_peers; i++)
    sol_load_peer_clear (&self->peers[i]);
  g_free (self->peers);
  g_ptr_array_unref (self->dirty);
  g_free (self->input);
  close (self->epoll);
}

/* What arrived means progress; the publishers' own sending does not */
static void
sol_load_check_progress (SolLoad *self,
                         guint    n_events)
{
  if (n_events > 0)
    self->progress_us = self->now_us;
  else if (self->now_us - self->progress_us > STALL_US)
    sol_load_fail (self, g_error_new (SOL_LOAD_ERROR, SOL_LOAD_ERROR_STALLED,
                                      _("Nothing arrived for %d seconds: %u of %u clients are connected, and %"
                                        PRIu64 " of %" PRIu64 " messages were delivered."),
                                      (int) (STALL_US / G_USEC_PER_SEC), self->n_ready, self->n_peers,
                                      self->result->n_delivered, self->n_published * self->fan_out));
}

gboolean
sol_load_turn (SolLoad *self)
{
  struct epoll_event events[N_EVENTS];
  int n = epoll_wait (self->epoll, events, N_EVENTS, 10);

  self->now_us = g_get_monotonic_time ();
  sol_load_check_progress (self, MAX (n, 0));
  for (int i = 0; i < n && self->error == NULL; i++)
    sol_load_peer_handle_event (events[i].data.ptr, events[i].events);
  for (guint i = 0; i < self->dirty->len; i++)
    {
      SolLoadPeer *peer = self->dirty->pdata[i];

      peer->is_dirty = FALSE;
      if (self->error == NULL)
        sol_load_peer_flush (peer);
    }
  g_ptr_array_set_size (self->dirty, 0);
  return self->error == NULL;
}

static SolLoadMark
sol_load_mark (SolLoad *self)
{
  return (SolLoadMark) {
    .time_us = g_get_monotonic_time (),
    .cpu_ns = sol_load_process_get_cpu_ns (self->settings->broker_pid),
    .n_delivered = self->result->n_delivered,
  };
}

/* A limit of messages is measured after the first fifth to the end, a time from the end of the warm-up */
static gboolean
sol_load_is_warm (SolLoad *self,
                  gint64   start_us)
{
  if (self->settings->n_messages > 0)
    return self->result->n_delivered >= self->n_quota * self->n_publishers * self->fan_out / 5;
  return self->now_us - start_us >= self->settings->warm_up_ms * G_GINT64_CONSTANT (1000);
}

static gboolean
sol_load_is_over (SolLoad *self)
{
  if (self->settings->n_messages > 0)
    return self->result->n_delivered >= self->n_quota * self->n_publishers * self->fan_out;
  return self->now_us - self->begin.time_us >= self->settings->duration_ms * G_GINT64_CONSTANT (1000);
}

static void
sol_load_start_publishers (SolLoad *self)
{
  self->is_publishing = TRUE;
  for (guint i = 0; i < self->n_publishers; i++)
    sol_load_peer_mark_dirty (sol_load_get_publisher (self, i));
}

static gboolean
sol_load_is_acknowledged (SolLoad *self)
{
  guint64 n_acked = 0;

  if (self->settings->qos == 0)
    return TRUE;
  for (guint i = 0; i < self->n_publishers; i++)
    n_acked += sol_load_get_publisher (self, i)->n_acked;
  return n_acked >= self->n_published;
}

/* What is on its way arrives; then a moment more, in which nothing may come twice */
static void
sol_load_drain (SolLoad *self)
{
  gint64 done_us;

  self->is_publishing = FALSE;
  while (self->result->n_delivered < self->n_published * self->fan_out || !sol_load_is_acknowledged (self))
    if (!sol_load_turn (self))
      return;
  done_us = self->now_us;
  while (self->now_us - done_us < SETTLE_US)
    if (!sol_load_turn (self))
      return;
}

static void
sol_load_exchange (SolLoad *self)
{
  gint64 start_us = self->now_us;

  sol_load_start_publishers (self);
  while (!sol_load_is_warm (self, start_us))
    if (!sol_load_turn (self))
      return;
  self->begin = sol_load_mark (self);
  while (!sol_load_is_over (self))
    if (!sol_load_turn (self))
      return;
  self->end = sol_load_mark (self);
  sol_load_drain (self);
}

/* The broker's memory once it had time to settle */
static gint64
sol_load_settled_memory (SolLoad *self)
{
  gint64 start_us = self->now_us;

  while (self->now_us - start_us < SETTLE_US && sol_load_turn (self))
    continue;
  return sol_load_process_get_memory_bytes (self->settings->broker_pid);
}

/* From a fifth of the connections to all: what the broker needs once is no part of it */
static void
sol_load_idle (SolLoad               *self,
               const struct addrinfo *address)
{
  guint n_first = self->n_peers / 5;
  gint64 first, all;

  if (!sol_load_connect (self, address, n_first))
    return;
  first = sol_load_settled_memory (self);
  if (!sol_load_connect (self, address, self->n_peers))
    return;
  all = sol_load_settled_memory (self);
  if (first >= 0 && all >= 0)
    self->result->idle_bytes = (double) (all - first) / (self->n_peers - n_first);
}

static void
sol_load_play (SolLoad               *self,
               const struct addrinfo *address)
{
  gint64 start_us = g_get_monotonic_time ();

  if (self->settings->scenario == SOL_LOAD_IDLE)
    {
      sol_load_idle (self, address);
      return;
    }
  if (!sol_load_connect (self, address, self->n_peers))
    return;
  self->result->connections_per_s = self->n_peers * 1e6 / (self->now_us - start_us + 1);
  sol_load_exchange (self);
}

static void
sol_load_conclude (SolLoad *self)
{
  SolLoadResult *result = self->result;

  result->n_connections = self->n_ready;
  result->n_expected = self->n_published * self->fan_out;
  if (self->end.time_us == 0)
    return;
  result->n_measured = self->end.n_delivered - self->begin.n_delivered;
  result->seconds = (self->end.time_us - self->begin.time_us) / 1e6;
  if (self->begin.cpu_ns >= 0 && self->end.cpu_ns >= 0)
    result->cpu_seconds = (self->end.cpu_ns - self->begin.cpu_ns) / 1e9;
  result->p50_us = sol_load_latency_get_percentile (&self->latency, 0.50);
  result->p99_us = sol_load_latency_get_percentile (&self->latency, 0.99);
}

gboolean
sol_load_run (const SolLoadSettings  *settings,
              SolLoadResult          *result,
              GError                **error)
{
  g_autofree SolLoad *self = g_new0 (SolLoad, 1);
  struct addrinfo *addresses;

  if (!sol_load_settings_check (settings, error))
    return FALSE;
  sol_load_init (self, settings, result);
  sol_load_init_peers (self);
  addresses = sol_load_resolve (self);
  if (addresses != NULL)
    {
      sol_load_play (self, sol_load_choose (addresses));
      freeaddrinfo (addresses);
    }
  sol_load_conclude (self);
  sol_load_clear (self);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, self->error);
  return FALSE;
}
