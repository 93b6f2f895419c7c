/* sol-tls.h: TLS over one accepted socket
 *
 * GnuTLS itself, and not GTlsConnection: that one shakes hands in a thread of GTask's pool, of
 * which the process has ten, so that a few peers that stop halfway would hold up every file and
 * password of the program; here a handshake is a step of the reactor, and one that stops costs
 * memory alone.
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <sys/types.h>
#include <sys/uio.h>

#include "sol-tls-context.h"

G_BEGIN_DECLS

typedef struct _SolTls SolTls;

/**
 * sol_tls_new:
 * @context: a reference is taken
 * @fd: borrowed: connected and non-blocking
 *
 * All functions of one context's connections belong to one thread. A handshake costs that thread
 * 0.3 ms with an EC key, 1.5 ms with RSA 2048.
 */
SolTls     *sol_tls_new            (SolTlsContext       *context,
                                    int                  fd);

/* Forgets what was not written; the peer is told that nothing more comes. @fd stays open. */
void        sol_tls_free           (SolTls              *self);

/**
 * sol_tls_receive:
 * @size: 32 KiB or more
 *
 * As recv(2), for the octets inside; shakes hands first. What fits no more waits in the socket, so
 * that its readiness stays the sign to read. errno is EAGAIN, or EPROTO with
 * sol_tls_get_problem().
 */
gssize      sol_tls_receive        (SolTls              *self,
                                    guint8              *buffer,
                                    gsize                size);

/**
 * sol_tls_send:
 * @iov: what comes first of all that waits
 *
 * Makes records of it, up to 64 KiB, and writes them with one system call. What the socket does
 * not take is kept: sol_tls_has_unsent() then, and nothing more is taken.
 *
 * Returns: octets taken, -1 when the connection is gone
 */
gssize      sol_tls_send           (SolTls              *self,
                                    const struct iovec  *iov,
                                    guint                n);

/* Writes what was kept; FALSE when the connection is gone */
gboolean    sol_tls_push           (SolTls              *self);
gboolean    sol_tls_has_unsent     (const SolTls        *self);

gboolean    sol_tls_is_open        (const SolTls        *self);

/* Returns: (nullable): why it failed: a sentence, static, untranslated */
const char *sol_tls_get_problem    (const SolTls        *self);

/* Returns: (nullable): common name of the client's certificate, which was verified */
const char *sol_tls_get_subject    (const SolTls        *self);

G_END_DECLS
