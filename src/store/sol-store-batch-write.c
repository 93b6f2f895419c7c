/* sol-store-batch-write.c: a batch into the database, in the store's thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store-batch-private.h"

#define ADD_DELIVERY "INSERT INTO deliveries VALUES " \
                     "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
#define ADD_MESSAGE "INSERT INTO messages VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
#define ADD_RETAINED "INSERT INTO retained VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
#define ADD_WILL "INSERT INTO wills VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
#define RELEASE_DELIVERY "UPDATE deliveries SET is_released = 1, message = 0, topic = NULL, " \
                         "payload = NULL, properties = NULL, identifiers = NULL, share = NULL " \
                         "WHERE id = ?1"
#define PUT_SESSION "INSERT OR REPLACE INTO sessions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
#define PUT_SUBSCRIPTION "INSERT OR REPLACE INTO subscriptions VALUES (?1, ?2, ?3, ?4)"
#define REMOVE_SUBSCRIPTION "DELETE FROM subscriptions WHERE session = ?1 AND filter = ?2"
#define PUT_RECEIVED "INSERT OR IGNORE INTO received VALUES (?1, ?2)"
#define REMOVE_RECEIVED "DELETE FROM received WHERE session = ?1 AND packet_id = ?2"

static const char *const add_row[SOL_STORE_N_ROWS] = {
  [SOL_STORE_ROW_DELIVERY] = ADD_DELIVERY,
  [SOL_STORE_ROW_MESSAGE] = ADD_MESSAGE,
  [SOL_STORE_ROW_RETAINED] = ADD_RETAINED,
  [SOL_STORE_ROW_WILL] = ADD_WILL,
};

static const char *const remove_row[SOL_STORE_N_ROWS] = {
  [SOL_STORE_ROW_DELIVERY] = "DELETE FROM deliveries WHERE id = ?1",
  [SOL_STORE_ROW_MESSAGE] = "DELETE FROM messages WHERE id = ?1",
  [SOL_STORE_ROW_RETAINED] = "DELETE FROM retained WHERE id = ?1",
  [SOL_STORE_ROW_WILL] = "DELETE FROM wills WHERE id = ?1",
};

static const char *const remove_session[] = {
  "DELETE FROM sessions WHERE id = ?1",
  "DELETE FROM subscriptions WHERE session = ?1",
  "DELETE FROM received WHERE session = ?1",
};

static const char *const forget_all[] = {
  "DELETE FROM sessions", "DELETE FROM subscriptions", "DELETE FROM received",
  "DELETE FROM deliveries", "DELETE FROM messages", "DELETE FROM retained", "DELETE FROM wills",
};

/* Keeps what is bound: the next row binds all of it again */
static gboolean
run (SolStoreDb    *db,
     sqlite3_stmt  *statement,
     GError       **error)
{
  int code = sqlite3_step (statement);

  if (G_UNLIKELY (code != SQLITE_DONE))
    sol_store_db_fail (db, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
run_with_id (SolStoreDb  *db,
             const char  *sql,
             gint64       id,
             GError     **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  return run (db, statement, error);
}

/* At @at and on: the octets, then time and flags */
static void
bind_content (sqlite3_stmt          *statement,
              int                    at,
              const SolStoreContent *content)
{
  if (content->topic == NULL)
    sqlite3_bind_null (statement, at);
  else
    sqlite3_bind_text (statement, at, content->topic, content->topic_len, SQLITE_STATIC);
  if (content->payload_len == 0)
    sqlite3_bind_null (statement, at + 1);
  else
    sqlite3_bind_blob64 (statement, at + 1, content->payload, content->payload_len, SQLITE_STATIC);
  if (content->properties_len == 0)
    sqlite3_bind_null (statement, at + 2);
  else
    sqlite3_bind_blob64 (statement, at + 2, content->properties, content->properties_len,
                         SQLITE_STATIC);
  sqlite3_bind_int (statement, at + 3, content->qos);
  sqlite3_bind_int (statement, at + 4, content->retain);
  sqlite3_bind_int64 (statement, at + 5, content->arrived_us);
  if (content->expires_us == G_MAXINT64 || content->expires_us == 0)
    sqlite3_bind_null (statement, at + 6);
  else
    sqlite3_bind_int64 (statement, at + 6, content->expires_us);
}

static void
bind_delivery (sqlite3_stmt      *statement,
               const SolStoreRow *row)
{
  sqlite3_bind_int64 (statement, 2, row->session);
  sqlite3_bind_int (statement, 3, row->packet_id);
  sqlite3_bind_int (statement, 4, row->qos);
  sqlite3_bind_int (statement, 5, row->retain);
  sqlite3_bind_int (statement, 6, row->is_released);
  sqlite3_bind_int64 (statement, 7, (gint64) row->message);
  bind_content (statement, 8, &row->content);
  if (row->n_identifiers == 0)
    sqlite3_bind_null (statement, 15);
  else
    sqlite3_bind_blob (statement, 15, row->identifiers,
                       row->n_identifiers * (int) sizeof (guint32), SQLITE_STATIC);
  sqlite3_bind_text (statement, 16, row->share, -1, SQLITE_STATIC);
}

static void
bind_will (sqlite3_stmt      *statement,
           const SolStoreRow *row)
{
  bind_content (statement, 2, &row->content);
  sqlite3_bind_int64 (statement, 9, row->session);
  sqlite3_bind_int64 (statement, 10, row->delay_s);
  sqlite3_bind_text (statement, 11, row->content.publisher, -1, SQLITE_STATIC);
}

static void
bind_retained (sqlite3_stmt      *statement,
               const SolStoreRow *row)
{
  bind_content (statement, 2, &row->content);
  sqlite3_bind_text (statement, 9, row->content.publisher, -1, SQLITE_STATIC);
}

static gboolean
write_row (SolStoreDb         *db,
           guint64             id,
           const SolStoreRow  *row,
           GError            **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (db, add_row[row->kind], error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (gint64) id);
  if (row->kind == SOL_STORE_ROW_DELIVERY)
    bind_delivery (statement, row);
  else if (row->kind == SOL_STORE_ROW_WILL)
    bind_will (statement, row);
  else if (row->kind == SOL_STORE_ROW_RETAINED)
    bind_retained (statement, row);
  else
    bind_content (statement, 2, &row->content);
  return run (db, statement, error);
}

static gboolean
write_rows (const SolStoreBatch  *self,
            SolStoreDb           *db,
            GError              **error)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const SolStoreRow *row = &g_array_index (self->rows, SolStoreRow, i);

      if (row->kind != SOL_STORE_ROW_NONE && !write_row (db, self->first_row + i, row, error))
        return FALSE;
    }
  return TRUE;
}

/* Before those that are removed are */
static gboolean
release_old_rows (const SolStoreBatch  *self,
                 SolStoreDb           *db,
                 GError              **error)
{
  for (guint i = 0; i < self->released->len; i++)
    if (!run_with_id (db, RELEASE_DELIVERY, (gint64) g_array_index (self->released, guint64, i),
                      error))
      return FALSE;
  return TRUE;
}

static gboolean
remove_old_rows (const SolStoreBatch  *self,
                 SolStoreDb           *db,
                 GError              **error)
{
  for (guint i = 0; i < self->removed->len; i++)
    {
      const SolStoreOldRow *row = &g_array_index (self->removed, SolStoreOldRow, i);

      if (!run_with_id (db, remove_row[row->kind], (gint64) row->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_each (SolStoreDb         *db,
          const char *const  *statements,
          guint               n_statements,
          gint64              id,
          GError            **error)
{
  for (guint i = 0; i < n_statements; i++)
    if (!run_with_id (db, statements[i], id, error))
      return FALSE;
  return TRUE;
}

static gboolean
put_session (SolStoreDb             *db,
             const SolStoreSession  *session,
             GError                **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (db, PUT_SESSION, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 2, session->client_id, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, session->user_name, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 4, session->version);
  sqlite3_bind_int64 (statement, 5, session->expiry_s);
  sqlite3_bind_int64 (statement, 6, session->ended_us);
  sqlite3_bind_int64 (statement, 7, (gint64) session->sent_row);
  return run_with_id (db, PUT_SESSION, session->id, error);
}

static gboolean
change_subscription (SolStoreDb                  *db,
                     const char                  *sql,
                     const SolStoreSubscription  *subscription,
                     GError                     **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 2, subscription->filter, -1, SQLITE_STATIC);
  if (sqlite3_bind_parameter_count (statement) > 2)
    {
      sqlite3_bind_int (statement, 3, subscription->options);
      sqlite3_bind_int64 (statement, 4, subscription->identifier);
    }
  return run_with_id (db, sql, subscription->session, error);
}

static gboolean
change_received (SolStoreDb            *db,
                 const char            *sql,
                 const SolStoreChange  *change,
                 GError               **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 2, change->packet_id);
  return run_with_id (db, sql, change->session.id, error);
}

static gboolean
make_change (SolStoreDb            *db,
             const SolStoreChange  *change,
             GError               **error)
{
  switch (change->kind)
    {
    case SOL_STORE_CHANGE_FORGET_ALL:
      return run_each (db, forget_all, G_N_ELEMENTS (forget_all), 0, error);
    case SOL_STORE_CHANGE_PUT_SESSION:
      return put_session (db, &change->session, error);
    case SOL_STORE_CHANGE_REMOVE_SESSION:
      return run_each (db, remove_session, G_N_ELEMENTS (remove_session), change->session.id,
                       error);
    case SOL_STORE_CHANGE_PUT_SUBSCRIPTION:
      return change_subscription (db, PUT_SUBSCRIPTION, &change->subscription, error);
    case SOL_STORE_CHANGE_REMOVE_SUBSCRIPTION:
      return change_subscription (db, REMOVE_SUBSCRIPTION, &change->subscription, error);
    case SOL_STORE_CHANGE_PUT_RECEIVED:
      return change_received (db, PUT_RECEIVED, change, error);
    case SOL_STORE_CHANGE_REMOVE_RECEIVED:
      return change_received (db, REMOVE_RECEIVED, change, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
make_changes (const SolStoreBatch  *self,
              SolStoreDb           *db,
              GError              **error)
{
  for (guint i = 0; i < self->changes->len; i++)
    if (!make_change (db, &g_array_index (self->changes, SolStoreChange, i), error))
      return FALSE;
  return TRUE;
}

/* Changes first: they may forget all */
gboolean
sol_store_batch_write (const SolStoreBatch  *self,
                       SolStoreDb           *db,
                       GError              **error)
{
  return make_changes (self, db, error) && write_rows (self, db, error)
         && release_old_rows (self, db, error) && remove_old_rows (self, db, error);
}
