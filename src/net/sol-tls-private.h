/* sol-tls-private.h: what the files of TLS share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gnutls/gnutls.h>

#include "sol-buffer.h"
#include "sol-tls-context.h"
#include "sol-tls.h"

G_BEGIN_DECLS

/* The longest record's plain text, and what its cipher text may add: RFC 8446 §5.2 */
#define SOL_TLS_RECORD_BYTES 16384
#define SOL_TLS_BATCH_BYTES (4 * (SOL_TLS_RECORD_BYTES + 256))

struct _SolTlsContext
{
  gatomicrefcount                  ref_count;
  gnutls_certificate_credentials_t credentials;
  gnutls_priority_t                priorities;
  gint64                           expiry_s;
  char                            *digest;  /* of the files */
  gboolean                         asks_client;
  gboolean                         requires_client;

  /* Cipher text on its way, of whichever connection is being read or written: one thread */
  guint8                           input[SOL_TLS_BATCH_BYTES];
  guint8                           output[SOL_TLS_BATCH_BYTES];
};

typedef enum
{
  SOL_TLS_SHAKING,
  SOL_TLS_OPEN,
  SOL_TLS_ENDED,  /* the peer said that nothing more comes */
  SOL_TLS_FAILED,
} SolTlsState;

struct _SolTls
{
  /* Owned */
  SolTlsContext    *context;
  gnutls_session_t  session;
  char             *subject;  /* nullable */
  SolBuffer         unsent;   /* cipher text that the socket has not taken */

  int               fd;       /* borrowed */
  guint8            state;
  guint8            has_begun : 1;    /* an octet came */
  guint8            is_gathering : 1; /* records go to the context's output */
  guint8            is_broken : 1;    /* the socket takes no more */
  guint8            is_gone : 1;      /* the socket ended within the handshake */
  const char       *problem;          /* static, nullable: why it failed */

  /* Cipher text in the context's input that GnuTLS has not taken; filled and emptied in one call */
  const guint8     *input;
  gsize             n_input;
  gsize             n_output;
  guint32           n_overhead;  /* cipher text since the last octet for us */
};

/* What the credentials call for a client's certificate; keeps its subject, or why it is refused */
int         sol_tls_verify_cb    (gnutls_session_t session);

/* Returns: a sentence for the log, static, untranslated */
const char *sol_tls_get_failure  (SolTls          *self,
                                  int              code);

G_END_DECLS
