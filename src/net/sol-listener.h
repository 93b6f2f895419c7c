/* sol-listener.h: accepts TCP connections at one address
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-endpoint.h"
#include "sol-reactor.h"

G_BEGIN_DECLS

typedef struct _SolListener SolListener;

/* @fd: (transfer full): connected, non-blocking, without delay; or -1: the process is out of
 *   descriptors, and the listener has paused itself */
typedef void (*SolListenerFunc) (SolListener *listener,
                                 int          fd,
                                 gpointer     user_data);

/**
 * sol_listener_new:
 * @endpoint: port 0 lets the system choose
 *
 * Listens with a backlog of 1024 and accepts by itself: GSocketService answers EMFILE with a busy
 * loop and a warning each turn. All functions belong to the reactor's thread.
 *
 * Errors: every code of %SOL_NET_ERROR; the message names address and port.
 */
SolListener       *sol_listener_new          (SolReactor         *reactor,
                                              const SolEndpoint  *endpoint,
                                              SolListenerFunc     func,
                                              gpointer            user_data,
                                              GError            **error);

/* As it was asked for, and as it is */
const SolEndpoint *sol_listener_get_endpoint (SolListener        *self);
guint16            sol_listener_get_port     (SolListener        *self);

/* Paused, peers wait in the backlog */
void               sol_listener_set_paused   (SolListener        *self,
                                              gboolean            paused);
gboolean           sol_listener_is_paused    (SolListener        *self);

/* Whether a connection would leave the rest of the process the descriptors it needs. Cost: two
 * system calls. */
gboolean           sol_listener_has_room     (SolListener        *self);

void               sol_listener_free         (SolListener        *self);

/* Raises the process's soft limit of descriptors so that @n connections have room, as far as the
 * hard limit lets */
void               sol_listener_reserve      (guint               n);

G_END_DECLS
