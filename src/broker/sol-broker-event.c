/* sol-broker-event.c: what happened at the door: connections and refusals
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker-event-private.h"

G_DEFINE_BOXED_TYPE (SolBrokerEvent, sol_broker_event, sol_broker_event_ref, sol_broker_event_unref)

SolBrokerEvent *
sol_broker_event_new (SolBrokerEventType  type,
                      const char         *client_id,
                      const char         *user_name,
                      const char         *address,
                      const char         *reason,
                      guint               n_repeats)
{
  SolBrokerEvent *self = g_new0 (SolBrokerEvent, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->type = type;
  self->time_us = g_get_real_time ();
  self->client_id = g_strdup (client_id);
  self->user_name = g_strdup (user_name);
  self->address = g_strdup (address);
  self->reason = g_strdup (reason);
  self->n_repeats = n_repeats;
  return self;
}

SolBrokerEvent *
sol_broker_event_new_denied (const char      *client_id,
                             const char      *user_name,
                             const char      *address,
                             SolAclOperation  operation,
                             const char      *topic,
                             guint            rule,
                             guint            n_repeats)
{
  SolBrokerEvent *self = sol_broker_event_new (SOL_BROKER_EVENT_DENIED, client_id, user_name,
                                               address, NULL, n_repeats);

  self->operation = operation;
  self->topic = g_strdup (topic);
  self->rule = rule;
  return self;
}

SolBrokerEvent *
sol_broker_event_ref (SolBrokerEvent *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sol_broker_event_unref (SolBrokerEvent *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->client_id);
  g_free (self->user_name);
  g_free (self->address);
  g_free (self->reason);
  g_free (self->topic);
  g_free (self);
}
