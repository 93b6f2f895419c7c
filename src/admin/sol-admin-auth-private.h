/* sol-admin-auth-private.h: who may use the admin from elsewhere
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef enum
{
  SOL_ADMIN_AUTH_GRANTED,
  SOL_ADMIN_AUTH_MISSING,   /* no password came along */
  SOL_ADMIN_AUTH_WRONG,
  SOL_ADMIN_AUTH_BUSY,      /* too many are being checked */
  SOL_ADMIN_AUTH_PAUSED,    /* its address guessed too often, see sol-throttle.h */
  SOL_ADMIN_AUTH_NOT_SET,   /* there is no password to give */
} SolAdminVerdict;

/* Main thread. A password that was right is remembered as a keyed hash for the life of the
 * process, so that only the first request costs a verification, 21 ms in another thread. */
typedef struct _SolAdminAuth SolAdminAuth;

SolAdminAuth    *sol_admin_auth_new          (void);
void             sol_admin_auth_free         (SolAdminAuth        *self);

/* What can be said before a password is looked at: %SOL_ADMIN_AUTH_MISSING and
 * %SOL_ADMIN_AUTH_NOT_SET, else %SOL_ADMIN_AUTH_GRANTED. @hash: (nullable) */
SolAdminVerdict  sol_admin_auth_precheck     (SoupServerMessage   *message,
                                              const char          *hash);

/* Does it come from this computer itself? What a proxy passes on does not. */
gboolean         sol_admin_auth_is_local     (SoupServerMessage   *message);

/**
 * sol_admin_auth_check_async:
 * @hash: (nullable): as crypt(3) writes it
 *
 * Answers at once for what is local or remembered. A wrong password is answered after half a
 * second, at most 8 are being checked, and an address that goes on guessing must pause.
 */
void             sol_admin_auth_check_async  (SolAdminAuth        *self,
                                              SoupServerMessage   *message,
                                              const char          *hash,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
SolAdminVerdict  sol_admin_auth_check_finish (GAsyncResult        *result);

G_END_DECLS
