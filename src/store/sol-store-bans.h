/* sol-store-bans.h: who is kept out, and until when
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-ban.h"
#include "sol-store.h"

G_BEGIN_DECLS

/* All complete in the caller's thread-default context. */

/* Replaces one of the same kind and value; those that are over are dropped by the way */
void       sol_store_put_ban_async     (SolStore             *self,
                                        const SolBan         *ban,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean   sol_store_put_ban_finish    (SolStore             *self,
                                        GAsyncResult         *result,
                                        GError              **error);

/* %SOL_STORE_ERROR_NOT_FOUND when there is none */
void       sol_store_remove_ban_async  (SolStore             *self,
                                        SolBanKind            kind,
                                        const char           *value,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean   sol_store_remove_ban_finish (SolStore             *self,
                                        GAsyncResult         *result,
                                        GError              **error);

void       sol_store_list_bans_async   (SolStore             *self,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/* Returns: (transfer full) (element-type SolBan): those in force, the newest first */
GPtrArray *sol_store_list_bans_finish  (SolStore             *self,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
