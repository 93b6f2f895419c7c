/* sol-broker-event.h: what happened at the door: connections and refusals
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-acl-rule.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_BROKER_EVENT_CONNECTED,
  SOL_BROKER_EVENT_DISCONNECTED,  /* the reason says how: by the client, keep-alive, taken over, a protocol error… */
  SOL_BROKER_EVENT_REFUSED,       /* a CONNECT refused: wrong password, unknown user, bad identifier, version… */
  SOL_BROKER_EVENT_WARNING,       /* out of descriptors, queue limit reached, connection limit reached */
  SOL_BROKER_EVENT_LISTENING,     /* a listener opened or closed */
  SOL_BROKER_EVENT_DENIED,        /* an access rule, or the lack of one, forbade a topic */
} SolBrokerEventType;

/* Immutable, counted */
typedef struct
{
  gatomicrefcount    ref_count;
  SolBrokerEventType type;
  gint64             time_us;    /* Unix time */
  char              *client_id;  /* nullable */
  char              *user_name;  /* nullable */
  char              *address;    /* nullable; `192.168.1.57:50122`, `[::1]:50122` */
  char              *reason;     /* a sentence in English, translatable by its msgid; nullable */
  guint              n_repeats;  /* how often before: the address refused, or the client denied this topic */

  /* Of %SOL_BROKER_EVENT_DENIED */
  SolAclOperation    operation;  /* to publish or to subscribe */
  char              *topic;      /* nullable; or the filter of a subscription */
  guint              rule;       /* the number of the rule; 0: no rule allows it */
} SolBrokerEvent;

#define SOL_TYPE_BROKER_EVENT (sol_broker_event_get_type ())
GType           sol_broker_event_get_type (void);
SolBrokerEvent *sol_broker_event_ref      (SolBrokerEvent *self);
void            sol_broker_event_unref    (SolBrokerEvent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolBrokerEvent, sol_broker_event_unref)

G_END_DECLS
