/* sol-certificate.c: makes certificates of an authority of one's own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-certificate.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <gnutls/crypto.h>
#include <gnutls/x509.h>

#include "sol-net-error.h"
#include "sol-text.h"

#define SERIAL_BYTES 16

/* What one certificate is made of */
typedef struct
{
  gnutls_x509_crt_t     certificate;
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t     signer;      /* of the authority; itself for an authority */
  gnutls_x509_privkey_t signer_key;
} Making;

static void
making_clear (Making *self)
{
  if (self->signer != self->certificate)
    gnutls_x509_crt_deinit (self->signer);
  if (self->signer_key != self->key)
    gnutls_x509_privkey_deinit (self->signer_key);
  gnutls_x509_crt_deinit (self->certificate);
  gnutls_x509_privkey_deinit (self->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

static gboolean
check (int           status,
       SolNetError   code,
       const char   *what,
       GError      **error)
{
  if (status >= 0)
    return TRUE;
  g_set_error (error, SOL_NET_ERROR, code, "%s: %s", what, gnutls_strerror (status));
  return FALSE;
}

static gnutls_datum_t
to_datum (const char *text)
{
  return (gnutls_datum_t) { (guint8 *) text, (guint) strlen (text) };
}

static gboolean
making_load_signer (Making                *self,
                    const SolCertificate  *authority,
                    GError               **error)
{
  gnutls_datum_t certificate, key;

  if (authority == NULL)
    {
      self->signer = self->certificate;
      self->signer_key = self->key;
      return TRUE;
    }
  gnutls_x509_crt_init (&self->signer);
  gnutls_x509_privkey_init (&self->signer_key);
  certificate = to_datum (authority->certificate);
  key = to_datum (authority->key);
  return check (gnutls_x509_crt_import (self->signer, &certificate, GNUTLS_X509_FMT_PEM),
                SOL_NET_ERROR_CERTIFICATE, _("The authority’s certificate cannot be used"), error)
         && check (gnutls_x509_privkey_import2 (self->signer_key, &key, GNUTLS_X509_FMT_PEM, NULL, 0),
                   SOL_NET_ERROR_KEY, _("The authority’s key cannot be used"), error);
}

static int
set_subject (gnutls_x509_crt_t  certificate,
             const char        *name)
{
  static const char organization[] = "Soliton";
  int status = gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_ORGANIZATION_NAME, 0,
                                              organization, sizeof organization - 1);

  if (status < 0)
    return status;
  return gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                        (guint) strlen (name));
}

static int
set_serial (gnutls_x509_crt_t certificate)
{
  guint8 serial[SERIAL_BYTES];
  int status = gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial);

  /* Positive, and not shorter: RFC 5280 §4.1.2.2 */
  serial[0] = (serial[0] & 0x7f) | 0x40;
  return status < 0 ? status
                    : gnutls_x509_crt_set_serial (certificate, serial, sizeof serial);
}

static int
add_name (gnutls_x509_crt_t  certificate,
          const char        *name)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (name);

  if (address != NULL)
    return gnutls_x509_crt_set_subject_alt_name (
        certificate, GNUTLS_SAN_IPADDRESS, g_inet_address_to_bytes (address),
        (guint) g_inet_address_get_native_size (address), GNUTLS_FSAN_APPEND);
  return gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, name,
                                               (guint) strlen (name), GNUTLS_FSAN_APPEND);
}

static int
set_use (gnutls_x509_crt_t             certificate,
         const SolCertificateSettings *settings)
{
  gboolean is_server = settings->kind == SOL_CERTIFICATE_SERVER;
  int status;

  if (settings->kind == SOL_CERTIFICATE_AUTHORITY)
    {
      status = gnutls_x509_crt_set_basic_constraints (certificate, 1, 0);
      return status < 0 ? status
                        : gnutls_x509_crt_set_key_usage (
                            certificate, GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN);
    }
  status = gnutls_x509_crt_set_basic_constraints (certificate, 0, -1);
  if (status >= 0)
    status = gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_DIGITAL_SIGNATURE);
  if (status >= 0)
    status = gnutls_x509_crt_set_key_purpose_oid (
        certificate, is_server ? GNUTLS_KP_TLS_WWW_SERVER : GNUTLS_KP_TLS_WWW_CLIENT, 0);
  for (guint i = 0; status >= 0 && settings->names != NULL && settings->names[i] != NULL; i++)
    status = add_name (certificate, settings->names[i]);
  return status;
}

static int
set_key_ids (Making *self)
{
  guint8 id[64];
  gsize size = sizeof id;
  int status = gnutls_x509_crt_get_key_id (self->certificate, GNUTLS_KEYID_USE_SHA256, id, &size);

  if (status >= 0)
    status = gnutls_x509_crt_set_subject_key_id (self->certificate, id, size);
  size = sizeof id;
  if (status >= 0)
    status = gnutls_x509_crt_get_key_id (self->signer, GNUTLS_KEYID_USE_SHA256, id, &size);
  return status < 0 ? status : gnutls_x509_crt_set_authority_key_id (self->certificate, id, size);
}

static int
making_fill (Making                       *self,
             const SolCertificateSettings *settings)
{
  gint64 last_s = settings->end_s;
  int status = gnutls_x509_crt_set_version (self->certificate, 3);

  if (status >= 0)
    status = set_serial (self->certificate);
  if (status >= 0)
    status = set_subject (self->certificate, settings->name);
  if (status >= 0)
    status = gnutls_x509_crt_set_key (self->certificate, self->key);
  if (status >= 0)
    status = set_use (self->certificate, settings);
  if (status >= 0)
    status = set_key_ids (self);
  if (self->signer != self->certificate)
    last_s = MIN (last_s, (gint64) gnutls_x509_crt_get_expiration_time (self->signer));
  if (status >= 0)
    status = gnutls_x509_crt_set_activation_time (self->certificate, settings->begin_s);
  if (status >= 0)
    status = gnutls_x509_crt_set_expiration_time (self->certificate, last_s);
  return status < 0 ? status
                    : gnutls_x509_crt_sign2 (self->certificate, self->signer, self->signer_key,
                                             GNUTLS_DIG_SHA256, 0);
}

static char *
take_text (gnutls_datum_t *datum)
{
  char *text = g_strndup ((const char *) datum->data, datum->size);

  explicit_bzero (datum->data, datum->size);
  gnutls_free (datum->data);
  return text;
}

static SolCertificate *
making_export (Making  *self,
               GError **error)
{
  const char *what = _("The new certificate cannot be written");
  g_autoptr (SolCertificate) result = g_new0 (SolCertificate, 1);
  gnutls_datum_t text;

  if (!check (gnutls_x509_crt_export2 (self->certificate, GNUTLS_X509_FMT_PEM, &text),
              SOL_NET_ERROR_FAILED, what, error))
    return NULL;
  result->certificate = take_text (&text);
  if (!check (gnutls_x509_privkey_export2_pkcs8 (self->key, GNUTLS_X509_FMT_PEM, NULL,
                                                 GNUTLS_PKCS_PLAIN, &text),
              SOL_NET_ERROR_FAILED, what, error))
    return NULL;
  result->key = take_text (&text);
  return g_steal_pointer (&result);
}

static gboolean
check_name (const char  *name,
            GError     **error)
{
  gsize length = strlen (name);
  gboolean is_good = length > 0 && length <= SOL_CERTIFICATE_MAX_NAME && g_utf8_validate (name, -1, NULL);
  g_autofree char *head = sol_text_head (name, 80);

  for (const char *at = name; is_good && *at != '\0'; at++)
    is_good = !g_ascii_iscntrl (*at);
  if (!is_good)
    g_set_error (error, SOL_NET_ERROR, SOL_NET_ERROR_FAILED,
                 _("A certificate’s name has 1 to %d octets and no control characters; it was “%.80s”"),
                 SOL_CERTIFICATE_MAX_NAME, head);
  return is_good;
}

SolCertificate *
sol_certificate_new (const SolCertificateSettings  *settings,
                     const SolCertificate          *authority,
                     GError                       **error)
{
  g_auto (Making) making = { 0 };

  g_return_val_if_fail ((authority == NULL) == (settings->kind == SOL_CERTIFICATE_AUTHORITY), NULL);

  if (!check_name (settings->name, error))
    return NULL;
  gnutls_x509_crt_init (&making.certificate);
  gnutls_x509_privkey_init (&making.key);
  if (!check (gnutls_x509_privkey_generate (making.key, GNUTLS_PK_ECDSA,
                                            GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0),
              SOL_NET_ERROR_FAILED, _("A key cannot be made"), error)
      || !making_load_signer (&making, authority, error)
      || !check (making_fill (&making, settings), SOL_NET_ERROR_FAILED,
                 _("The certificate cannot be made"), error))
    return NULL;
  return making_export (&making, error);
}

void
sol_certificate_free (SolCertificate *self)
{
  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_free (self->key);
  g_free (self->certificate);
  g_free (self);
}

static gnutls_x509_crt_t
parse (const char *pem)
{
  gnutls_datum_t text = to_datum (pem);
  gnutls_x509_crt_t certificate;

  gnutls_x509_crt_init (&certificate);
  if (gnutls_x509_crt_import (certificate, &text, GNUTLS_X509_FMT_PEM) >= 0)
    return certificate;
  gnutls_x509_crt_deinit (certificate);
  return NULL;
}

gint64
sol_certificate_read_expiry (const char *pem)
{
  gnutls_x509_crt_t certificate = parse (pem);
  gint64 expiry_s = -1;

  if (certificate == NULL)
    return -1;
  expiry_s = gnutls_x509_crt_get_expiration_time (certificate);
  gnutls_x509_crt_deinit (certificate);
  return expiry_s;
}

char *
sol_certificate_dup_print (const char *pem)
{
  gnutls_x509_crt_t certificate = parse (pem);
  g_autoptr (GString) text = g_string_new (NULL);
  guint8 digest[32];
  gsize size = sizeof digest;

  if (certificate == NULL)
    return NULL;
  gnutls_x509_crt_get_fingerprint (certificate, GNUTLS_DIG_SHA256, digest, &size);
  gnutls_x509_crt_deinit (certificate);
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%s%02X", i > 0 ? ":" : "", digest[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
