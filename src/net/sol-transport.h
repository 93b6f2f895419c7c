/* sol-transport.h: how octets reach one peer: a plain descriptor, TLS over one, or a WebSocket
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <sys/socket.h>

#include "sol-outbox.h"
#include "sol-reactor.h"
#include "sol-tls.h"
#include "sol-websocket.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_TRANSPORT_WRITTEN,  /* the outbox is empty */
  SOL_TRANSPORT_BLOCKED,  /* the peer takes no more; the watch reports EPOLLOUT when it does */
  SOL_TRANSPORT_FAILED,   /* the connection is gone */
} SolTransportResult;

/* What is not plain: one of them */
typedef struct
{
  SolTls       *tls;
  SolWebsocket *websocket;
} SolTransportLayer;

/* Embedded in a connection; its @watch must be set up by sol_transport_open_*() before anything
 * else */
typedef struct
{
  SolWatch           watch;
  SolTransportLayer *layer;  /* owned, nullable: plain. Apart, because most connections are */
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

/* As sol_transport_open(), with TLS: its handshake is part of receiving */
gboolean           sol_transport_open_tls       (SolTransport    *self,
                                                 SolReactor      *reactor,
                                                 SolTlsContext   *context,
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

/* Returns: (nullable): the TLS between it and the socket, that below its WebSocket too */
static inline SolTls *
sol_transport_get_tls (const SolTransport *self)
{
  if (self->layer == NULL)
    return NULL;
  return self->layer->websocket != NULL ? sol_websocket_get_tls (self->layer->websocket) : self->layer->tls;
}

static inline SolWebsocket *
sol_transport_get_websocket (const SolTransport *self)
{
  return self->layer != NULL ? self->layer->websocket : NULL;
}

/* For sol_transport_receive() */
gssize             sol_transport_receive_layer  (SolTransport    *self,
                                                 SolReactor      *reactor,
                                                 guint8          *buffer,
                                                 gsize            size);

/**
 * sol_transport_receive:
 * @size: 32 KiB or more
 *
 * As recv(2), but for a WebSocket. Call it when EPOLLIN was reported: what does not fit makes it be
 * reported again.
 */
static inline gssize
sol_transport_receive (SolTransport *self,
                       SolReactor   *reactor,
                       guint8       *buffer,
                       gsize         size)
{
  if (G_UNLIKELY (self->layer != NULL))
    return sol_transport_receive_layer (self, reactor, buffer, size);
  return recv (self->watch.fd, buffer, size, 0);
}

/* Call it when EPOLLOUT was reported: TLS may hold octets that the outbox has not */
void               sol_transport_push           (SolTransport    *self,
                                                 SolReactor      *reactor);

/* Writes as much as the peer takes: one system call while all of it fits */
SolTransportResult sol_transport_flush          (SolTransport    *self,
                                                 SolReactor      *reactor,
                                                 SolOutbox       *outbox,
                                                 SolOutboxPool   *pool);

/* Stops and resumes reading of a descriptor, so that the peer's octets wait in the network */
void               sol_transport_set_reading    (SolTransport    *self,
                                                 SolReactor      *reactor,
                                                 gboolean         reading);

/**
 * sol_transport_steal_tls:
 *
 * Stops watching; @self is closed then, and its descriptor open.
 *
 * Returns: (transfer full): its TLS
 */
SolTls            *sol_transport_steal_tls      (SolTransport    *self,
                                                 SolReactor      *reactor);

void               sol_transport_close          (SolTransport    *self,
                                                 SolReactor      *reactor);

G_END_DECLS
