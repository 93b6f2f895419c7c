/* sol-store-acl.h: the access rules, in their order
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-acl-rule.h"
#include "sol-store.h"

G_BEGIN_DECLS

typedef struct
{
  guint      revision;  /* grows by one with every change */
  GPtrArray *rules;     /* (element-type SolAclRule) */
} SolAclList;

void        sol_acl_list_free        (SolAclList           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolAclList, sol_acl_list_free)

/* Stands for whatever revision there is */
#define SOL_STORE_ANY_REVISION G_MAXUINT

/* All complete in the caller's thread-default context. */

void        sol_store_get_acl_async  (SolStore             *self,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
/* Returns: (transfer full) */
SolAclList *sol_store_get_acl_finish (SolStore             *self,
                                      GAsyncResult         *result,
                                      GError              **error);

/* Replaces all rules at once, if they are at @revision still: %SOL_STORE_ERROR_STALE otherwise.
   @rules: (element-type SolAclRule): copied */
void        sol_store_put_acl_async  (SolStore             *self,
                                      const GPtrArray      *rules,
                                      guint                 revision,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean    sol_store_put_acl_finish (SolStore             *self,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
