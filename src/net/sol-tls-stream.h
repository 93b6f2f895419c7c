/* sol-tls-stream.h: TLS as a GIOStream, for libsoup
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-tls.h"

G_BEGIN_DECLS

#define SOL_TYPE_TLS_STREAM (sol_tls_stream_get_type ())
G_DECLARE_FINAL_TYPE (SolTlsStream, sol_tls_stream, SOL, TLS_STREAM, GIOStream)

/**
 * sol_tls_stream_new:
 * @tls: (transfer full): of @socket's descriptor
 * @socket: closed with the stream
 * @data: what @tls gave already, to be read first
 *
 * Both directions are pollable and never block: a read or write that would is %G_IO_ERROR_WOULD_BLOCK. What the socket
 * does not take of a write, 64 KiB of cipher text at most, is written when it does. Thread: that of @tls and of the
 * thread-default main context at a write.
 */
SolTlsStream *sol_tls_stream_new         (SolTls       *tls,
                                          GSocket      *socket,
                                          const guint8 *data,
                                          gsize         length);

/* Borrowed; %NULL when it is closed */
SolTls       *sol_tls_stream_get_tls     (SolTlsStream *self);
GSocket      *sol_tls_stream_get_socket  (SolTlsStream *self);

/* Octets that were written to the stream, ever */
guint64       sol_tls_stream_get_n_taken (SolTlsStream *self);

G_END_DECLS
