/* sol-tls-context.c: a certificate, its key and whom they are shown to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-tls-context.h"

#include <string.h>

#include <gnutls/x509.h>

#include <glib/gi18n.h>

#include "sol-file.h"
#include "sol-net-error.h"
#include "sol-tls-private.h"

/* No key exchange without forward secrecy, nothing before TLS 1.2 (RFC 8996) */
#define PRIORITIES "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:%SERVER_PRECEDENCE"

/* The three files as they were read; the key's octets are wiped */
typedef struct
{
  gnutls_datum_t certificate;
  gnutls_datum_t key;
  gnutls_datum_t client_ca;
} Texts;

static void
texts_clear (Texts *self)
{
  if (self->key.data != NULL)
    explicit_bzero (self->key.data, self->key.size);
  g_free (self->certificate.data);
  g_free (self->key.data);
  g_free (self->client_ca.data);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static gboolean
read_file (const char      *path,
           SolNetError      code,
           const char      *cure,
           gnutls_datum_t  *text,
           GError         **error)
{
  g_autoptr (GError) cause = NULL;
  char *contents;
  gsize length;

  if (path == NULL || *path == '\0')
    {
      g_set_error (error, SOL_NET_ERROR, code, "%s", cure);
      return FALSE;
    }
  if (!sol_file_read (path, SOL_FILE_MAX_PEM, &contents, &length, &cause))
    {
      g_set_error (error, SOL_NET_ERROR, code, "%s. %s", cause->message, cure);
      return FALSE;
    }
  *text = (gnutls_datum_t) { (guint8 *) contents, (guint) length };
  return TRUE;
}

static gboolean
texts_read (Texts              *self,
            const SolTlsFiles  *files,
            GError            **error)
{
  return read_file (files->certificate, SOL_NET_ERROR_CERTIFICATE,
                    _("TLS needs a certificate: make one with “soliton-cli cert”, or choose a PEM file."),
                    &self->certificate, error)
         && read_file (files->key, SOL_NET_ERROR_KEY,
                       _("TLS needs the certificate’s key: choose the PEM file that was made with it."),
                       &self->key, error)
         && (files->client_ca == NULL
             || read_file (files->client_ca, SOL_NET_ERROR_CLIENT_CA,
                           _("Choose the PEM file of the authority that signed the clients’ "
                             "certificates, or none."),
                           &self->client_ca, error));
}

static gboolean
fail (GError      **error,
      SolNetError   code,
      const char   *path,
      int           cause,
      const char   *cure)
{
  g_set_error (error, SOL_NET_ERROR, code, _("“%s” cannot be used for TLS: %s %s"), path,
               gnutls_strerror (cause), cure);
  return FALSE;
}

static gboolean
sol_tls_context_read_expiry (SolTlsContext      *self,
                             const SolTlsFiles  *files,
                             const Texts        *texts,
                             GError            **error)
{
  gnutls_x509_crt_t *chain = NULL;
  guint n = 0;
  int status
      = gnutls_x509_crt_list_import2 (&chain, &n, &texts->certificate, GNUTLS_X509_FMT_PEM, 0);

  if (status < 0 || n == 0)
    return fail (error, SOL_NET_ERROR_CERTIFICATE, files->certificate,
                 status < 0 ? status : GNUTLS_E_NO_CERTIFICATE_FOUND,
                 _("Choose a file with a certificate in PEM, which begins with BEGIN CERTIFICATE."));
  self->expiry_s = gnutls_x509_crt_get_expiration_time (chain[0]);
  for (guint i = 0; i < n; i++)
    gnutls_x509_crt_deinit (chain[i]);
  gnutls_free (chain);
  return TRUE;
}

static gboolean
check_key (const SolTlsFiles  *files,
           const Texts        *texts,
           GError            **error)
{
  gnutls_x509_privkey_t key;
  int status;

  gnutls_x509_privkey_init (&key);
  status = gnutls_x509_privkey_import2 (key, &texts->key, GNUTLS_X509_FMT_PEM, NULL, 0);
  gnutls_x509_privkey_deinit (key);
  if (status == GNUTLS_E_DECRYPTION_FAILED)
    return fail (error, SOL_NET_ERROR_KEY, files->key, status,
                 _("It asks for a passphrase: save the key without one, readable by you alone."));
  if (status < 0)
    return fail (error, SOL_NET_ERROR_KEY, files->key, status,
                 _("Choose a file with a private key in PEM."));
  return TRUE;
}

static gboolean
sol_tls_context_load_key (SolTlsContext      *self,
                          const SolTlsFiles  *files,
                          const Texts        *texts,
                          GError            **error)
{
  int status;

  if (!sol_tls_context_read_expiry (self, files, texts, error) || !check_key (files, texts, error))
    return FALSE;
  status = gnutls_certificate_set_x509_key_mem2 (self->credentials, &texts->certificate, &texts->key,
                                                 GNUTLS_X509_FMT_PEM, NULL, 0);
  if (status == GNUTLS_E_CERTIFICATE_KEY_MISMATCH)
    {
      g_set_error (error, SOL_NET_ERROR, SOL_NET_ERROR_KEY,
                   _("“%s” is not the key of the certificate in “%s”: choose the two files that were "
                     "made together."),
                   files->key, files->certificate);
      return FALSE;
    }
  if (status < 0)
    return fail (error, SOL_NET_ERROR_CERTIFICATE, files->certificate, status,
                 _("Choose another certificate, or make one with “soliton-cli cert”."));
  return TRUE;
}

static gboolean
sol_tls_context_load_client_ca (SolTlsContext      *self,
                                const SolTlsFiles  *files,
                                const Texts        *texts,
                                GError            **error)
{
  int n;

  if (files->client_ca == NULL)
    return TRUE;
  n = gnutls_certificate_set_x509_trust_mem (self->credentials, &texts->client_ca,
                                             GNUTLS_X509_FMT_PEM);
  if (n <= 0)
    return fail (error, SOL_NET_ERROR_CLIENT_CA, files->client_ca,
                 n < 0 ? n : GNUTLS_E_NO_CERTIFICATE_FOUND,
                 _("Choose a file with the authorities’ certificates in PEM."));
  gnutls_certificate_set_verify_function (self->credentials, sol_tls_verify_cb);
  self->asks_client = TRUE;
  self->requires_client = files->requires_client;
  return TRUE;
}

static char *
dup_digest (const Texts *texts,
            gboolean     requires_client)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, texts->certificate.data, texts->certificate.size);
  g_checksum_update (checksum, (const guint8 *) (requires_client ? "\1" : "\0"), 1);
  g_checksum_update (checksum, texts->key.data, texts->key.size);
  if (texts->client_ca.data != NULL)
    g_checksum_update (checksum, texts->client_ca.data, texts->client_ca.size);
  return g_strdup (g_checksum_get_string (checksum));
}

static SolTlsContext *
sol_tls_context_alloc (void)
{
  SolTlsContext *self = g_new0 (SolTlsContext, 1);

  g_atomic_ref_count_init (&self->ref_count);
  if (gnutls_certificate_allocate_credentials (&self->credentials) < 0
      || gnutls_priority_init (&self->priorities, PRIORITIES, NULL) < 0)
    g_error ("GnuTLS cannot be set up");
  return self;
}

SolTlsContext *
sol_tls_context_new (const SolTlsFiles  *files,
                     GError            **error)
{
  g_autoptr (SolTlsContext) self = NULL;
  g_auto (Texts) texts = { 0 };

  if (!texts_read (&texts, files, error))
    return NULL;
  self = sol_tls_context_alloc ();
  if (!sol_tls_context_load_key (self, files, &texts, error)
      || !sol_tls_context_load_client_ca (self, files, &texts, error))
    return NULL;
  self->digest = dup_digest (&texts, files->requires_client);
  return g_steal_pointer (&self);
}

SolTlsContext *
sol_tls_context_ref (SolTlsContext *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sol_tls_context_unref (SolTlsContext *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  gnutls_certificate_free_credentials (self->credentials);
  gnutls_priority_deinit (self->priorities);
  g_free (self->digest);
  g_free (self);
}

gint64
sol_tls_context_get_expiry (SolTlsContext *self)
{
  return self->expiry_s;
}

gboolean
sol_tls_context_equal (SolTlsContext *self,
                       SolTlsContext *other)
{
  return g_str_equal (self->digest, other->digest);
}
