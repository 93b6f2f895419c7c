/* sol-store-acl.c: the access rules, in their order
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store-acl.h"

#include <glib/gi18n.h>

#include "sol-store-private.h"

#define READ_REVISION "SELECT revision FROM acl_revision"
#define NEXT_REVISION "UPDATE acl_revision SET revision = revision + 1"
#define LIST_RULES \
  "SELECT who, user, operation, is_allowed, filter FROM acl_rules ORDER BY position"
#define DROP_RULES "DELETE FROM acl_rules"
#define ADD_RULE                                                                \
  "INSERT INTO acl_rules (position, who, user, operation, is_allowed, filter) " \
  "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"

void
sol_acl_list_free (SolAclList *self)
{
  g_ptr_array_unref (self->rules);
  g_free (self);
}

static SolAclRule *
read_rule (sqlite3_stmt *statement)
{
  return sol_acl_rule_new (sqlite3_column_int (statement, 0),
                           (const char *) sqlite3_column_text (statement, 1),
                           sqlite3_column_int (statement, 2), sqlite3_column_int (statement, 3),
                           (const char *) sqlite3_column_text (statement, 4));
}

static gboolean
get_acl (SolStoreDb  *db,
         gpointer     data,
         gpointer    *result,
         GError     **error)
{
  g_autoptr (SolAclList) list = g_new0 (SolAclList, 1);
  sqlite3_stmt *statement;
  GError *local_error = NULL;
  gint64 revision;

  list->rules = sol_acl_rules_new ();
  if (!sol_store_db_read_int (db, READ_REVISION, &revision, error))
    return FALSE;
  list->revision = (guint) revision;
  statement = sol_store_db_prepare (db, LIST_RULES, error);
  if (statement == NULL)
    return FALSE;
  while (sol_store_db_step (db, statement, &local_error))
    g_ptr_array_add (list->rules, read_rule (statement));
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  *result = g_steal_pointer (&list);
  return TRUE;
}

static gboolean
add_rule (SolStoreDb        *db,
          const SolAclRule  *rule,
          guint              position,
          GError           **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (db, ADD_RULE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, (int) position);
  sqlite3_bind_int (statement, 2, rule->who);
  sqlite3_bind_text (statement, 3, rule->user, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 4, rule->operation);
  sqlite3_bind_int (statement, 5, rule->is_allowed);
  sqlite3_bind_text (statement, 6, rule->filter, -1, SQLITE_STATIC);
  return sol_store_db_run (db, statement, error);
}

static gboolean
check_revision (SolStoreDb  *db,
                guint        expected,
                GError     **error)
{
  gint64 revision;

  if (!sol_store_db_read_int (db, READ_REVISION, &revision, error))
    return FALSE;
  if (expected == SOL_STORE_ANY_REVISION || revision == (gint64) expected)
    return TRUE;
  g_set_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_STALE,
               _ ("The access rules were changed meanwhile: they are at revision %u, and this "
                  "change was made for revision %u. Read them again and repeat the change."),
               (guint) revision, expected);
  return FALSE;
}

static gboolean
write_acl (SolStoreDb  *db,
           SolAclList  *list,
           GError     **error)
{
  if (!sol_store_db_run (db, sol_store_db_prepare (db, DROP_RULES, error), error))
    return FALSE;
  for (guint i = 0; i < list->rules->len; i++)
    if (!add_rule (db, list->rules->pdata[i], i + 1, error))
      return FALSE;
  return sol_store_db_run (db, sol_store_db_prepare (db, NEXT_REVISION, error), error);
}

/* The batch has other writes in it: what fails half-way takes back its own half alone */
static gboolean
put_acl (SolStoreDb  *db,
         gpointer     data,
         gpointer    *result,
         GError     **error)
{
  SolAclList *list = data;

  if (!check_revision (db, list->revision, error)
      || !sol_store_db_execute (db, "SAVEPOINT acl", error))
    return FALSE;
  if (write_acl (db, list, error))
    return sol_store_db_execute (db, "RELEASE acl", error);
  sol_store_db_execute (db, "ROLLBACK TO acl; RELEASE acl", NULL);
  return FALSE;
}

static const SolStoreWork get_acl_work = { SOL_STORE_READ, get_acl, NULL, (GDestroyNotify) sol_acl_list_free };

void
sol_store_get_acl_async (SolStore            *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  sol_store_run_async (self, &get_acl_work, NULL, cancellable, callback, user_data);
}

SolAclList *
sol_store_get_acl_finish (SolStore      *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return sol_store_read_finish (self, &get_acl_work, result, error);
}

static const SolStoreWork put_acl_work = { SOL_STORE_WRITE, put_acl, (GDestroyNotify) sol_acl_list_free, NULL };

void
sol_store_put_acl_async (SolStore            *self,
                         const GPtrArray     *rules,
                         guint                revision,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  SolAclList *list;

  g_return_if_fail (rules != NULL);

  list = g_new0 (SolAclList, 1);
  list->revision = revision;
  list->rules = sol_acl_rules_copy (rules);
  sol_store_run_async (self, &put_acl_work, list, cancellable, callback, user_data);
}

gboolean
sol_store_put_acl_finish (SolStore      *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return sol_store_write_finish (self, &put_acl_work, result, error);
}
