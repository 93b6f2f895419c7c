/* sol-auth-digest.c: a name and a password as 32 octets that only this process can make
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-auth-digest.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

void
sol_auth_digest_make_key (SolAuthDigest *key)
{
  gsize filled = 0;

  while (filled < sizeof key->octets)
    {
      gssize n = getrandom (key->octets + filled, sizeof key->octets - filled, 0);

      if (n < 0 && errno != EINTR)
        g_error ("The system gives no random octets: %s", g_strerror (errno));
      filled += MAX (n, 0);
    }
}

void
sol_auth_digest_compute (const SolAuthDigest *key,
                         const char          *user_name,
                         SolMqttSlice         password,
                         SolAuthDigest       *digest)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key->octets, sizeof key->octets);
  gsize length = sizeof digest->octets;

  g_hmac_update (hmac, (const guint8 *) user_name, strlen (user_name) + 1);
  g_hmac_update (hmac, password.data, password.length);
  g_hmac_get_digest (hmac, digest->octets, &length);
}

gboolean
sol_auth_digest_equal (const SolAuthDigest *a,
                       const SolAuthDigest *b)
{
  guint8 difference = 0;

  for (gsize i = 0; i < sizeof a->octets; i++)
    difference |= a->octets[i] ^ b->octets[i];
  return difference == 0;
}

guint
sol_auth_digest_hash (gconstpointer digest)
{
  guint hash;

  memcpy (&hash, digest, sizeof hash);
  return hash;
}
