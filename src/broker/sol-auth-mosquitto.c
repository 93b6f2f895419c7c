/* sol-auth-mosquitto.c: password hashes that mosquitto_passwd wrote
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-auth-mosquitto.h"

#include <glib/gi18n.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "sol-broker.h"

#define HASH_LEN 64
#define MAX_SALT 1024
#define MAX_ITERATIONS 10000000

typedef struct
{
  guint64  iterations;  /* 0: SHA-512 alone */
  guchar  *salt;        /* owned */
  gsize    salt_len;
  guchar  *hash;        /* owned */
  gsize    hash_len;
} Parts;

static void
parts_clear (Parts *self)
{
  g_free (self->salt);
  g_free (self->hash);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static gboolean
is_base64 (const char *text)
{
  return *text != '\0' && strlen (text) % 4 == 0
         && strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
                == strlen (text);
}

static gboolean
parts_take (Parts      *self,
            const char *salt,
            const char *hash)
{
  if (!is_base64 (salt) || !is_base64 (hash))
    return FALSE;
  self->salt = g_base64_decode (salt, &self->salt_len);
  self->hash = g_base64_decode (hash, &self->hash_len);
  return self->salt_len > 0 && self->salt_len <= MAX_SALT && self->hash_len == HASH_LEN;
}

static gboolean
parts_parse (Parts      *self,
             const char *text)
{
  g_auto (GStrv) fields = g_strsplit (text, "$", 6);
  guint n = g_strv_length (fields);

  if (n == 4 && *fields[0] == '\0' && strcmp (fields[1], "6") == 0)
    return parts_take (self, fields[2], fields[3]);
  return n == 5 && *fields[0] == '\0' && strcmp (fields[1], "7") == 0
         && g_ascii_string_to_unsigned (fields[2], 10, 1, MAX_ITERATIONS, &self->iterations, NULL)
         && parts_take (self, fields[3], fields[4]);
}

gboolean
sol_auth_mosquitto_check (const char  *hash,
                          GError     **error)
{
  g_auto (Parts) parts = { 0 };

  if (parts_parse (&parts, hash))
    return TRUE;
  if (g_str_has_prefix (hash, "$argon2"))
    g_set_error_literal (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID,
                         _("An Argon2 hash cannot be taken over. Write the file with "
                           "mosquitto_passwd -H sha512-pbkdf2, or give this user a new password."));
  else if (*hash != '$')
    g_set_error_literal (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID,
                         _("The password is not hashed. Run mosquitto_passwd -U on a copy of the "
                           "file first."));
  else
    g_set_error_literal (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID,
                         _("This is no password hash that mosquitto_passwd writes ($6$ or $7$). "
                           "Copy the line again, or give this user a new password."));
  return FALSE;
}

/* SHA-512 over the password and then the salt */
static gboolean
hash_once (const Parts *parts,
           const char  *password,
           guint8      *out)
{
  gsize length = strlen (password);
  g_autofree guint8 *input = g_malloc (length + parts->salt_len);
  gboolean done;

  memcpy (input, password, length);
  memcpy (input + length, parts->salt, parts->salt_len);
  done = gnutls_hash_fast (GNUTLS_DIG_SHA512, input, length + parts->salt_len, out) == 0;
  explicit_bzero (input, length);
  return done;
}

static gboolean
hash_often (const Parts *parts,
            const char  *password,
            guint8      *out)
{
  gnutls_datum_t key = { (guint8 *) password, (unsigned) strlen (password) };
  gnutls_datum_t salt = { parts->salt, (unsigned) parts->salt_len };

  return gnutls_pbkdf2 (GNUTLS_MAC_SHA512, &key, &salt, (unsigned) parts->iterations, out, HASH_LEN)
         == 0;
}

gboolean
sol_auth_mosquitto_verify (const char *stored,
                           const char *password)
{
  g_auto (Parts) parts = { 0 };
  guint8 out[HASH_LEN];

  if (!g_str_has_prefix (stored, SOL_AUTH_MOSQUITTO_PREFIX)
      || !parts_parse (&parts, stored + strlen (SOL_AUTH_MOSQUITTO_PREFIX)))
    return FALSE;
  if (!(parts.iterations == 0 ? hash_once (&parts, password, out)
                              : hash_often (&parts, password, out)))
    return FALSE;
  return gnutls_memcmp (out, parts.hash, HASH_LEN) == 0;
}

guint64
sol_auth_mosquitto_get_rounds (const char *stored)
{
  g_auto (Parts) parts = { 0 };

  if (g_str_has_prefix (stored, SOL_AUTH_MOSQUITTO_PREFIX)
      && parts_parse (&parts, stored + strlen (SOL_AUTH_MOSQUITTO_PREFIX)))
    return parts.iterations;
  return 0;
}

void
sol_auth_mosquitto_spend (guint64     n_rounds,
                          const char *password)
{
  guchar salt[16] = { 0 };
  Parts parts = { .iterations = n_rounds, .salt = salt, .salt_len = sizeof salt };
  guint8 out[HASH_LEN];

  if (n_rounds > 0)
    hash_often (&parts, password, out);
}
