/* sol-websocket-server.h: makes WebSockets of accepted connections
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-timer-wheel.h"
#include "sol-tls-stream.h"
#include "sol-websocket.h"

G_BEGIN_DECLS

typedef struct _SolWebsocketServer SolWebsocketServer;

/* @websocket: (transfer full) (nullable): NULL when a connection ended without becoming one */
typedef void (*SolWebsocketServerFunc) (SolWebsocket *websocket,
                                        gpointer      user_data);

/**
 * sol_websocket_server_new:
 * @protocol: the subprotocol that is spoken
 *
 * The HTTP side alone: connections come from a listener of ours, so that the limits of connections
 * and descriptors are kept in one place. Any path is accepted; a plain GET gets a line of text. A
 * connection that has not become a WebSocket in ten seconds is closed. Thread: that of the thread-
 * default main context at this call.
 */
SolWebsocketServer *sol_websocket_server_new    (const char             *protocol,
                                                 SolTimerWheel          *wheel,
                                                 SolWebsocketServerFunc  func,
                                                 gpointer                user_data);

/* @fd: (transfer full). @func will be called once for it. */
void                sol_websocket_server_accept (SolWebsocketServer     *self,
                                                 int                     fd);

/* As sol_websocket_server_accept(). @stream: (transfer full) */
void                sol_websocket_server_accept_tls (SolWebsocketServer *self,
                                                     SolTlsStream       *stream);

void                sol_websocket_server_free   (SolWebsocketServer     *self);

G_END_DECLS
