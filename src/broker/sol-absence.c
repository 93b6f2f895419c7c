/* sol-absence.c: a session whose client is away: its end, and the will that may come before
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-absence-private.h"

#include "sol-journal-private.h"
#include "sol-permits-private.h"
#include "sol-session-private.h"

/* The wheel counts 34 years; a century is waited for day by day */
#define LOOK_US (24 * 3600 * (gint64) G_USEC_PER_SEC)

static gint64
add_seconds (gint64  begin_us,
             guint32 seconds)
{
  return seconds == SOL_SESSION_NEVER_EXPIRES
             ? G_MAXINT64
             : begin_us + seconds * (gint64) G_USEC_PER_SEC;
}

/* Its arrival and its expiry begin now. Source: MQTT 5.0 §3.1.3.2.4 */
static SolMessage *
dup_will (const SolMessage *will,
          gint64            now_us)
{
  SolMessageParts parts = {
    .topic = will->topic,
    .topic_len = will->topic_len,
    .payload = sol_message_get_payload (will),
    .payload_len = will->payload_len,
    .properties = sol_message_get_properties (will),
    .properties_len = will->properties_len,
    .publisher = sol_message_get_publisher (will),
    .qos = will->qos,
    .retain = will->retain,
    .arrived_us = now_us,
    .expires_us = will->expires_us == SOL_MESSAGE_NEVER
                      ? SOL_MESSAGE_NEVER
                      : now_us + (will->expires_us - will->arrived_us),
  };

  return sol_message_new_from_parts (&parts);
}

/* Returns: (transfer full) (nullable) */
static SolMessage *
sol_session_take_will (SolSession *self,
                       SolMessage *will)
{
  sol_journal_drop_will (self->core->journal, will);
  if (!sol_session_may_publish (self, self->core, NULL, will->topic, will->topic_len))
    return NULL;
  return dup_will (will, sol_broker_core_get_real_us (self->core));
}

SolMessage *
sol_absence_take_will (SolAbsence *self)
{
  g_autoptr (SolMessage) will = g_steal_pointer (&self->will);

  return will != NULL ? sol_session_take_will (self->session, will) : NULL;
}

void
sol_session_publish_will (SolSession *self,
                          SolMessage *will)
{
  g_autoptr (SolMessage) owned = will;
  g_autoptr (SolMessage) published = sol_session_take_will (self, owned);

  if (published != NULL)
    sol_broker_core_publish_message (self->core, published, self);
}

/* Does what is due, then waits for the rest. The end of the session publishes the will too. */
static void
sol_absence_look (SolAbsence *self)
{
  SolBrokerCore *core = self->session->core;
  gint64 now_us = sol_clock_now_us (core->clock);
  gint64 next_us = self->ends_us;

  if (now_us >= self->ends_us)
    {
      core->stats.n_sessions_expired++;
      sol_broker_core_remove_session (core, self->session);
      return;
    }
  if (self->will != NULL && now_us >= self->will_us)
    sol_session_publish_will (self->session, g_steal_pointer (&self->will));
  if (self->will != NULL)
    next_us = MIN (next_us, self->will_us);
  if (next_us < G_MAXINT64)
    sol_timer_wheel_arm (core->wheel, &self->timer, MIN (next_us - now_us, LOOK_US) / 1000 + 1);
}

static void
timer_cb (SolTimer *timer)
{
  sol_absence_look ((SolAbsence *) timer);
}

static gint64
real_to_monotonic (const SolClock *clock,
                   gint64          real_us)
{
  return sol_clock_now_us (clock) - (sol_clock_real_us (clock) - real_us);
}

void
sol_absence_change_end (SolAbsence *self)
{
  SolBrokerCore *core = self->session->core;

  self->ends_us = add_seconds (real_to_monotonic (core->clock, self->since_real_us),
                               self->session->expiry_s);
  sol_timer_wheel_arm (core->wheel, &self->timer, 0);
}

void
sol_session_leave (SolSession *self,
                   SolMessage *will,
                   guint32     will_delay_s,
                   gint64      since_real_us)
{
  gint64 since_us = real_to_monotonic (self->core->clock, since_real_us);
  SolAbsence *absence = g_new (SolAbsence, 1);

  *absence = (SolAbsence) {
    .timer.func = timer_cb,
    .session = self,
    .since_real_us = since_real_us,
    .ends_us = add_seconds (since_us, self->expiry_s),
    .will_us = add_seconds (since_us, MIN (will_delay_s, self->expiry_s)),
    .will = will,
  };
  self->absence = absence;
  if (self->stored != 0)
    sol_journal_put_session (self->core->journal, self);
  sol_absence_look (absence);
}

void
sol_session_return (SolSession *self)
{
  SolAbsence *absence = g_steal_pointer (&self->absence);

  if (absence == NULL)
    return;
  sol_timer_wheel_disarm (self->core->wheel, &absence->timer);
  if (absence->will != NULL && self->core->journal != NULL)
    sol_journal_drop_will (self->core->journal, absence->will);
  g_clear_pointer (&absence->will, sol_message_unref);
  g_free (absence);
}
