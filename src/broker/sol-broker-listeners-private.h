/* sol-broker-listeners-private.h: where the broker can be reached
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-broker-core-private.h"

G_BEGIN_DECLS

/* Connections accepted above max_connections, so that their CONNECT can be answered */
#define SOL_BROKER_WAITING_ROOM 32

SolBrokerListeners *sol_broker_listeners_new      (SolBrokerCore       *core);

/**
 * sol_broker_listeners_apply:
 *
 * Opens what @config asks for and is not open, then closes what it does not ask for. Where an old listener stands in
 * the way of a new one, as 127.0.0.1 in that of every interface, it is closed first.
 *
 * Errors: %SOL_BROKER_ERROR; everything is as it was then.
 */
gboolean            sol_broker_listeners_apply    (SolBrokerListeners  *self,
                                                   SolBrokerConfig     *config,
                                                   GError             **error);
void                sol_broker_listeners_close    (SolBrokerListeners  *self);

/* The port bound first; 0 when there is none */
guint16             sol_broker_listeners_get_port (SolBrokerListeners  *self,
                                                   gboolean             is_websocket);

/* Whether a listener stands behind the local end of @fd */
gboolean            sol_broker_listeners_serve    (SolBrokerListeners  *self,
                                                   int                  fd,
                                                   gboolean             is_websocket);

/* A descriptor has become free: accepts again when it had to stop */
void                sol_broker_listeners_retry    (SolBrokerListeners  *self);

void                sol_broker_listeners_free     (SolBrokerListeners  *self);

G_END_DECLS
