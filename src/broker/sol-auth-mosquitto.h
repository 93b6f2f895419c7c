/* sol-auth-mosquitto.h: password hashes that mosquitto_passwd wrote
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Before an imported hash: crypt(3) writes others that begin with $6$ and $7$ */
#define SOL_AUTH_MOSQUITTO_PREFIX "mosquitto:"

/**
 * sol_auth_mosquitto_check:
 * @hash: `$7$ITERATIONS$SALT$HASH` (PBKDF2 with SHA-512) or `$6$SALT$HASH` (SHA-512), in base64
 *
 * Errors: %SOL_BROKER_ERROR_INVALID; the message says what else to do.
 */
gboolean sol_auth_mosquitto_check  (const char  *hash,
                                    GError     **error);

/* Any thread. @stored: with the prefix. Cost: as many rounds of SHA-512 as the hash says */
gboolean sol_auth_mosquitto_verify (const char  *stored,
                                    const char  *password);

/* How many rounds of PBKDF2 that takes. @stored: any hash; 0 when it is of another kind */
guint64  sol_auth_mosquitto_get_rounds (const char *stored);

/* Any thread. As many rounds for nothing, so that a refusal takes as long */
void     sol_auth_mosquitto_spend  (guint64      n_rounds,
                                    const char  *password);

G_END_DECLS
