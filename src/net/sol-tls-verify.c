/* sol-tls-verify.c: whether a client's certificate is good, and why a handshake failed
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gnutls/x509.h>

#include <glib/gi18n.h>

#include "sol-tls-private.h"

#define MAX_SUBJECT_BYTES 256

static const char *
get_fault (guint status)
{
  if (status & GNUTLS_CERT_EXPIRED)
    return N_("Its certificate has expired");
  if (status & GNUTLS_CERT_NOT_ACTIVATED)
    return N_("Its certificate is not valid yet, or the clock of this computer is slow");
  if (status & (GNUTLS_CERT_SIGNER_NOT_FOUND | GNUTLS_CERT_SIGNER_NOT_CA))
    return N_("Its certificate was signed by an authority that this broker does not know");
  if (status & GNUTLS_CERT_PURPOSE_MISMATCH)
    return N_("Its certificate was not made for a client");
  if (status & GNUTLS_CERT_REVOKED)
    return N_("Its certificate was revoked");
  return N_("Its certificate is not valid");
}

/* Returns: (transfer full) (nullable) */
static char *
dup_subject (gnutls_session_t session)
{
  guint n = 0;
  const gnutls_datum_t *chain = gnutls_certificate_get_peers (session, &n);
  char name[MAX_SUBJECT_BYTES + 1];
  gsize size = sizeof name;
  gnutls_x509_crt_t certificate;
  int status;

  if (n == 0 || gnutls_x509_crt_init (&certificate) < 0)
    return NULL;
  status = gnutls_x509_crt_import (certificate, &chain[0], GNUTLS_X509_FMT_DER);
  if (status >= 0)
    status = gnutls_x509_crt_get_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name,
                                            &size);
  gnutls_x509_crt_deinit (certificate);
  /* A zero inside, or what is no UTF-8, names nobody */
  if (status < 0 || size == 0 || !g_utf8_validate (name, (gssize) size, NULL))
    return NULL;
  return g_strndup (name, size);
}

int
sol_tls_verify_cb (gnutls_session_t session)
{
  SolTls *self = gnutls_session_get_ptr (session);
  gnutls_typed_vdata_st purpose
      = { GNUTLS_DT_KEY_PURPOSE_OID, (guint8 *) GNUTLS_KP_TLS_WWW_CLIENT, 0 };
  guint status = 0, n = 0;

  /* None was shown: GnuTLS itself refuses when one is required */
  if (gnutls_certificate_get_peers (session, &n) == NULL || n == 0)
    return 0;
  if (gnutls_certificate_verify_peers (session, &purpose, 1, &status) < 0 || status != 0)
    {
      self->problem = get_fault (status);
      return GNUTLS_E_CERTIFICATE_ERROR;
    }
  self->subject = dup_subject (session);
  return 0;
}

static const char *
get_alert (SolTls *self)
{
  switch (gnutls_alert_get (self->session))
    {
    case GNUTLS_A_UNKNOWN_CA:
    case GNUTLS_A_BAD_CERTIFICATE:
    case GNUTLS_A_CERTIFICATE_UNKNOWN:
      return N_("It does not trust this broker’s certificate: give it the authority’s certificate, "
                "and let it connect by a name or address that the certificate has");
    case GNUTLS_A_CERTIFICATE_EXPIRED:
      return N_("It finds this broker’s certificate expired: renew it, or set the device’s clock");
    default:
      return N_("It gave up within TLS");
    }
}

const char *
sol_tls_get_failure (SolTls *self,
                     int     code)
{
  static const char gone[] = N_("It went away within TLS without a word");

  if (self->problem != NULL)
    return self->problem;
  if (self->is_gone)
    return gone;
  switch (code)
    {
    case GNUTLS_E_FATAL_ALERT_RECEIVED:
      return get_alert (self);
    case GNUTLS_E_NO_CERTIFICATE_FOUND:
    case GNUTLS_E_CERTIFICATE_REQUIRED:
      return N_("It showed no certificate, and this broker asks for one");
    case GNUTLS_E_UNSUPPORTED_VERSION_PACKET:
      return N_("It speaks only TLS older than 1.2, which is not safe any more");
    case GNUTLS_E_NO_CIPHER_SUITES:
    case GNUTLS_E_NO_COMMON_KEY_SHARE:
      return N_("It has no way to encrypt in common with this broker");
    case GNUTLS_E_REHANDSHAKE:
      return N_("It asked to negotiate TLS anew, which is not allowed");
    case GNUTLS_E_PREMATURE_TERMINATION:
    case GNUTLS_E_PULL_ERROR:
    case GNUTLS_E_PUSH_ERROR:
      return gone;
    default:
      return N_("What it sent is not proper TLS");
    }
}
