/* sol-pace.c: how fast one client publishes, against the limits for each
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each message moves the time at which all messages so far would have come at just the limit. That
 * time may lag a second behind the clock, which is the burst that is allowed; where it gets ahead of
 * the clock, the client waits for it.
 *
 *     ──────────┬───── a second ─────┬───────────────► time
 *               │  may still burst   │ now   waits
 */
#include "config.h"

#include "sol-pace-private.h"

#include <inttypes.h>

#include <glib/gi18n.h>

#include "sol-conn-private.h"

#define NS_A_SECOND G_GINT64_CONSTANT (1000000000)

/* Who kept to the limit for so long is warned of anew */
#define QUIET_US (10 * G_USEC_PER_SEC)

typedef struct
{
  SolTimer  timer;       /* must be first: then it is read again */
  SolConn  *conn;        /* borrowed */
  gint64    messages_ns; /* monotonic: when what it sent would have come at the limit */
  gint64    bytes_ns;
  gint64    resumed_us;  /* when it was read again last; 0 is never */
  guint32   n_slowed;
} SolPace;

GHashTable *
sol_pace_table_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

/* Returns: how far ahead of the clock it is, in ns. @amount is below 2^28: the product fits. */
static gint64
spend (gint64 *at_ns,
       gint64  now_ns,
       gsize   amount,
       gsize   limit)
{
  if (limit == 0)
    return 0;
  *at_ns = MAX (*at_ns, now_ns - NS_A_SECOND) + (gint64) amount * NS_A_SECOND / (gint64) limit;
  return MAX (0, *at_ns - now_ns);
}

static void
sol_conn_warn_of_pace (SolConn  *self,
                       gboolean  is_by_messages)
{
  SolBrokerCore *core = self->core;
  g_autofree char *reason = NULL;

  if (is_by_messages)
    reason = g_strdup_printf (_("It publishes faster than max_publish_rate allows, %u messages a "
                                "second: it is read more slowly"),
                              core->config->max_publish_rate);
  else
    reason = g_strdup_printf (_("It publishes more than max_publish_bytes allows, %" PRIu64
                                " octets a second: it is read more slowly"),
                              (guint64) core->config->max_publish_bytes);
  sol_broker_core_warn (core, self->session, reason);
}

static void
sol_pace_resume_cb (SolTimer *timer)
{
  SolPace *self = (SolPace *) timer;
  SolConn *conn = self->conn;

  self->resumed_us = sol_reactor_now_us (conn->core->reactor);
  conn->active_us = self->resumed_us;
  conn->is_waiting = FALSE;
  conn->core->stats.n_waiting--;
  /* With it may go the connection, and the pace */
  sol_conn_process_held (conn);
  if (conn->state == SOL_CONN_CONNECTED)
    sol_conn_update_reading (conn);
  sol_reactor_wake (conn->core->reactor);
}

static SolPace *
sol_conn_get_pace (SolConn *self)
{
  SolPace *pace = g_hash_table_lookup (self->core->paces, self);

  if (pace != NULL)
    return pace;
  pace = g_new0 (SolPace, 1);
  pace->timer.func = sol_pace_resume_cb;
  pace->conn = self;
  g_hash_table_insert (self->core->paces, self, pace);
  return pace;
}

static void
sol_conn_wait (SolConn  *self,
               SolPace  *pace,
               gint64    wait_ns,
               gboolean  is_by_messages)
{
  gint64 now_us = sol_reactor_now_us (self->core->reactor);

  self->is_waiting = TRUE;
  self->core->stats.n_waiting++;
  self->core->stats.n_slowed++;
  pace->n_slowed++;
  sol_conn_update_reading (self);
  sol_timer_wheel_arm (self->core->wheel, &pace->timer, wait_ns / 1000000 + 1);
  if (pace->resumed_us == 0 || now_us - pace->resumed_us >= QUIET_US)
    sol_conn_warn_of_pace (self, is_by_messages);
}

void
sol_conn_count_pace (SolConn *self,
                     gsize    length)
{
  const SolBrokerConfig *config = self->core->config;
  SolPace *pace = sol_conn_get_pace (self);
  gint64 now_ns = sol_reactor_now_us (self->core->reactor) * 1000;
  gint64 messages_ns = spend (&pace->messages_ns, now_ns, 1, config->max_publish_rate);
  gint64 bytes_ns = spend (&pace->bytes_ns, now_ns, length, config->max_publish_bytes);

  if (messages_ns > 0 || bytes_ns > 0)
    sol_conn_wait (self, pace, MAX (messages_ns, bytes_ns), messages_ns >= bytes_ns);
}

void
sol_conn_drop_pace (SolConn *self)
{
  SolPace *pace = g_hash_table_lookup (self->core->paces, self);

  if (pace == NULL)
    return;
  if (self->is_waiting)
    self->core->stats.n_waiting--;
  self->is_waiting = FALSE;
  sol_timer_wheel_disarm (self->core->wheel, &pace->timer);
  g_hash_table_remove (self->core->paces, self);
}

guint32
sol_conn_get_n_slowed (SolConn *self)
{
  const SolPace *pace = g_hash_table_lookup (self->core->paces, self);

  return pace != NULL ? pace->n_slowed : 0;
}

static void
forgive_cb (gpointer key,
            gpointer value,
            gpointer user_data)
{
  SolBrokerCore *core = user_data;
  SolPace *pace = value;

  pace->messages_ns = 0;
  pace->bytes_ns = 0;
  if (pace->conn->is_waiting)
    sol_timer_wheel_arm (core->wheel, &pace->timer, 0);
}

void
sol_broker_core_set_pace (SolBrokerCore *self,
                          guint          messages_a_second,
                          gsize          bytes_a_second)
{
  const SolBrokerConfig *before = self->config;

  if (messages_a_second > 0 || bytes_a_second > 0)
    self->publish_checks |= SOL_CHECK_PACE;
  else
    self->publish_checks &= (guint8) ~SOL_CHECK_PACE;
  if (before != NULL && (before->max_publish_rate != messages_a_second
                         || before->max_publish_bytes != bytes_a_second))
    g_hash_table_foreach (self->paces, forgive_cb, self);
}
