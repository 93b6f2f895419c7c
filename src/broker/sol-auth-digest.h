/* sol-auth-digest.h: a name and a password as 32 octets that only this process can make
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-connect.h"

G_BEGIN_DECLS

#define SOL_AUTH_DIGEST_LEN 32

typedef struct
{
  guint8 octets[SOL_AUTH_DIGEST_LEN];
} SolAuthDigest;

/* Fills @key with random octets of the system */
void     sol_auth_digest_make_key (SolAuthDigest       *key);

/* HMAC-SHA256 under @key over the name, a zero and the password; a name has no zero in it */
void     sol_auth_digest_compute  (const SolAuthDigest *key,
                                   const char          *user_name,
                                   SolMqttSlice         password,
                                   SolAuthDigest       *digest);

/* Takes the same time wherever the first difference is */
gboolean sol_auth_digest_equal    (const SolAuthDigest *a,
                                   const SolAuthDigest *b);

/* For a GHashTable; the octets are random already */
guint    sol_auth_digest_hash     (gconstpointer        digest);

G_END_DECLS
