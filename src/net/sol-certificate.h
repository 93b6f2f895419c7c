/* sol-certificate.h: makes certificates of an authority of one's own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SOL_CERTIFICATE_AUTHORITY,  /* signs itself, and the others */
  SOL_CERTIFICATE_SERVER,
  SOL_CERTIFICATE_CLIENT,
} SolCertificateKind;

/* Limits of names, in octets: RFC 5280 A.1 */
#define SOL_CERTIFICATE_MAX_NAME 64

typedef struct
{
  SolCertificateKind  kind;
  const char         *name;     /* common name; 1..64 octets of UTF-8 without control characters */
  const char * const *names;    /* nullable: of a server: host names and addresses that it is reached by */
  gint64              begin_s;  /* Unix time */
  gint64              end_s;
} SolCertificateSettings;

/* Both in PEM; the key in PKCS #8, without a passphrase */
typedef struct
{
  char *certificate;
  char *key;
} SolCertificate;

/**
 * sol_certificate_new:
 * @authority: (nullable): who signs; NULL for an authority, which signs itself. A certificate does
 *   not outlast its authority's.
 *
 * EC keys on P-256, signed with SHA-256. Thread: any. Cost: 1 ms.
 * Source: RFC 5280, RFC 5480; Baseline Requirements §7.1 for the extensions.
 *
 * Errors: %SOL_NET_ERROR_CERTIFICATE and _KEY when @authority cannot sign, else
 * %SOL_NET_ERROR_FAILED.
 */
SolCertificate *sol_certificate_new         (const SolCertificateSettings  *settings,
                                             const SolCertificate          *authority,
                                             GError                       **error);

/* The key's octets are wiped */
void            sol_certificate_free        (SolCertificate                *self);

/* When the first certificate in @pem ends, Unix time in seconds; -1 when there is none */
gint64          sol_certificate_read_expiry (const char                    *pem);

/* Returns: (transfer full) (nullable): SHA-256 of the first certificate in @pem, as browsers write it:
 * `AB:CD:…` */
char           *sol_certificate_dup_print   (const char                    *pem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolCertificate, sol_certificate_free)

G_END_DECLS
