/* sol-broker-event-private.h: makes events
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-broker-event.h"

G_BEGIN_DECLS

/* Strings are copied and nullable */
SolBrokerEvent *sol_broker_event_new (SolBrokerEventType  type,
                                      const char         *client_id,
                                      const char         *user_name,
                                      const char         *address,
                                      const char         *reason,
                                      guint               n_repeats);

/* The same for a topic that is forbidden; @rule: 0 where no rule allows it */
SolBrokerEvent *sol_broker_event_new_denied (const char      *client_id,
                                             const char      *user_name,
                                             const char      *address,
                                             SolAclOperation  operation,
                                             const char      *topic,
                                             guint            rule,
                                             guint            n_repeats);

G_END_DECLS
