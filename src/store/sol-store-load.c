/* sol-store-load.c: all that a broker has stored, read when it starts
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-store-broker.h"
#include "sol-store-claim-private.h"
#include "sol-store-private.h"

#define READ_SESSIONS "SELECT * FROM sessions"
#define READ_SUBSCRIPTIONS "SELECT * FROM subscriptions"
#define READ_RECEIVED "SELECT * FROM received"
#define READ_MESSAGES "SELECT * FROM messages"
#define READ_DELIVERIES "SELECT * FROM deliveries ORDER BY id"
#define READ_RETAINED "SELECT * FROM retained ORDER BY id"
#define READ_WILLS "SELECT * FROM wills ORDER BY id"

typedef struct
{
  const SolStoreReader *reader;
  gpointer              user_data;
} Load;

typedef void (*ReadFunc) (sqlite3_stmt *statement,
                          const Load   *load);

static void
read_session (sqlite3_stmt *statement,
              const Load   *load)
{
  SolStoreSession session = {
    .id = (guint32) sqlite3_column_int64 (statement, 0),
    .client_id = (const char *) sqlite3_column_text (statement, 1),
    .user_name = (const char *) sqlite3_column_text (statement, 2),
    .version = (guint8) sqlite3_column_int (statement, 3),
    .expiry_s = (guint32) sqlite3_column_int64 (statement, 4),
    .ended_us = sqlite3_column_int64 (statement, 5),
    .sent_row = (guint64) sqlite3_column_int64 (statement, 6),
  };

  load->reader->session (&session, load->user_data);
}

static void
read_subscription (sqlite3_stmt *statement,
                   const Load   *load)
{
  SolStoreSubscription subscription = {
    .session = (guint32) sqlite3_column_int64 (statement, 0),
    .filter = (const char *) sqlite3_column_text (statement, 1),
    .filter_len = (guint16) sqlite3_column_bytes (statement, 1),
    .options = (guint8) sqlite3_column_int (statement, 2),
    .identifier = (guint32) sqlite3_column_int64 (statement, 3),
  };

  load->reader->subscription (&subscription, load->user_data);
}

static void
read_received (sqlite3_stmt *statement,
               const Load   *load)
{
  load->reader->received ((guint32) sqlite3_column_int64 (statement, 0),
                          (guint16) sqlite3_column_int (statement, 1), load->user_data);
}

/* As bind_content() of the writer wrote it */
static SolStoreContent
read_content (sqlite3_stmt *statement,
              int           at)
{
  SolStoreContent content = {
    .topic = (const char *) sqlite3_column_text (statement, at),
    .topic_len = (guint16) sqlite3_column_bytes (statement, at),
    .payload = sqlite3_column_blob (statement, at + 1),
    .payload_len = (guint32) sqlite3_column_bytes (statement, at + 1),
    .properties = sqlite3_column_blob (statement, at + 2),
    .properties_len = (guint32) sqlite3_column_bytes (statement, at + 2),
    .qos = (guint8) sqlite3_column_int (statement, at + 3),
    .retain = (guint8) sqlite3_column_int (statement, at + 4),
    .arrived_us = sqlite3_column_int64 (statement, at + 5),
    .expires_us = sqlite3_column_int64 (statement, at + 6),
  };

  if (content.expires_us == 0)
    content.expires_us = G_MAXINT64;
  return content;
}

static void
tell_row (sqlite3_stmt *statement,
          const Load   *load,
          SolStoreRow  *row)
{
  load->reader->row ((guint64) sqlite3_column_int64 (statement, 0), row, load->user_data);
}

static void
read_message (sqlite3_stmt *statement,
              const Load   *load)
{
  tell_row (statement, load, &(SolStoreRow) { .kind = SOL_STORE_ROW_MESSAGE,
                                              .content = read_content (statement, 1) });
}

static void
read_retained (sqlite3_stmt *statement,
               const Load   *load)
{
  SolStoreRow row = { .kind = SOL_STORE_ROW_RETAINED, .content = read_content (statement, 1) };

  row.content.publisher = (const char *) sqlite3_column_text (statement, 8);
  tell_row (statement, load, &row);
}

static void
read_will (sqlite3_stmt *statement,
           const Load   *load)
{
  SolStoreRow row = {
    .kind = SOL_STORE_ROW_WILL,
    .content = read_content (statement, 1),
    .session = (guint32) sqlite3_column_int64 (statement, 8),
    .delay_s = (guint32) sqlite3_column_int64 (statement, 9),
  };

  row.content.publisher = (const char *) sqlite3_column_text (statement, 10);
  tell_row (statement, load, &row);
}

static void
read_delivery (sqlite3_stmt *statement,
               const Load   *load)
{
  gconstpointer identifiers = sqlite3_column_blob (statement, 14);
  gsize size = (gsize) sqlite3_column_bytes (statement, 14) / sizeof (guint32) * sizeof (guint32);
  g_autofree guint32 *aligned = g_memdup2 (identifiers, size);
  SolStoreRow row = {
    .kind = SOL_STORE_ROW_DELIVERY,
    .session = (guint32) sqlite3_column_int64 (statement, 1),
    .packet_id = (guint16) sqlite3_column_int (statement, 2),
    .qos = (guint8) sqlite3_column_int (statement, 3),
    .retain = (guint8) sqlite3_column_int (statement, 4),
    .is_released = (guint8) sqlite3_column_int (statement, 5),
    .message = (guint64) sqlite3_column_int64 (statement, 6),
    .content = read_content (statement, 7),
    .identifiers = aligned,
    .share = (char *) sqlite3_column_text (statement, 15),
    .n_identifiers = (guint16) (size / sizeof (guint32)),
  };

  tell_row (statement, load, &row);
}

static gboolean
read_table (SolStoreDb  *db,
            const char  *sql,
            ReadFunc     func,
            const Load  *load,
            GError     **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (sol_store_db_step (db, statement, &local_error))
    func (statement, load);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
load_all (SolStoreDb  *db,
          gpointer     data,
          gpointer    *result,
          GError     **error)
{
  const Load *load = data;

  return sol_store_claim (db, error)
         && read_table (db, READ_SESSIONS, read_session, load, error)
         && read_table (db, READ_SUBSCRIPTIONS, read_subscription, load, error)
         && read_table (db, READ_RECEIVED, read_received, load, error)
         && read_table (db, READ_MESSAGES, read_message, load, error)
         && read_table (db, READ_DELIVERIES, read_delivery, load, error)
         && read_table (db, READ_RETAINED, read_retained, load, error)
         && read_table (db, READ_WILLS, read_will, load, error);
}

static const SolStoreWork load_all_work = { SOL_STORE_READ, load_all, g_free, NULL };

void
sol_store_load_async (SolStore             *self,
                      const SolStoreReader *reader,
                      gpointer              reader_data,
                      GCancellable         *cancellable,
                      GAsyncReadyCallback   callback,
                      gpointer              user_data)
{
  Load load = { reader, reader_data };

  g_return_if_fail (reader != NULL);

  sol_store_run_async (self, &load_all_work, g_memdup2 (&load, sizeof load), cancellable, callback, user_data);
}

gboolean
sol_store_load_finish (SolStore      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  GError *local_error = NULL;

  /* This one finds nothing: it tells all to its reader */
  sol_store_read_finish (self, &load_all_work, result, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}
