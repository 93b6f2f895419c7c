/* sol-transport.h: how octets reach one peer: a plain descriptor, or a WebSocket
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-outbox.h"
#include "sol-reactor.h"
#include "sol-websocket.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_TRANSPORT_WRITTEN,  /* the outbox is empty */
  SOL_TRANSPORT_BLOCKED,  /* the peer takes no more; the watch reports EPOLLOUT when it does */
  SOL_TRANSPORT_FAILED,   /* the connection is gone */
} SolTransportResult;

/* Embedded in a connection; its @watch must be set up by sol_transport_open_*() before anything
 * else */
typedef struct
{
  SolWatch      watch;
  SolWebsocket *websocket;  /* owned, nullable: plain */
} SolTransport;

/**
 * sol_transport_open:
 * @fd: (transfer full): a connected, non-blocking socket
 * @ready: called with EPOLLIN when there is something to read, EPOLLOUT when a blocked one can be
 *   written
 *
 * Returns: %FALSE when it cannot be watched; @fd is closed then
 */
gboolean           sol_transport_open           (SolTransport    *self,
                                                 SolReactor      *reactor,
                                                 int              fd,
                                                 SolWatchFunc     ready);

/* @websocket: (transfer full): its octets arrive by its own function; @ready sees EPOLLOUT only */
void               sol_transport_open_websocket (SolTransport    *self,
                                                 SolReactor      *reactor,
                                                 SolWebsocket    *websocket,
                                                 SolWatchFunc     ready);

gboolean           sol_transport_is_open        (const SolTransport *self);

/* The socket, to ask it for addresses and to set options; -1 when closed */
int                sol_transport_get_fd         (const SolTransport *self);

/* Writes as much as the peer takes: one system call while all of it fits */
SolTransportResult sol_transport_flush          (SolTransport    *self,
                                                 SolReactor      *reactor,
                                                 SolOutbox       *outbox,
                                                 SolOutboxPool   *pool);

/* Stops and resumes reading of a plain descriptor, so that the peer's octets wait in the network */
void               sol_transport_set_reading    (SolTransport    *self,
                                                 SolReactor      *reactor,
                                                 gboolean         reading);

void               sol_transport_close          (SolTransport    *self,
                                                 SolReactor      *reactor);

G_END_DECLS
