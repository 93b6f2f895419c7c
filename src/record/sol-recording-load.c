/* sol-recording-load.c: the samples of a recording, as channels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-recording-load.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-channel.h"
#include "sol-mqtt-topic.h"
#include "sol-progress-private.h"
#include "sol-recording-reader.h"

#define MAX_CHANNELS 1000u
#define MAX_SAMPLES 400000000u                                           /* unless less is asked for */
#define CHANNEL_BYTES (8ul << 30)                                        /* never reached before the limit above */
#define CHANNEL_US (200ll * 366 * 24 * 3600 * G_USEC_PER_SEC)            /* neither is this */
#define LOOK_MESSAGES 256                                                /* between two looks at the clock */

typedef struct
{
  SolDecoder *decoder;  /* owned; NULL when no filter wants the topic */
  GHashTable *channels; /* owned: path to SolChannel, which the result owns; NULL beyond the limit */
} Topic;

typedef struct
{
  SolLoadSettings     settings;    /* with strings of its own */
  SolProgress         progress;    /* without a task: nobody is told */

  /* The thread's */
  GHashTable         *topics;      /* name to Topic */
  SolLoaded          *loaded;
  SolRecordingReader *reader;
  SolRecordingInfo    info;
  Topic              *topic;       /* of the message under way */
  const SolRecordedMessage *message;
} Load;

static void
topic_free (gpointer data)
{
  Topic *topic = data;

  g_clear_pointer (&topic->decoder, sol_decoder_free);
  g_clear_pointer (&topic->channels, g_hash_table_unref);
  g_free (topic);
}

void
sol_loaded_free (SolLoaded *self)
{
  g_ptr_array_unref (self->channels);
  g_ptr_array_unref (self->topics);
  g_free (self);
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free ((char *) load->settings.path);
  g_strfreev ((char **) load->settings.filters);
  sol_decoder_settings_clear (&load->settings.decoder);
  g_clear_pointer (&load->topics, g_hash_table_unref);
  g_clear_pointer (&load->loaded, sol_loaded_free);
  g_clear_pointer (&load->reader, sol_recording_reader_free);
  g_free (load);
}

static gboolean
is_wanted (const Load *load,
           const char *topic)
{
  const char * const *filter = load->settings.filters;

  if (filter == NULL)
    return TRUE;
  for (; *filter != NULL; filter++)
    if (sol_mqtt_topic_matches (*filter, strlen (*filter), topic, strlen (topic)))
      return TRUE;
  return FALSE;
}

static Topic *
find_topic (Load       *load,
            const char *name)
{
  Topic *topic = g_hash_table_lookup (load->topics, name);

  if (topic != NULL)
    return topic;
  topic = g_new0 (Topic, 1);
  if (is_wanted (load, name))
    {
      topic->decoder = sol_decoder_new (name);
      topic->channels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      sol_decoder_set_settings (topic->decoder, &load->settings.decoder);
    }
  g_hash_table_insert (load->topics, g_strdup (name), topic);
  return topic;
}

/* Returns: (nullable): NULL beyond the limit */
static SolChannel *
add_channel (Load                 *load,
             const SolSampleBlock *block)
{
  g_autofree char *name = g_strjoin (*block->path != '\0' ? " " : "", load->message->parts.topic, block->path, NULL);
  SolChannel *channel = NULL;

  if (load->loaded->channels->len < MAX_CHANNELS)
    {
      channel = sol_channel_new (name, block->unit, CHANNEL_BYTES, CHANNEL_US);
      g_ptr_array_add (load->loaded->channels, channel);
      g_ptr_array_add (load->loaded->topics, g_strdup (load->message->parts.topic));
    }
  else
    load->loaded->n_left_out++;
  g_hash_table_insert (load->topic->channels, g_strdup (block->path), channel);
  return channel;
}

static void
block_cb (const SolSampleBlock *block,
          gpointer              user_data)
{
  Load *load = user_data;
  gpointer channel;

  if (!g_hash_table_lookup_extended (load->topic->channels, block->path, NULL, &channel))
    channel = add_channel (load, block);
  if (channel == NULL)
    return;
  sol_channel_append (channel, block, load->message->parts.arrived_us);
  load->loaded->n_samples += block->n_values;
}

static void
take_message (Load                     *load,
              const SolRecordedMessage *message)
{
  const SolMessageParts *parts = &message->parts;

  load->topic = find_topic (load, parts->topic);
  load->message = message;
  if (load->topic->decoder == NULL)
    return;
  load->loaded->n_messages++;
  if (!sol_decoder_decode (load->topic->decoder, parts->payload, parts->payload_len, parts->arrived_us, block_cb, load,
                           NULL))
    load->loaded->n_unread++;
}

static void
tell (Load   *load,
      gint64  at_ns)
{
  double span_ns = (double) (load->info.last_ns - load->info.first_ns) + 1.0;

  sol_progress_tell (&load->progress, (double) (at_ns - load->info.first_ns) / span_ns);
}

/* Now and then. Returns: FALSE when it is to stop */
static gboolean
go_on (Load    *load,
       gint64   at_ns,
       GError **error)
{
  guint64 max_samples = load->settings.max_samples != 0 ? load->settings.max_samples : MAX_SAMPLES;

  tell (load, at_ns);
  if (load->loaded->n_samples <= max_samples)
    return load->progress.task == NULL
           || !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (load->progress.task), error);
  g_set_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_INVALID,
               _ ("“%s” holds more than %u million samples. Choose topics, or a shorter stretch."), load->settings.path,
               (guint) (max_samples / 1000000));
  return FALSE;
}

static gboolean
read_messages (Load    *load,
               GError **error)
{
  g_autoptr (GError) local_error = NULL;
  SolRecordedMessage message;
  guint64 n = 0;

  while (sol_recording_reader_next (load->reader, &message, &local_error))
    {
      if (load->settings.to_ns != 0 && message.time_ns >= load->settings.to_ns)
        return TRUE;
      take_message (load, &message);
      if (++n % LOOK_MESSAGES == 0 && !go_on (load, message.time_ns, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
run (Load    *load,
     GError **error)
{
  load->topics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, topic_free);
  load->loaded = g_new0 (SolLoaded, 1);
  load->loaded->channels = g_ptr_array_new_with_free_func (g_object_unref);
  load->loaded->topics = g_ptr_array_new_with_free_func (g_free);
  load->reader = sol_recording_reader_open (load->settings.path, error);
  return load->reader != NULL && sol_recording_reader_get_info (load->reader, &load->info, error)
         && sol_recording_reader_seek (load->reader,
                                       load->settings.from_ns != 0 ? load->settings.from_ns : G_MININT64, error)
         && read_messages (load, error);
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;

  if (run (load, &error))
    g_task_return_pointer (task, g_steal_pointer (&load->loaded), (GDestroyNotify) sol_loaded_free);
  else
    g_task_return_error (task, error);
}

static Load *
load_new (const SolLoadSettings *settings)
{
  Load *load = g_new0 (Load, 1);

  load->settings = *settings;
  load->settings.path = g_strdup (settings->path);
  load->settings.filters = (const char * const *) g_strdupv ((char **) settings->filters);
  sol_decoder_settings_copy (&settings->decoder, &load->settings.decoder);
  return load;
}

SolLoaded *
sol_recording_load (const SolLoadSettings  *settings,
                    GError                **error)
{
  Load *load = load_new (settings);
  SolLoaded *loaded = run (load, error) ? g_steal_pointer (&load->loaded) : NULL;

  load_free (load);
  return loaded;
}

void
sol_recording_load_async (const SolLoadSettings *settings,
                          SolLoadFunc            progress,
                          gpointer               progress_data,
                          GCancellable          *cancellable,
                          GAsyncReadyCallback    callback,
                          gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Load *load = load_new (settings);

  load->progress = (SolProgress) { task, progress, progress_data };
  g_task_set_source_tag (task, sol_recording_load_async);
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, load_thread);
}

SolLoaded *
sol_recording_load_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
