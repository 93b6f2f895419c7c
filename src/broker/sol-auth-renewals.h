/* sol-auth-renewals.h: imported hashes that became our own when their users came
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Name → both hashes. Who has another hash has another password, but for these pairs; lists of users that were read
 * before and after a renewal may come in any order. */

GHashTable *sol_auth_renewals_new  (void);

/* @renewed: of the same password as @hash */
void        sol_auth_renewals_note (GHashTable *self,
                                    const char *user_name,
                                    const char *hash,
                                    const char *renewed);

/* @a, @b: (nullable): whether they are of one password, as far as is known without it */
gboolean    sol_auth_renewals_same (GHashTable *self,
                                    const char *user_name,
                                    const char *a,
                                    const char *b);

G_END_DECLS
