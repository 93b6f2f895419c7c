/* sol-tls-context.h: a certificate, its key and whom they are shown to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Immutable and counted: connections made with it keep it while a renewed one serves new peers. */
typedef struct _SolTlsContext SolTlsContext;

typedef struct
{
  const char *certificate;     /* PEM file: the server's, then those between it and its authority */
  const char *key;             /* PEM file, without a passphrase */
  const char *client_ca;       /* nullable: PEM file of the authorities of client certificates */
  gboolean    requires_client; /* nobody without such a certificate is let in */
} SolTlsFiles;

/**
 * sol_tls_context_new:
 *
 * Reads the files, so not in an I/O thread. TLS 1.2 and 1.3, with forward secrecy alone.
 *
 * Errors: %SOL_NET_ERROR_CERTIFICATE, _KEY, _CLIENT_CA; the message names the file, what is wrong
 * and the cure.
 */
SolTlsContext *sol_tls_context_new         (const SolTlsFiles  *files,
                                            GError            **error);
SolTlsContext *sol_tls_context_ref         (SolTlsContext      *self);
void           sol_tls_context_unref       (SolTlsContext      *self);

/* Unix time in seconds when the server's certificate ends */
gint64         sol_tls_context_get_expiry  (SolTlsContext      *self);

/* Whether both show the same certificate and trust the same authorities */
gboolean       sol_tls_context_equal       (SolTlsContext      *self,
                                            SolTlsContext      *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolTlsContext, sol_tls_context_unref)

G_END_DECLS
