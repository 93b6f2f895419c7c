/* sol-http-guest.h: a connection that libsoup speaks HTTP on, for as long as it is given
 *
 * libsoup's own listener loses a GSocket with every connection (3.2), has no limit and no deadline,
 * and a connection that it keeps for a second request stays for ever when the peer closes it. One
 * that is handed over by soup_server_accept_iostream() to a server without listeners is lost by
 * none of this: it ends with its first answer.
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

#include "sol-timer-wheel.h"

G_BEGIN_DECLS

typedef struct _SolHttpGuest SolHttpGuest;

/* libsoup has let go of the connection: @guest is freed after this call */
typedef void (*SolHttpGuestFunc) (SolHttpGuest *guest,
                                  gpointer      user_data);

/**
 * sol_http_guest_new:
 * @stream: (transfer full): over @socket, which is connected and does not block
 * @time_ms: cut when they are over, unless they are set anew
 * @ended: called once, unless the guest is freed before
 *
 * Thread: the one that @wheel and the server belong to, as for all functions here.
 *
 * Returns: (nullable): %NULL when the peer is gone already
 */
SolHttpGuest      *sol_http_guest_new          (SolTimerWheel    *wheel,
                                                GIOStream        *stream,
                                                GSocket          *socket,
                                                gint64            time_ms,
                                                SolHttpGuestFunc  ended,
                                                gpointer          user_data);

/* As sol_http_guest_new(). @fd: (transfer full) */
SolHttpGuest      *sol_http_guest_new_plain    (SolTimerWheel    *wheel,
                                                int               fd,
                                                gint64            time_ms,
                                                SolHttpGuestFunc  ended,
                                                gpointer          user_data);

/* Hands the connection to @server, once. A request that is there already is read at once, so that
 * @self may be gone when this returns. */
void               sol_http_guest_serve        (SolHttpGuest     *self,
                                                SoupServer       *server);

/* From now on */
void               sol_http_guest_set_time_ms  (SolHttpGuest     *self,
                                                gint64            time_ms);

/* libsoup sees the end of the connection, and lets go of it when its answer is out */
void               sol_http_guest_cut          (SolHttpGuest     *self);

/* Was it cut because its time was over? */
gboolean           sol_http_guest_is_late      (SolHttpGuest     *self);

/* Both borrowed. The address is the object that soup_server_message_get_remote_address() gives. */
GIOStream         *sol_http_guest_get_stream   (SolHttpGuest     *self);
GSocketAddress    *sol_http_guest_get_remote   (SolHttpGuest     *self);

/* Leaves the connection to libsoup, or to whoever took it over */
void               sol_http_guest_free         (SolHttpGuest     *self);

G_END_DECLS
