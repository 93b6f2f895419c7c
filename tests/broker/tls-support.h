/* tls-support.h: certificates in a folder of their own, and clients that speak TLS
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "octets-support.h"
#include "sol-certificate.h"

G_BEGIN_DECLS

/* A broker with TLS on a port of its own, and what it told */
typedef struct
{
  Octets          octets;     /* must be first */
  char           *folder;
  SolCertificate *authority;
  GPtrArray      *reasons;    /* of its events */
} Tls;

void           tls_set_up      (Tls                  *self,
                                gconstpointer         data);
void           tls_tear_down   (Tls                  *self,
                                gconstpointer         data);

/* By the fixture's authority, or @authority; both in days from now */
SolCertificate *tls_make       (Tls                  *self,
                                SolCertificateKind    kind,
                                const char           *name,
                                int                   begin_days,
                                int                   end_days);

/* Writes the server's certificate and key where the configuration names them */
void           tls_install     (Tls                  *self,
                                const SolCertificate *server);
/* Returns: (transfer full): the path of a file in the fixture's folder */
char          *tls_write       (Tls                  *self,
                                const char           *name,
                                const char           *text);

/* Returns: (transfer full): why the broker refused the configuration; NULL when it did not */
GError        *tls_apply       (Tls                  *self);

/* A socket on the TLS port on which nothing was sent */
int            tls_connect     (Tls                  *self);
/* A client that has shaken hands, and checked the certificate for 127.0.0.1. @client: (nullable): its
 * own certificate. Returns: (transfer full) (nullable): NULL with @error. All wait 5 s at most. */
GIOStream     *tls_open        (Tls                  *self,
                                const SolCertificate *client,
                                GError              **error);
/* Sends what @script says, and expects what @reply says */
void           tls_talk        (GIOStream            *stream,
                                const char           *script,
                                const char           *reply);
/* The end of the connection, or its failure, and no octet before it */
void           tls_expect_end  (GIOStream            *stream);

/* Waits until an event gives @reason */
void           tls_expect_told (Tls                  *self,
                                const char           *reason);

G_END_DECLS
