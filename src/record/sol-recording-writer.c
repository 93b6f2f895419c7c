/* sol-recording-writer.c: messages into a recording, on a thread of its own
 *
 * Those who post append to an array under a lock; five times a second the thread takes the whole array away and writes
 * it in one transaction. Nothing is open between two of them, so that other programs can read the file at any time.
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-recording-writer.h"

#include <time.h>

#include "sol-recording-db-private.h"
#include "sol-recording-rows-private.h"

#define LIMIT_BYTES (64u << 20)
#define LIMIT_ITEMS 1000000u
#define HURRY_ITEMS 50000u                    /* so many are not kept waiting */
#define HURRY_BYTES (8u << 20)
#define INTERVAL_US (G_USEC_PER_SEC / 5)      /* from one transaction to the next */
#define AGAIN_US (G_USEC_PER_SEC / 2)         /* after a disk that took nothing */

struct _SolRecordingWriter
{
  GThread *thread;

  /* Set once; @settings has strings of its own, until the thread has used them */
  SolRecordingSettings settings;
  SolRecordingFunc     func;
  gpointer             user_data;
  gint64               started_ns;  /* Unix time */
  gint64               zero_ns;     /* what the clock below showed then */

  /* The thread's */
  SolRecordingRows *rows;
  GArray           *batch;          /* SolRecordingItem: what is being written */

  /* Under @lock */
  GMutex            lock;
  GCond             cond;
  GArray           *items;          /* SolRecordingItem: what waits */
  gsize             n_bytes;        /* of @items and @batch */
  gsize             n_waiting_bytes; /* of @items */
  gboolean          is_stopping, is_discarded;
  gint64            ended_ns;       /* 0 until then */
  SolRecordingStatus status;
  GError           *error;
};

/* Goes on while the computer sleeps, and nobody sets it */
static gint64
read_clock_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

static gint64
get_time_ns (const SolRecordingWriter *self)
{
  return self->started_ns + (read_clock_ns () - self->zero_ns);
}

static void
clear_item (gpointer data)
{
  SolRecordingItem *item = data;

  sol_message_unref (item->message);
}

static GArray *
new_items (void)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (SolRecordingItem));

  g_array_set_clear_func (items, clear_item);
  return items;
}

static void
set_state (SolRecordingWriter *self,
           SolRecordingState   state)
{
  gboolean is_changed;

  g_mutex_lock (&self->lock);
  is_changed = self->status.state != state;
  self->status.state = state;
  g_mutex_unlock (&self->lock);
  if (is_changed && self->func != NULL)
    self->func (self->user_data);
}

/* @error: (transfer full) (nullable): it stays until the next one, or until all is well */
static void
set_error (SolRecordingWriter *self,
           GError             *error)
{
  g_mutex_lock (&self->lock);
  g_clear_error (&self->error);
  self->error = error;
  g_mutex_unlock (&self->lock);
}

static gint64
get_end_us (SolRecordingWriter *self)
{
  gint64 elapsed_us = (read_clock_ns () - self->zero_ns) / 1000;

  return self->settings.limit_us > 0 ? g_get_monotonic_time () + self->settings.limit_us - elapsed_us : G_MAXINT64;
}

static gboolean
is_at_time_limit (SolRecordingWriter *self)
{
  return get_end_us (self) <= g_get_monotonic_time ();
}

static gboolean
is_worth_a_transaction (SolRecordingWriter *self)
{
  return self->items->len >= HURRY_ITEMS || self->n_waiting_bytes >= HURRY_BYTES;
}

/* Waits under the lock until there is something, and then a little for more. Returns: FALSE at the end */
static gboolean
take_batch (SolRecordingWriter *self)
{
  gint64 due_us;
  GArray *empty;

  g_mutex_lock (&self->lock);
  while (self->items->len == 0 && !self->is_stopping && !is_at_time_limit (self))
    g_cond_wait_until (&self->cond, &self->lock, MIN (get_end_us (self), g_get_monotonic_time () + G_USEC_PER_SEC));
  due_us = MIN (get_end_us (self), g_get_monotonic_time () + INTERVAL_US);
  while (!self->is_stopping && !is_worth_a_transaction (self)
         && g_cond_wait_until (&self->cond, &self->lock, due_us))
    continue;
  self->is_stopping |= is_at_time_limit (self);
  empty = self->batch;
  self->batch = self->items;
  self->items = empty;
  self->n_waiting_bytes = 0;
  g_mutex_unlock (&self->lock);
  return self->batch->len > 0;
}

/* Returns: FALSE when it was asked to stop instead */
static gboolean
wait_for_disk (SolRecordingWriter *self)
{
  gint64 due_us = g_get_monotonic_time () + AGAIN_US;
  gboolean is_stopping;

  g_mutex_lock (&self->lock);
  while (!self->is_stopping && g_cond_wait_until (&self->cond, &self->lock, due_us))
    continue;
  is_stopping = self->is_stopping;
  g_mutex_unlock (&self->lock);
  return !is_stopping;
}

static void
count_batch (SolRecordingWriter *self,
             gboolean            is_written)
{
  guint64 file_bytes = sol_recording_rows_get_file_bytes (self->rows);
  guint64 payload_bytes = 0;
  gsize n_bytes = 0;

  for (guint i = 0; i < self->batch->len; i++)
    {
      const SolMessage *message = g_array_index (self->batch, SolRecordingItem, i).message;

      payload_bytes += message->payload_len;
      n_bytes += sol_message_get_size (message);
    }
  g_mutex_lock (&self->lock);
  self->n_bytes -= n_bytes;
  self->status.n_messages += is_written ? self->batch->len : 0;
  self->status.n_dropped += is_written ? 0 : self->batch->len;
  self->status.payload_bytes += is_written ? payload_bytes : 0;
  self->status.file_bytes = file_bytes;
  self->status.n_topics = sol_recording_rows_get_n_topics (self->rows);
  g_mutex_unlock (&self->lock);
}

static void
write_batch (SolRecordingWriter *self)
{
  gboolean is_written;

  for (;;)
    {
      GError *error = NULL;

      is_written = sol_recording_rows_write (self->rows, (const SolRecordingItem *) self->batch->data,
                                             self->batch->len, &error);
      set_error (self, error);
      set_state (self, is_written ? SOL_RECORDING_RUNNING : SOL_RECORDING_STALLED);
      if (is_written || !wait_for_disk (self))
        break;
    }
  count_batch (self, is_written);
  g_array_set_size (self->batch, 0);
}

static gboolean
is_full (SolRecordingWriter *self)
{
  return self->settings.limit_bytes > 0 && self->status.file_bytes >= self->settings.limit_bytes;
}

/* What comes from now on comes too late, and is not counted as lost */
static void
end_posting (SolRecordingWriter *self)
{
  g_mutex_lock (&self->lock);
  self->is_stopping = TRUE;
  if (self->ended_ns == 0)
    self->ended_ns = get_time_ns (self);
  g_array_set_size (self->items, 0);
  self->n_bytes = 0;
  g_mutex_unlock (&self->lock);
}

static gpointer
thread_main (gpointer data)
{
  SolRecordingWriter *self = data;
  GError *error = NULL;

  self->rows = sol_recording_rows_new (&self->settings, self->started_ns, &error);
  if (self->rows == NULL)
    {
      end_posting (self);
      set_error (self, error);
      set_state (self, SOL_RECORDING_FAILED);
      return NULL;
    }
  set_state (self, SOL_RECORDING_RUNNING);
  while (!is_full (self) && take_batch (self))
    write_batch (self);
  end_posting (self);
  sol_recording_rows_finish (self->rows, self->ended_ns, self->status.n_dropped);
  if (self->is_discarded)
    sol_recording_db_remove (self->settings.path);
  set_state (self, SOL_RECORDING_FINISHED);
  return NULL;
}

SolRecordingWriter *
sol_recording_writer_new (const SolRecordingSettings *settings,
                          SolRecordingFunc            func,
                          gpointer                    user_data)
{
  SolRecordingWriter *self = g_new0 (SolRecordingWriter, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->settings = *settings;
  self->settings.path = g_strdup (settings->path);
  self->settings.source = g_strdup (settings->source);
  self->settings.filters = (const char * const *) g_strdupv ((char **) settings->filters);
  self->func = func;
  self->user_data = user_data;
  self->started_ns = g_get_real_time () * 1000;
  self->zero_ns = read_clock_ns ();
  self->items = new_items ();
  self->batch = new_items ();
  self->thread = g_thread_new ("sol-record", thread_main, self);
  return self;
}

/* Under the lock */
static void
add_item (SolRecordingWriter *self,
          SolMessage         *message,
          gint64              time_ns)
{
  SolRecordingItem item = { time_ns, message };
  gsize n_bytes = sol_message_get_size (message);
  gboolean was_waiting = !is_worth_a_transaction (self);

  if (self->is_stopping)
    return;
  if (self->items->len >= LIMIT_ITEMS || self->n_bytes + n_bytes > LIMIT_BYTES)
    {
      self->status.n_dropped++;
      return;
    }
  sol_message_ref (message);
  g_array_append_val (self->items, item);
  self->n_bytes += n_bytes;
  self->n_waiting_bytes += n_bytes;
  if (self->items->len == 1 || (was_waiting && is_worth_a_transaction (self)))
    g_cond_signal (&self->cond);
}

void
sol_recording_writer_post (SolMessage *message,
                           gpointer    writer)
{
  SolRecordingWriter *self = writer;

  gint64 time_ns;

  /* Under the lock, so that they stand in their order */
  g_mutex_lock (&self->lock);
  time_ns = get_time_ns (self);
  if (self->settings.limit_us == 0 || time_ns - self->started_ns <= self->settings.limit_us * 1000)
    add_item (self, message, time_ns);
  g_mutex_unlock (&self->lock);
}

void
sol_recording_writer_post_at (SolRecordingWriter *self,
                              SolMessage         *message,
                              gint64              time_ns)
{
  g_mutex_lock (&self->lock);
  add_item (self, message, time_ns);
  g_mutex_unlock (&self->lock);
}

void
sol_recording_writer_stop (SolRecordingWriter *self)
{
  g_mutex_lock (&self->lock);
  self->is_stopping = TRUE;
  if (self->ended_ns == 0)
    self->ended_ns = get_time_ns (self);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
}

void
sol_recording_writer_discard (SolRecordingWriter *self)
{
  g_mutex_lock (&self->lock);
  self->is_discarded = TRUE;
  g_mutex_unlock (&self->lock);
  sol_recording_writer_stop (self);
}

void
sol_recording_writer_get_status (SolRecordingWriter *self,
                                 SolRecordingStatus *status)
{
  g_mutex_lock (&self->lock);
  *status = self->status;
  status->queued_bytes = self->n_bytes;
  status->started_ns = self->started_ns;
  status->length_ns = (self->ended_ns != 0 ? self->ended_ns : get_time_ns (self)) - self->started_ns;
  g_mutex_unlock (&self->lock);
}

GError *
sol_recording_writer_dup_error (SolRecordingWriter *self)
{
  GError *error;

  g_mutex_lock (&self->lock);
  error = self->error != NULL ? g_error_copy (self->error) : NULL;
  g_mutex_unlock (&self->lock);
  return error;
}

void
sol_recording_writer_free (SolRecordingWriter *self)
{
  sol_recording_writer_stop (self);
  g_thread_join (self->thread);
  g_array_unref (self->items);
  g_array_unref (self->batch);
  g_clear_error (&self->error);
  g_free ((char *) self->settings.path);
  g_free ((char *) self->settings.source);
  g_strfreev ((char **) self->settings.filters);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->lock);
  g_free (self);
}
