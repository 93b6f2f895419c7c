/* sol-websocket.h: one WebSocket that carries octets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

#include "sol-tls.h"

G_BEGIN_DECLS

typedef struct _SolWebsocket SolWebsocket;

/* @data is NULL when the peer has gone, or broke the rules of WebSocket */
typedef void (*SolWebsocketFunc) (const guint8 *data,
                                  gsize         length,
                                  gpointer      user_data);

/* Thread: that of the main context in which @connection was made, for all functions here. */
SolWebsocket *sol_websocket_new         (SoupWebsocketConnection *connection);

/* Set it before the context runs again. It may close the socket. */
void          sol_websocket_set_func    (SolWebsocket            *self,
                                         SolWebsocketFunc         func,
                                         gpointer                 user_data);

/* Longest message to accept; a longer one closes the socket */
void          sol_websocket_set_limit   (SolWebsocket            *self,
                                         gsize                    limit_bytes);

int           sol_websocket_get_fd      (SolWebsocket            *self);

/* Returns: (nullable): what it runs over */
SolTls       *sol_websocket_get_tls     (SolWebsocket            *self);

/* Queues one binary message; FALSE when the socket is no longer open */
gboolean      sol_websocket_send        (SolWebsocket            *self,
                                         const guint8            *data,
                                         gsize                    length);

/* Octets sent that the kernel, or TLS, has not taken yet. Cost: two system calls, none over TLS. */
gsize         sol_websocket_get_unsent  (SolWebsocket            *self);

/* Says farewell, forgets the function and frees @self; what was queued goes out within a few
 * seconds or is lost */
void          sol_websocket_close       (SolWebsocket            *self);

G_END_DECLS
