/* sol-recording-rows.c: messages as rows of a recording
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-recording-rows-private.h"

#include <inttypes.h>
#include <string.h>

#include "sol-mqtt-properties.h"
#include "sol-recording-db-private.h"

/* Names remembered; then all are asked of the file again */
#define MAX_TOPICS 100000

#define INSERT_MESSAGE                                                                                                 \
  "INSERT INTO messages (time_ns, topic_id, qos, retain, payload, properties, expiry_s) VALUES (?, ?, ?, ?, ?, ?, ?)"
#define INSERT_TOPIC "INSERT OR IGNORE INTO topics (name) VALUES (?)"
#define FIND_TOPIC "SELECT id FROM topics WHERE name = ?"
#define PUT_META "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"

struct _SolRecordingRows
{
  sqlite3      *db;
  sqlite3_stmt *insert_message;
  sqlite3_stmt *insert_topic;
  sqlite3_stmt *find_topic;
  sqlite3_stmt *put_meta;
  GHashTable   *topics;   /* name to id */
  guint         n_topics;
  gint64        page_size;
};

static void
sol_recording_rows_free (SolRecordingRows *self)
{
  sqlite3_finalize (self->insert_message);
  sqlite3_finalize (self->insert_topic);
  sqlite3_finalize (self->find_topic);
  sqlite3_finalize (self->put_meta);
  sqlite3_close_v2 (self->db);
  g_hash_table_unref (self->topics);
  g_free (self);
}

/* Runs one that gives no row, and lets go of what was bound */
static gboolean
run (SolRecordingRows  *self,
     sqlite3_stmt      *statement,
     GError           **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_DONE)
    sol_recording_db_fail (self->db, error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return code == SQLITE_DONE;
}

static gboolean
put_meta (SolRecordingRows  *self,
          const char        *key,
          const char        *value,
          GError           **error)
{
  sqlite3_bind_text (self->put_meta, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->put_meta, 2, value, -1, SQLITE_STATIC);
  return run (self, self->put_meta, error);
}

static gboolean
put_time (SolRecordingRows  *self,
          const char        *key,
          gint64             time_ns,
          GError           **error)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_ns / 1000000000);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *number = g_strdup_printf ("%" PRId64, time_ns);
  g_autofree char *number_key = g_strconcat (key, "_ns", NULL);

  return put_meta (self, key, text, error) && put_meta (self, number_key, number, error);
}

static gboolean
put_filters (SolRecordingRows    *self,
             const char * const  *filters,
             GError             **error)
{
  g_autofree char *text = filters != NULL ? g_strjoinv ("\n", (char **) filters) : NULL;

  return text == NULL || put_meta (self, "filters", text, error);
}

static gboolean
note_beginning (SolRecordingRows            *self,
                const SolRecordingSettings  *settings,
                gint64                       started_ns,
                GError                     **error)
{
  return put_meta (self, "program", "Soliton " SOL_VERSION, error)
         && put_time (self, "started", started_ns, error)
         && (settings->source == NULL || put_meta (self, "source", settings->source, error))
         && put_filters (self, settings->filters, error);
}

static gboolean
prepare (SolRecordingRows  *self,
         GError           **error)
{
  self->insert_message = sol_recording_db_prepare (self->db, INSERT_MESSAGE, error);
  if (self->insert_message == NULL)
    return FALSE;
  self->insert_topic = sol_recording_db_prepare (self->db, INSERT_TOPIC, error);
  if (self->insert_topic == NULL)
    return FALSE;
  self->find_topic = sol_recording_db_prepare (self->db, FIND_TOPIC, error);
  if (self->find_topic == NULL)
    return FALSE;
  self->put_meta = sol_recording_db_prepare (self->db, PUT_META, error);
  return self->put_meta != NULL;
}

SolRecordingRows *
sol_recording_rows_new (const SolRecordingSettings  *settings,
                        gint64                       started_ns,
                        GError                     **error)
{
  g_autofree char *folder = g_path_get_dirname (settings->path);
  SolRecordingRows *self;
  sqlite3 *db;

  if (settings->makes_folder)
    g_mkdir_with_parents (folder, 0700);
  db = sol_recording_db_create (settings->path, settings->replace, error);
  if (db == NULL)
    return NULL;
  self = g_new0 (SolRecordingRows, 1);
  self->db = db;
  self->topics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (prepare (self, error) && note_beginning (self, settings, started_ns, error)
      && sol_recording_db_read_int (db, "PRAGMA page_size", &self->page_size, error))
    return self;
  sol_recording_rows_free (self);
  return NULL;
}

/* Returns: 0 with @error */
static gint64
add_topic (SolRecordingRows  *self,
           const SolMessage  *message,
           GError           **error)
{
  gint64 id = 0;

  sqlite3_bind_text (self->insert_topic, 1, message->topic, message->topic_len, SQLITE_STATIC);
  if (!run (self, self->insert_topic, error))
    return 0;
  self->n_topics += sqlite3_changes (self->db) > 0;

  sqlite3_bind_text (self->find_topic, 1, message->topic, message->topic_len, SQLITE_STATIC);
  if (sqlite3_step (self->find_topic) == SQLITE_ROW)
    id = sqlite3_column_int64 (self->find_topic, 0);
  else
    sol_recording_db_fail (self->db, error);
  sqlite3_reset (self->find_topic);
  sqlite3_clear_bindings (self->find_topic);

  if (g_hash_table_size (self->topics) >= MAX_TOPICS)
    g_hash_table_remove_all (self->topics);
  if (id != 0)
    g_hash_table_insert (self->topics, g_strdup (message->topic), GSIZE_TO_POINTER (id));
  return id;
}

static gint64
get_topic (SolRecordingRows  *self,
           const SolMessage  *message,
           GError           **error)
{
  gint64 id = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (self->topics, message->topic));

  return id != 0 ? id : add_topic (self, message, error);
}

/* Subscription Identifiers are of the way here, not of the message. Returns: (transfer full) (nullable): the block
 * without them, when there are any */
static GByteArray *
leave_out_subscriptions (SolMqttSlice block)
{
  SolMqttPropertyIter iter = sol_mqtt_property_iter (block);
  SolMqttProperty property;
  GByteArray *kept;

  if (!sol_mqtt_properties_find (block, SOL_MQTT_PROPERTY_SUBSCRIPTION_ID, &property))
    return NULL;
  kept = g_byte_array_new ();
  while (sol_mqtt_property_next (&iter, &property))
    if (property.id != SOL_MQTT_PROPERTY_SUBSCRIPTION_ID)
      g_byte_array_append (kept, property.raw.data, (guint) property.raw.length);
  return kept;
}

static void
bind_properties (sqlite3_stmt     *statement,
                 const SolMessage *message)
{
  SolMqttSlice block = { sol_message_get_properties (message), message->properties_len };
  g_autoptr (GByteArray) kept = NULL;

  if (block.length == 0)
    return;
  kept = leave_out_subscriptions (block);
  if (kept == NULL)
    sqlite3_bind_blob64 (statement, 6, block.data, block.length, SQLITE_STATIC);
  else if (kept->len > 0)
    sqlite3_bind_blob64 (statement, 6, kept->data, kept->len, SQLITE_TRANSIENT);
}

static gboolean
write_item (SolRecordingRows        *self,
            const SolRecordingItem  *item,
            GError                 **error)
{
  const SolMessage *message = item->message;
  sqlite3_stmt *statement = self->insert_message;
  gint64 topic = get_topic (self, message, error);

  if (topic == 0)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, item->time_ns);
  sqlite3_bind_int64 (statement, 2, topic);
  sqlite3_bind_int (statement, 3, message->qos);
  sqlite3_bind_int (statement, 4, message->retain);
  sqlite3_bind_blob64 (statement, 5, sol_message_get_payload (message), message->payload_len, SQLITE_STATIC);
  bind_properties (statement, message);
  if (message->expires_us != SOL_MESSAGE_NEVER)
    sqlite3_bind_int64 (statement, 7, sol_message_get_expiry_s (message, item->time_ns / 1000));
  return run (self, statement, error);
}

static gboolean
write_items (SolRecordingRows        *self,
             const SolRecordingItem  *items,
             gsize                    n_items,
             GError                 **error)
{
  for (gsize i = 0; i < n_items; i++)
    if (!write_item (self, &items[i], error))
      return FALSE;
  return sol_recording_db_execute (self->db, "COMMIT", error);
}

/* Topics that a transaction took back are not there any more */
gboolean
sol_recording_rows_write (SolRecordingRows        *self,
                          const SolRecordingItem  *items,
                          gsize                    n_items,
                          GError                 **error)
{
  guint n_topics = self->n_topics;

  if (!sol_recording_db_execute (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (write_items (self, items, n_items, error))
    return TRUE;
  if (!sqlite3_get_autocommit (self->db))
    sol_recording_db_execute (self->db, "ROLLBACK", NULL);
  g_hash_table_remove_all (self->topics);
  self->n_topics = n_topics;
  return FALSE;
}

guint64
sol_recording_rows_get_file_bytes (SolRecordingRows *self)
{
  gint64 n_pages;

  if (!sol_recording_db_read_int (self->db, "PRAGMA page_count", &n_pages, NULL))
    return 0;
  return (guint64) n_pages * (guint64) self->page_size;
}

guint
sol_recording_rows_get_n_topics (SolRecordingRows *self)
{
  return self->n_topics;
}

void
sol_recording_rows_finish (SolRecordingRows *self,
                           gint64            ended_ns,
                           guint64           n_dropped)
{
  g_autofree char *dropped = g_strdup_printf ("%" PRIu64, n_dropped);

  if (put_meta (self, "dropped", dropped, NULL))
    put_time (self, "ended", ended_ns, NULL);
  sol_recording_db_execute (self->db, "PRAGMA journal_mode = DELETE", NULL);
  sol_recording_rows_free (self);
}
