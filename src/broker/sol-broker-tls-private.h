/* sol-broker-tls-private.h: the certificate that the broker shows
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-broker-core-private.h"

G_BEGIN_DECLS

/* How long before its end the certificate's renewal is asked for */
#define SOL_BROKER_TLS_NOTICE_S (14 * 24 * 3600)

/* Reads the files that @config names, in a thread of its own. With TLS off the result is NULL
 * without an error. */
void           sol_broker_load_tls_async  (SolBrokerConfig      *config,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
/* Returns: (transfer full) (nullable); errors: %SOL_BROKER_ERROR */
SolTlsContext *sol_broker_load_tls_finish (GAsyncResult         *result,
                                           GError              **error);

/* What new connections get. Says when it ends soon, now and once a day. */
void           sol_broker_core_set_tls    (SolBrokerCore        *self,
                                           SolTlsContext        *tls);

G_END_DECLS
