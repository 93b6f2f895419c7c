/* sol-store-users.h: who may connect: names and password hashes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-store.h"

G_BEGIN_DECLS

/* All complete in the caller's thread-default context. @hash: as crypt(3) writes it; the store
   never sees a password. */

void        sol_store_put_user_async      (SolStore             *self,
                                           const char           *name,
                                           const char           *hash,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean    sol_store_put_user_finish     (SolStore             *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* Puts @renewed in the place of @hash, if the user still has that. Nobody is told. */
void        sol_store_renew_user_async    (SolStore             *self,
                                           const char           *name,
                                           const char           *hash,
                                           const char           *renewed);

/* Many at once, all or none. @users: (element-type utf8): name → hash, copied */
void        sol_store_put_users_async     (SolStore             *self,
                                           GHashTable           *users,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean    sol_store_put_users_finish    (SolStore             *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* %SOL_STORE_ERROR_NOT_FOUND for an unknown name */
void        sol_store_remove_user_async   (SolStore             *self,
                                           const char           *name,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean    sol_store_remove_user_finish  (SolStore             *self,
                                           GAsyncResult         *result,
                                           GError              **error);

void        sol_store_list_users_async    (SolStore             *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
/* Returns: (transfer full) (element-type utf8): name → hash */
GHashTable *sol_store_list_users_finish   (SolStore             *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
