/* sol-sys.c: the broker's own figures as topics below $SYS
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-sys-private.h"

#include <malloc.h>

#include "sol-mqtt-topic.h"

/* Somebody who subscribes again and again makes no work by it */
#define FRESH_US G_USEC_PER_SEC

#define BROKER SOL_SYS_TOP "/broker/"

/* What is told, in the units of its topic */
typedef struct
{
  guint64 n_total, n_connected, n_disconnected, max_connected, n_sessions_expired;
  guint64 n_packets_in, n_packets_out, n_held, held_bytes;
  guint64 n_messages_in, n_messages_out, n_dropped, n_payload_in, n_payload_out;
  guint64 n_bytes_in, n_bytes_out, n_subscriptions, n_shared, n_retained, n_slowed;
  guint64 n_sockets, n_connects;
  guint64 heap, max_heap;
} Figures;

#define AT(field) G_STRUCT_OFFSET (Figures, field)

static const struct
{
  const char *topic;
  gsize       at;
} counts[] = {
  { BROKER "clients/total", AT (n_total) },
  { BROKER "clients/connected", AT (n_connected) },
  { BROKER "clients/active", AT (n_connected) },
  { BROKER "clients/disconnected", AT (n_disconnected) },
  { BROKER "clients/inactive", AT (n_disconnected) },
  { BROKER "clients/maximum", AT (max_connected) },
  { BROKER "clients/expired", AT (n_sessions_expired) },
  { BROKER "messages/received", AT (n_packets_in) },
  { BROKER "messages/sent", AT (n_packets_out) },
  { BROKER "messages/stored", AT (n_held) },
  { BROKER "store/messages/count", AT (n_held) },
  { BROKER "store/messages/bytes", AT (held_bytes) },
  { BROKER "publish/messages/received", AT (n_messages_in) },
  { BROKER "publish/messages/sent", AT (n_messages_out) },
  { BROKER "publish/messages/dropped", AT (n_dropped) },
  { BROKER "publish/slowed", AT (n_slowed) },
  { BROKER "publish/bytes/received", AT (n_payload_in) },
  { BROKER "publish/bytes/sent", AT (n_payload_out) },
  { BROKER "bytes/received", AT (n_bytes_in) },
  { BROKER "bytes/sent", AT (n_bytes_out) },
  { BROKER "subscriptions/count", AT (n_subscriptions) },
  { BROKER "shared_subscriptions/count", AT (n_shared) },
  { BROKER "retained messages/count", AT (n_retained) },
  { BROKER "heap/current", AT (heap) },
  { BROKER "heap/maximum", AT (max_heap) },
};

static const struct
{
  const char *topic;
  gsize       at;
} loads[] = {
  { BROKER "load/messages/received", AT (n_packets_in) },
  { BROKER "load/messages/sent", AT (n_packets_out) },
  { BROKER "load/publish/received", AT (n_messages_in) },
  { BROKER "load/publish/sent", AT (n_messages_out) },
  { BROKER "load/publish/dropped", AT (n_dropped) },
  { BROKER "load/bytes/received", AT (n_bytes_in) },
  { BROKER "load/bytes/sent", AT (n_bytes_out) },
  { BROKER "load/sockets", AT (n_sockets) },
  { BROKER "load/connections", AT (n_connects) },
};

#define N_LOADS G_N_ELEMENTS (loads)
#define N_TEXTS 2
#define N_TOPICS (N_TEXTS + G_N_ELEMENTS (counts) + N_LOADS * SOL_SYS_N_SPANS)

struct _SolSys
{
  SolTimer       timer;            /* must be first */
  SolBrokerCore *core;             /* borrowed */
  guint          interval_s;
  gint64         begun_us;         /* monotonic, as those below */
  gint64         looked_us;        /* when the averages were brought up to date */
  gint64         made_us;
  guint64        max_connected;
  guint64        max_heap;
  SolSysLoad     loads[N_LOADS];
  SolMessage    *messages[N_TOPICS];   /* owned; NULL until somebody asks */
  gboolean       is_changed[N_TOPICS]; /* since it was published */
};

static guint64
figure (const Figures *figures,
        gsize          at)
{
  return *(const guint64 *) (gconstpointer) ((const guint8 *) figures + at);
}

/* What the allocator has given out, in all of its arenas */
static guint64
measure_heap (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

static void
sol_sys_look (SolSys  *self,
              Figures *figures)
{
  const SolBrokerStats *stats = &self->core->stats;

  sol_broker_core_update_stats (self->core);
  self->max_connected = MAX (self->max_connected, stats->n_connections);
  *figures = (Figures) {
    .n_total = stats->n_sessions,
    .n_connected = stats->n_connections,
    .n_disconnected = stats->n_sessions - MIN (stats->n_connections, stats->n_sessions),
    .max_connected = self->max_connected,
    .n_sessions_expired = stats->n_sessions_expired,
    .n_packets_in = stats->n_packets_in,
    .n_packets_out = stats->n_packets_out,
    .n_held = (guint64) stats->n_retained + stats->n_queued,
    .held_bytes = stats->retained_bytes + self->core->queued_bytes,
    .n_messages_in = stats->n_messages_in,
    .n_messages_out = stats->n_messages_out,
    .n_dropped = stats->n_dropped,
    .n_slowed = stats->n_slowed,
    .n_payload_in = stats->n_payload_in,
    .n_payload_out = stats->n_payload_out,
    .n_bytes_in = stats->n_bytes_in,
    .n_bytes_out = stats->n_bytes_out,
    .n_subscriptions = stats->n_subscriptions,
    .n_shared = stats->n_shared,
    .n_retained = stats->n_retained,
    .n_sockets = stats->n_sockets,
    .n_connects = stats->n_connects,
  };
}

static void
sol_sys_put (SolSys     *self,
             guint       i,
             const char *topic,
             const char *text)
{
  SolMessage *before = self->messages[i];
  gsize length = strlen (text);

  if (before != NULL && before->payload_len == length
      && memcmp (sol_message_get_payload (before), text, length) == 0)
    return;
  g_clear_pointer (&self->messages[i], sol_message_unref);
  self->messages[i] = sol_message_new (topic, strlen (topic), (const guint8 *) text, length, 0, FALSE,
                                       sol_broker_core_get_real_us (self->core));
  self->is_changed[i] = TRUE;
}

static void
sol_sys_put_loads (SolSys *self,
                   guint   i)
{
  for (guint load = 0; load < N_LOADS; load++)
    for (guint span = 0; span < SOL_SYS_N_SPANS; span++)
      {
        char topic[80];
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        g_snprintf (topic, sizeof topic, "%s/%umin", loads[load].topic, sol_sys_span_minutes[span]);
        sol_sys_put (self, i++, topic,
                     g_ascii_formatd (text, sizeof text, "%.2f", self->loads[load].spans[span]));
      }
}

static void
sol_sys_make (SolSys *self)
{
  gint64 now_us = sol_clock_now_us (self->core->clock);
  Figures figures;
  char text[64];
  guint n = 0;

  self->made_us = now_us;
  sol_sys_look (self, &figures);
  figures.heap = measure_heap ();
  self->max_heap = MAX (self->max_heap, figures.heap);
  figures.max_heap = self->max_heap;
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT " seconds",
              (now_us - self->begun_us) / G_USEC_PER_SEC);
  sol_sys_put (self, n++, BROKER "version", "soliton version " SOL_VERSION);
  sol_sys_put (self, n++, BROKER "uptime", text);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, figure (&figures, counts[i].at));
      sol_sys_put (self, n++, counts[i].topic, text);
    }
  sol_sys_put_loads (self, n);
}

static void
sol_sys_update_loads (SolSys *self)
{
  gint64 now_us = sol_clock_now_us (self->core->clock);
  double elapsed_s = (double) (now_us - self->looked_us) / G_USEC_PER_SEC;
  Figures figures;

  sol_sys_look (self, &figures);
  if (elapsed_s <= 0.0)
    return;
  self->looked_us = now_us;
  for (guint i = 0; i < N_LOADS; i++)
    sol_sys_load_update (&self->loads[i], figure (&figures, loads[i].at), elapsed_s);
}

static void
sol_sys_publish (SolSys *self)
{
  sol_sys_make (self);
  for (guint i = 0; i < N_TOPICS; i++)
    if (self->is_changed[i])
      {
        self->is_changed[i] = FALSE;
        sol_broker_core_publish_message (self->core, self->messages[i], NULL);
      }
}

static void
timer_cb (SolTimer *timer)
{
  SolSys *self = (SolSys *) timer;

  sol_timer_wheel_arm (self->core->wheel, timer, self->interval_s * G_GINT64_CONSTANT (1000));
  sol_sys_update_loads (self);
  if (sol_topic_tree_has_top (self->core->topics, SOL_SYS_TOP))
    sol_sys_publish (self);
}

SolSys *
sol_sys_new (SolBrokerCore *core)
{
  SolSys *self = g_new0 (SolSys, 1);

  self->timer.func = timer_cb;
  self->core = core;
  return self;
}

void
sol_sys_free (SolSys *self)
{
  sol_timer_wheel_disarm (self->core->wheel, &self->timer);
  for (guint i = 0; i < N_TOPICS; i++)
    g_clear_pointer (&self->messages[i], sol_message_unref);
  g_free (self);
}

/* What was counted while it was off is nobody's load */
static void
sol_sys_begin (SolSys *self)
{
  Figures figures;

  self->looked_us = sol_clock_now_us (self->core->clock);
  sol_sys_look (self, &figures);
  for (guint i = 0; i < N_LOADS; i++)
    self->loads[i] = (SolSysLoad) { .count = figure (&figures, loads[i].at) };
}

void
sol_sys_set_interval (SolSys *self,
                      guint   interval_s)
{
  if (interval_s == self->interval_s)
    return;
  if (self->core->stats.started_us != 0)
    self->begun_us = self->core->stats.started_us;
  if (self->interval_s == 0)
    sol_sys_begin (self);
  self->interval_s = interval_s;
  if (interval_s > 0)
    sol_timer_wheel_arm (self->core->wheel, &self->timer, interval_s * G_GINT64_CONSTANT (1000));
  else
    sol_timer_wheel_disarm (self->core->wheel, &self->timer);
}

void
sol_sys_foreach (SolSys        *self,
                 const char    *filter,
                 gsize          filter_len,
                 SolRetainFunc  func,
                 gpointer       user_data)
{
  gsize top_len = MIN (strlen (SOL_SYS_TOP), filter_len);

  if (self->interval_s == 0 || memcmp (filter, SOL_SYS_TOP, top_len) != 0)
    return;
  if (self->made_us == 0 || sol_clock_now_us (self->core->clock) - self->made_us >= FRESH_US)
    sol_sys_make (self);
  for (guint i = 0; i < N_TOPICS; i++)
    if (sol_mqtt_topic_matches (filter, filter_len, self->messages[i]->topic,
                                self->messages[i]->topic_len))
      func (self->messages[i], user_data);
}
