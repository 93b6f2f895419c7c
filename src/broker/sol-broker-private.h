/* sol-broker-private.h: what taps and commands need of the handle
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-broker-core-private.h"
#include "sol-io-thread.h"

G_BEGIN_DECLS

/* sol_broker_new() by another clock, which outlives the broker. Its timers wake by the system's: after
 * a leap, sol_timer_wheel_advance(). */
SolBroker     *sol_broker_new_with_clock (SolStore       *store,
                                          const SolClock *clock);

/* Returns: (nullable) */
SolStore      *sol_broker_get_store  (SolBroker *self);

/* What was stored is read once, before the first start */
gboolean       sol_broker_needs_load (SolBroker *self);
void           sol_broker_set_loaded (SolBroker *self);

SolIoThread   *sol_broker_get_thread (SolBroker *self);

/* To be touched in that thread only */
SolBrokerCore *sol_broker_get_core   (SolBroker *self);

/* The owner's thread: after a command was carried out */
void           sol_broker_set_state  (SolBroker      *self,
                                      SolBrokerState  state);
void           sol_broker_set_ports  (SolBroker      *self,
                                      guint16         port,
                                      guint16         websocket_port,
                                      guint16         tls_port);

G_END_DECLS
