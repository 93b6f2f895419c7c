/* sol-engine-access.h: who may do what: access rules, bans, and files of mosquitto
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-acl.h"
#include "sol-ban.h"
#include "sol-engine.h"
#include "sol-store-acl.h"

G_BEGIN_DECLS

/* Main thread. What is changed holds at once for connected clients too, and is kept. */

void          sol_engine_get_acl_async      (SolEngine            *self,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* Returns: (transfer full) */
SolAclList   *sol_engine_get_acl_finish     (SolEngine            *self,
                                             GAsyncResult         *result,
                                             GError              **error);

/* Replaces all rules at once. @revision: that of the list they were made from, or %SOL_STORE_ANY_REVISION.
 * Errors: %SOL_BROKER_ERROR_INVALID names the rule, %SOL_STORE_ERROR_STALE: changed meanwhile */
void          sol_engine_put_acl_async      (SolEngine            *self,
                                             const GPtrArray      *rules,
                                             guint                 revision,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean      sol_engine_put_acl_finish     (SolEngine            *self,
                                             GAsyncResult         *result,
                                             GError              **error);

typedef struct
{
  SolAclVerdict  verdict;
  SolAclRule    *rule;     /* owned; NULL where none decided */
} SolAclAnswer;

void          sol_acl_answer_free           (SolAclAnswer         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolAclAnswer, sol_acl_answer_free)

/* Whether @user (nullable: anonymous) with @client_id (nullable) may publish to a topic, or subscribe to a filter */
void          sol_engine_test_acl_async     (SolEngine            *self,
                                             const char           *user,
                                             const char           *client_id,
                                             SolAclOperation       operation,
                                             const char           *topic,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
SolAclAnswer *sol_engine_test_acl_finish    (SolEngine            *self,
                                             GAsyncResult         *result,
                                             GError              **error);
/* The sentence that answers it, translated. Returns: (transfer full) */
char         *sol_acl_answer_to_text        (const SolAclAnswer   *self);

/* Takes over the users of mosquitto's password file; those that exist get the password of the file. Returns in finish:
 * how many, 0 on an error, which names the line */
void          sol_engine_import_users_async  (SolEngine           *self,
                                              const char          *text,
                                              gsize                length,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
guint         sol_engine_import_users_finish (SolEngine           *self,
                                              GAsyncResult        *result,
                                              GError             **error);

/* @seconds: 0 is for ever. Who is connected is disconnected. */
void          sol_engine_ban_async          (SolEngine            *self,
                                             SolBanKind            kind,
                                             const char           *value,
                                             guint                 seconds,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean      sol_engine_ban_finish         (SolEngine            *self,
                                             GAsyncResult         *result,
                                             GError              **error);
void          sol_engine_unban_async        (SolEngine            *self,
                                             SolBanKind            kind,
                                             const char           *value,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean      sol_engine_unban_finish       (SolEngine            *self,
                                             GAsyncResult         *result,
                                             GError              **error);
void          sol_engine_list_bans_async    (SolEngine            *self,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* Returns: (transfer full) (element-type SolBan): the newest first */
GPtrArray    *sol_engine_list_bans_finish   (SolEngine            *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
