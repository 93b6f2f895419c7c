/* fuzz-recording.c: a recording from anywhere is read or refused, and gives nothing that is no MQTT message
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first octet chooses. 'd': a recording of ours is damaged; each three octets that follow are a place, high octet
 * first, and what stands there. 'r': rows are added to it; each column is a letter and what it needs: 'n' NULL, 'i' an
 * integer of eight octets, 't' and 'b' a length and so many octets of text or blob.
 */
#include "config.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "fuzz.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-topic.h"
#include "sol-recording-reader.h"
#include "sol-recording-writer.h"

#define N_MESSAGES 12
#define STEP_NS G_GINT64_CONSTANT (1000000)
#define N_COLUMNS 7
#define MOST_ROWS 100000

static struct
{
  char *folder;
  char *path;
  char *octets;   /* of a recording that is whole */
  gsize length;
} base;

static void
remove_files (void)
{
  g_autofree char *log = g_strconcat (base.path, "-wal", NULL);
  g_autofree char *index = g_strconcat (base.path, "-shm", NULL);

  g_unlink (log);
  g_unlink (index);
  g_unlink (base.path);
}

static void
remove_all_at_exit (void)
{
  remove_files ();
  g_rmdir (base.folder);
}

static void
post (SolRecordingWriter *writer,
      guint               i)
{
  g_autofree char *topic = g_strdup_printf ("lab/%u", i % 3);
  g_autoptr (GByteArray) block = g_byte_array_new ();
  g_autoptr (SolMessage) message = NULL;
  SolMessageParts parts = { .topic = topic, .topic_len = (guint16) strlen (topic), .payload = (const guint8 *) "21.5",
                            .payload_len = 4, .qos = i % 3, .retain = i % 2 };

  sol_mqtt_properties_add_pair (block, "site", "hall 2");
  parts.properties = block->data;
  parts.properties_len = block->len;
  message = sol_message_new_from_parts (&parts);
  sol_recording_writer_post_at (writer, message, i * STEP_NS);
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_autoptr (GError) error = NULL;
  SolRecordingWriter *writer;

  base.folder = g_dir_make_tmp ("soliton-fuzz-XXXXXX", &error);
  g_assert_no_error (error);
  base.path = g_build_filename (base.folder, "x.soliton", NULL);
  atexit (remove_all_at_exit);
  writer = sol_recording_writer_new (&(SolRecordingSettings) { .path = base.path }, NULL, NULL);
  for (guint i = 0; i < N_MESSAGES; i++)
    post (writer, i);
  sol_recording_writer_free (writer);
  g_file_get_contents (base.path, &base.octets, &base.length, &error);
  g_assert_no_error (error);
  return 0;
}

static void
write_file (const char *octets)
{
  int fd = g_open (base.path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);

  g_assert_cmpint (write (fd, octets, base.length), ==, (gssize) base.length);
  close (fd);
}

static void
write_damaged (const uint8_t *data,
               size_t         size)
{
  g_autofree char *octets = g_memdup2 (base.octets, base.length);

  for (; size >= 3; data += 3, size -= 3)
    octets[((gsize) data[0] << 8 | data[1]) % base.length] = (char) data[2];
  write_file (octets);
}

/* Returns: octets used, 0 when there are too few */
static size_t
bind_value (sqlite3_stmt  *statement,
            int            column,
            const uint8_t *data,
            size_t         size)
{
  sqlite3_int64 number = 0;

  if (size >= 1 && data[0] == 'n')
    return sqlite3_bind_null (statement, column) == SQLITE_OK;
  if (size >= 9 && data[0] == 'i')
    {
      memcpy (&number, data + 1, sizeof number);
      sqlite3_bind_int64 (statement, column, number);
      return 9;
    }
  if (size < 2 || size - 2 < data[1])
    return 0;
  if (data[0] == 't')
    sqlite3_bind_text (statement, column, (const char *) data + 2, data[1], SQLITE_TRANSIENT);
  else
    sqlite3_bind_blob (statement, column, data + 2, data[1], SQLITE_TRANSIENT);
  return (size_t) data[1] + 2;
}

/* Every second row is a topic, so that messages have topics of all kinds too */
static void
add_rows (sqlite3       *db,
          const uint8_t *data,
          size_t         size)
{
  sqlite3_stmt *statements[2] = { NULL, NULL };

  sqlite3_prepare_v2 (db, "INSERT INTO topics (id, name) VALUES (?, ?)", -1, &statements[0], NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO messages (time_ns, topic_id, qos, retain, payload, properties, expiry_s)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?)", -1, &statements[1], NULL);
  for (guint row = 0; size > 0; row++)
    {
      for (int column = 1; column <= (row % 2 == 0 ? 2 : N_COLUMNS) && size > 0; column++)
        {
          size_t used = bind_value (statements[row % 2], column, data, size);

          data += used;
          size = used > 0 ? size - used : 0;
        }
      sqlite3_step (statements[row % 2]);
      sqlite3_reset (statements[row % 2]);
      sqlite3_clear_bindings (statements[row % 2]);
    }
  sqlite3_finalize (statements[0]);
  sqlite3_finalize (statements[1]);
}

static void
write_rows (const uint8_t *data,
            size_t         size)
{
  sqlite3 *db = NULL;

  write_file (base.octets);
  g_assert_cmpint (sqlite3_open (base.path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA synchronous = OFF; BEGIN", NULL, NULL, NULL);
  add_rows (db, data, size);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  sqlite3_close (db);
}

static void
check_message (const SolRecordedMessage *message)
{
  const SolMessageParts *parts = &message->parts;
  const SolMqttSlice block = { parts->properties, parts->properties_len };

  g_assert_true (sol_mqtt_topic_is_name (parts->topic, parts->topic_len));
  g_assert_cmpuint (parts->qos, <=, 2);
  g_assert_true (parts->payload != NULL || parts->payload_len == 0);
  g_assert_true (block.length == 0 || sol_mqtt_properties_check (block, SOL_MQTT_PUBLISH, NULL));
}

static void
check_error (const GError *error)
{
  if (error != NULL)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
read_all (SolRecordingReader *reader,
          gint64              from_ns)
{
  g_autoptr (GError) error = NULL;
  SolRecordedMessage message;
  guint n = 0;

  if (sol_recording_reader_seek (reader, from_ns, &error))
    while (n++ < MOST_ROWS && sol_recording_reader_next (reader, &message, &error))
      check_message (&message);
  check_error (error);
}

static void
read_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SolRecordingReader) reader = sol_recording_reader_open (base.path, &error);
  SolRecordingInfo info;

  g_assert_cmpint (reader == NULL, ==, error != NULL);
  check_error (error);
  if (reader == NULL)
    return;
  sol_recording_reader_get_info (reader, &info, &error);
  check_error (error);
  read_all (reader, G_MININT64);
  read_all (reader, N_MESSAGES / 2 * STEP_NS);
  read_all (reader, G_MAXINT64);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  if (size == 0)
    return 0;
  if (data[0] == 'r')
    write_rows (data + 1, size - 1);
  else
    write_damaged (data + 1, size - 1);
  read_file ();
  remove_files ();
  return 0;
}
