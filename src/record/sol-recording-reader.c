/* sol-recording-reader.c: the messages of a recording, in their order
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-recording-reader.h"

#include <glib/gi18n.h>

#include "sol-mqtt-properties.h"
#include "sol-mqtt-topic.h"
#include "sol-recording-db-private.h"

#define READ_MESSAGES                                                                                                  \
  "SELECT m.time_ns, t.name, m.qos, m.retain, m.payload, m.properties, m.expiry_s"                                     \
  " FROM messages m LEFT JOIN topics t ON t.id = m.topic_id WHERE m.id >= ? ORDER BY m.id"
#define READ_TIME "SELECT id, time_ns FROM messages WHERE id >= ? ORDER BY id LIMIT 1"
#define READ_FIRST_ID "SELECT min (id) FROM messages"
#define READ_LAST_ID "SELECT max (id) FROM messages"

struct _SolRecordingReader
{
  sqlite3      *db;
  sqlite3_stmt *read_messages;
  sqlite3_stmt *read_time;
  guint64       n_bad;
};

SolRecordingReader *
sol_recording_reader_open (const char  *path,
                           GError     **error)
{
  sqlite3 *db = sol_recording_db_open (path, error);
  g_autoptr (SolRecordingReader) self = NULL;

  if (db == NULL)
    return NULL;
  self = g_new0 (SolRecordingReader, 1);
  self->db = db;
  self->read_messages = sol_recording_db_prepare (db, READ_MESSAGES, error);
  if (self->read_messages == NULL)
    return NULL;
  self->read_time = sol_recording_db_prepare (db, READ_TIME, error);
  if (self->read_time == NULL)
    return NULL;
  sqlite3_bind_int64 (self->read_messages, 1, G_MININT64);
  return g_steal_pointer (&self);
}

/* The first row at or behind @id. @found_id: (out): one behind the last one when there is none */
static gboolean
read_time (SolRecordingReader  *self,
           gint64               id,
           gint64              *found_id,
           gint64              *time_ns,
           GError             **error)
{
  int code;

  sqlite3_bind_int64 (self->read_time, 1, id);
  code = sqlite3_step (self->read_time);
  if (code == SQLITE_ROW)
    {
      *found_id = sqlite3_column_int64 (self->read_time, 0);
      *time_ns = sqlite3_column_int64 (self->read_time, 1);
    }
  else if (code != SQLITE_DONE)
    sol_recording_db_fail (self->db, error);
  sqlite3_reset (self->read_time);
  return code == SQLITE_ROW;
}

static gboolean
read_ids (SolRecordingReader  *self,
          gint64              *first,
          gint64              *last,
          GError             **error)
{
  return sol_recording_db_read_int (self->db, READ_FIRST_ID, first, error)
         && sol_recording_db_read_int (self->db, READ_LAST_ID, last, error);
}

gboolean
sol_recording_reader_get_info (SolRecordingReader  *self,
                               SolRecordingInfo    *info,
                               GError             **error)
{
  GError *local_error = NULL;
  gint64 first, last, found;

  *info = (SolRecordingInfo) { 0 };
  if (!read_ids (self, &first, &last, error))
    return FALSE;
  if (read_time (self, first, &found, &info->first_ns, &local_error)
      && read_time (self, last, &found, &info->last_ns, &local_error))
    info->n_messages = (guint64) (last - first) + 1;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* Times never go back with growing id. @id: (out): of the first row at or after @time_ns */
static gboolean
find_id (SolRecordingReader  *self,
         gint64               time_ns,
         gint64              *id,
         GError             **error)
{
  GError *local_error = NULL;
  gint64 lo, hi;

  if (!read_ids (self, &lo, &hi, error))
    return FALSE;
  for (hi = hi < G_MAXINT64 ? hi + 1 : hi; lo < hi;)
    {
      gint64 middle = lo + (gint64) (((guint64) hi - (guint64) lo) / 2), found = hi, found_ns = G_MAXINT64;

      if (!read_time (self, middle, &found, &found_ns, &local_error) && local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      if (found_ns < time_ns)
        lo = found + 1;
      else
        hi = middle;
    }
  *id = lo;
  return TRUE;
}

gboolean
sol_recording_reader_seek (SolRecordingReader  *self,
                           gint64               time_ns,
                           GError             **error)
{
  gint64 id;

  sqlite3_reset (self->read_messages);
  if (!find_id (self, time_ns, &id, error))
    return FALSE;
  sqlite3_bind_int64 (self->read_messages, 1, id);
  return TRUE;
}

static SolMqttSlice
get_octets (sqlite3_stmt *row,
            int           column)
{
  const guint8 *data = sqlite3_column_blob (row, column);

  return (SolMqttSlice) { data, data != NULL ? (gsize) sqlite3_column_bytes (row, column) : 0 };
}

static gboolean
is_kept_property (guint8 id)
{
  return id == SOL_MQTT_PROPERTY_PAYLOAD_FORMAT || id == SOL_MQTT_PROPERTY_CONTENT_TYPE
         || id == SOL_MQTT_PROPERTY_RESPONSE_TOPIC || id == SOL_MQTT_PROPERTY_CORRELATION_DATA
         || id == SOL_MQTT_PROPERTY_USER_PROPERTY;
}

static gboolean
are_good_properties (SolMqttSlice block)
{
  SolMqttPropertyIter iter = sol_mqtt_property_iter (block);
  SolMqttProperty property;

  if (block.length == 0)
    return TRUE;
  if (!sol_mqtt_properties_check (block, SOL_MQTT_PUBLISH, NULL))
    return FALSE;
  while (sol_mqtt_property_next (&iter, &property))
    if (!is_kept_property (property.id))
      return FALSE;
  return TRUE;
}

/* Returns: FALSE when the row is no message */
static gboolean
take_row (sqlite3_stmt       *row,
          SolRecordedMessage *message)
{
  SolMqttSlice topic = get_octets (row, 1), payload = get_octets (row, 4), properties = get_octets (row, 5);
  int qos = sqlite3_column_int (row, 2);

  if (sqlite3_column_type (row, 0) != SQLITE_INTEGER || qos < 0 || qos > 2
      || !sol_mqtt_topic_is_name ((const char *) topic.data, topic.length) || !are_good_properties (properties))
    return FALSE;
  message->time_ns = sqlite3_column_int64 (row, 0);
  message->expiry_s = sqlite3_column_type (row, 6) == SQLITE_INTEGER ? sqlite3_column_int64 (row, 6) : -1;
  message->parts = (SolMessageParts) {
    .topic = (const char *) topic.data,
    .topic_len = (guint16) topic.length,
    .payload = payload.data,
    .payload_len = payload.length,
    .properties = properties.data,
    .properties_len = properties.length,
    .qos = (guint8) qos,
    .retain = sqlite3_column_int (row, 3) != 0,
    .arrived_us = message->time_ns / 1000,
  };
  return TRUE;
}

gboolean
sol_recording_reader_next (SolRecordingReader  *self,
                           SolRecordedMessage  *message,
                           GError             **error)
{
  int code;

  while ((code = sqlite3_step (self->read_messages)) == SQLITE_ROW)
    {
      if (take_row (self->read_messages, message))
        return TRUE;
      self->n_bad++;
    }
  if (code != SQLITE_DONE)
    sol_recording_db_fail (self->db, error);
  /* A further step would begin again */
  sqlite3_reset (self->read_messages);
  sqlite3_bind_int64 (self->read_messages, 1, G_MAXINT64);
  return FALSE;
}

guint64
sol_recording_reader_get_n_bad (SolRecordingReader *self)
{
  return self->n_bad;
}

void
sol_recording_reader_free (SolRecordingReader *self)
{
  sqlite3_finalize (self->read_messages);
  sqlite3_finalize (self->read_time);
  sqlite3_close_v2 (self->db);
  g_free (self);
}
