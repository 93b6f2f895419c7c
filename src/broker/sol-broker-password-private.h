/* sol-broker-password-private.h: a password made into what may be stored, at once
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Any thread that may take 21 ms. @password: at most %SOL_AUTH_MAX_PASSWORD octets. Returns: (transfer full)
 * (nullable): NULL when the system's crypt library cannot */
char *sol_broker_hash_password (const char *password);

G_END_DECLS
