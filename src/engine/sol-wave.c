/* sol-wave.c: publishes a generator's messages on its own timer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave.h"

#include <string.h>

#include "sol-io-thread.h"

#define STALL_US G_USEC_PER_SEC /* behind by more than this, it goes on from now */
#define MAX_LATE 10000u         /* messages that wait, made late on purpose; more are lost */
#define MAX_BURST_US 4000       /* of work a wake-up, so that neither a stop nor another wave is kept waiting */
#define NS_PER_US 1000

/* A message that is sent after its time */
typedef struct
{
  gint64      due_us;    /* monotonic */
  guint       n_copies;
  SolMessage *message;   /* owned */
} Late;

struct _SolWave
{
  /* Owned */
  SolIoThread  *own_thread;   /* NULL: @thread is somebody else's */
  GSource      *source;
  char         *topic;

  SolIoThread  *thread;       /* borrowed, outlives this */

  /* Set once */
  SolWaveFunc    func;
  gpointer       user_data;
  GDestroyNotify done;
  guint64        count;
  guint8         qos;
  gboolean       retain;

  /* The thread's own */
  GPtrArray    *generators;   /* owned, one a channel */
  GPtrArray    *topics;       /* owned, one a channel */
  guint64       seed;
  GQueue        late;         /* of Late, the first due at the head */
  gint64        start_us;     /* monotonic: when message 0 was due */
  gint64        start_real_us;
  guint64       next;         /* message to send, since @start_us */
  guint64       n_left;       /* until @count; unused when that is 0 */

  /* Under @lock */
  GMutex               lock;
  SolGeneratorSettings pending;
  gboolean             has_pending;
  gboolean             is_retired;   /* the thread has let go of it: @retired is signalled */
  GCond                retired;
  SolWaveCounts        counts;
};

static void
late_free (gpointer data)
{
  Late *late = data;

  sol_message_unref (late->message);
  g_free (late);
}

static double
get_interval (SolWave *self)
{
  return sol_generator_get_interval (self->generators->pdata[0]);
}

static gint64
get_due_us (SolWave *self,
            guint64  message)
{
  return (gint64) ((double) message * get_interval (self) * G_USEC_PER_SEC);
}

static void
begin_at (SolWave *self,
          gint64   start_us)
{
  self->start_us = start_us;
  self->start_real_us = g_get_real_time () + (start_us - g_get_monotonic_time ());
  self->next = 0;
}

/* The source's own topic, or one a channel behind it */
static void
set_channels (SolWave                    *self,
              const SolGeneratorSettings *settings)
{
  g_ptr_array_set_size (self->topics, 0);
  for (guint i = 0; i < settings->n_channels; i++)
    g_ptr_array_add (self->topics, settings->n_channels == 1 ? g_strdup (self->topic)
                                                             : g_strdup_printf ("%s/%u", self->topic, i + 1));
  if (self->generators->len > settings->n_channels)
    g_ptr_array_set_size (self->generators, (int) settings->n_channels);
  for (guint i = self->generators->len; i < settings->n_channels; i++)
    g_ptr_array_add (self->generators, sol_generator_new_for_channel (settings, self->seed, i));
}

/* A new interval counts from the message that is due next */
static void
take_pending (SolWave *self)
{
  SolGeneratorSettings settings;
  gboolean has_pending;

  g_mutex_lock (&self->lock);
  settings = self->pending;
  has_pending = self->has_pending;
  self->has_pending = FALSE;
  g_mutex_unlock (&self->lock);
  if (!has_pending)
    return;

  self->start_real_us += get_due_us (self, self->next);
  self->start_us += get_due_us (self, self->next);
  self->next = 0;
  for (guint i = 0; i < self->generators->len; i++)
    sol_generator_set_settings (self->generators->pdata[i], &settings);
  set_channels (self, &settings);
  sol_generator_settings_clear (&settings);
}

static void
count_lost (SolWave *self,
            guint64  n)
{
  g_mutex_lock (&self->lock);
  self->counts.n_lost += n;
  g_mutex_unlock (&self->lock);
}

/* The computer slept, or the broker held everybody up: what would have been due in between is left out */
static void
skip_stall (SolWave *self,
            gint64   now_us)
{
  gint64 late_us = now_us - self->start_us - get_due_us (self, self->next);

  if (late_us <= STALL_US)
    return;
  count_lost (self, (guint64) ((double) late_us / G_USEC_PER_SEC / get_interval (self)) * self->generators->len);
  begin_at (self, now_us);
}

static void
publish (SolWave    *self,
         SolMessage *message,
         guint       n_copies,
         gboolean    is_late)
{
  guint n_sent = 0;

  for (guint i = 0; i < n_copies; i++)
    n_sent += self->func (message, self->user_data) ? 1 : 0;
  g_mutex_lock (&self->lock);
  self->counts.n_sent += n_sent;
  self->counts.n_lost += n_copies - n_sent;
  self->counts.n_late += is_late ? n_sent : 0;
  g_mutex_unlock (&self->lock);
}

static void
put_late (SolWave    *self,
          SolMessage *message,
          guint       n_copies,
          double      late_s)
{
  Late *late;

  if (self->late.length >= MAX_LATE)
    {
      count_lost (self, n_copies);
      return;
    }
  late = g_new (Late, 1);
  late->message = sol_message_ref (message);
  late->n_copies = n_copies;
  late->due_us = self->start_us + get_due_us (self, self->next) + (gint64) (late_s * G_USEC_PER_SEC);
  g_queue_push_tail (&self->late, late);
}

static void
send_late (SolWave *self,
           gint64   now_us)
{
  while (!g_queue_is_empty (&self->late) && ((Late *) self->late.head->data)->due_us <= now_us)
    {
      Late *late = g_queue_pop_head (&self->late);

      publish (self, late->message, late->n_copies, FALSE);
      late_free (late);
    }
}

static void
send_channel (SolWave *self,
              guint    channel,
              gboolean is_late)
{
  SolGenerator *generator = self->generators->pdata[channel];
  const char *topic = self->topics->pdata[channel];
  gint64 due_us = self->start_real_us + get_due_us (self, self->next);
  g_autoptr (GBytes) payload = sol_generator_next_payload (generator, due_us * NS_PER_US);
  g_autoptr (SolMessage) message = NULL;
  double late_s;
  guint n_copies = sol_generator_next_fate (generator, &late_s);

  message = sol_message_new (topic, strlen (topic), g_bytes_get_data (payload, NULL), g_bytes_get_size (payload),
                             self->qos, self->retain, due_us);
  if (late_s > 0.0)
    put_late (self, message, n_copies, late_s);
  else
    publish (self, message, n_copies, is_late);
}

static void
send_next (SolWave *self,
           gint64   now_us)
{
  gboolean is_late = now_us - self->start_us - get_due_us (self, self->next) > SOL_WAVE_LATE_US;

  for (guint i = 0; i < self->generators->len; i++)
    send_channel (self, i, is_late);
  self->next++;
  self->n_left--;
}

static gint64
get_ready_us (SolWave *self)
{
  gint64 due_us = self->start_us + get_due_us (self, self->next);

  return g_queue_is_empty (&self->late) ? due_us : MIN (due_us, ((Late *) self->late.head->data)->due_us);
}

static gboolean
finish (SolWave *self)
{
  if (self->done != NULL)
    self->done (self->user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
sol_wave_due_cb (gpointer user_data)
{
  SolWave *self = user_data;
  gint64 begin_us = g_get_monotonic_time (), now_us = begin_us;

  skip_stall (self, now_us);
  send_late (self, now_us);
  for (; self->start_us + get_due_us (self, self->next) <= now_us && now_us - begin_us <= MAX_BURST_US;
       now_us = g_get_monotonic_time ())
    {
      take_pending (self);
      send_next (self, now_us);
      if (self->count > 0 && self->n_left == 0)
        {
          send_late (self, G_MAXINT64);
          return finish (self);
        }
    }
  g_source_set_ready_time (self->source, get_ready_us (self));
  return G_SOURCE_CONTINUE;
}

static gboolean
source_dispatch (GSource     *source,
                 GSourceFunc  callback,
                 gpointer     user_data)
{
  return callback (user_data);
}

static GSourceFuncs source_funcs = { .dispatch = source_dispatch };

static void
start (SolWave *self)
{
  begin_at (self, g_get_monotonic_time ());
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "sol-wave");
  g_source_set_callback (self->source, sol_wave_due_cb, self, NULL);
  /* Behind what is posted to the thread: a stop comes before further messages */
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT + 10);
  g_source_set_ready_time (self->source, 0);
  g_source_attach (self->source, sol_io_thread_get_context (self->thread));
}

SolWave *
sol_wave_new (SolIoThread                *thread,
              const SolGeneratorSettings *settings,
              const char                 *topic,
              guint8                      qos,
              gboolean                    retain,
              guint64                     count,
              SolWaveFunc                 func,
              gpointer                    user_data,
              GDestroyNotify              done)
{
  SolWave *self = g_new0 (SolWave, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->retired);
  self->topic = g_strdup (topic);
  self->qos = qos;
  self->retain = retain;
  self->count = self->n_left = count;
  self->func = func;
  self->user_data = user_data;
  self->done = done;
  self->seed = (guint64) g_get_real_time ();
  self->generators = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_generator_free);
  self->topics = g_ptr_array_new_with_free_func (g_free);
  set_channels (self, settings);
  if (thread == NULL)
    thread = self->own_thread = sol_io_thread_new ("sol-wave");
  self->thread = thread;
  start (self);
  return self;
}

/* The next message's due time does not wait for a long old interval */
static void
hurry_cb (gpointer data,
          gpointer user_data)
{
  SolWave *self = data;
  gint64 due_us, now_us = g_get_monotonic_time ();

  take_pending (self);
  due_us = now_us + (gint64) (get_interval (self) * G_USEC_PER_SEC);
  if (self->start_us + get_due_us (self, self->next) <= due_us || g_source_is_destroyed (self->source))
    return;
  begin_at (self, due_us);
  g_source_set_ready_time (self->source, get_ready_us (self));
}

void
sol_wave_set_settings (SolWave                    *self,
                       const SolGeneratorSettings *settings)
{
  g_mutex_lock (&self->lock);
  if (self->has_pending)
    sol_generator_settings_clear (&self->pending);
  sol_generator_settings_copy (settings, &self->pending);
  self->has_pending = TRUE;
  g_mutex_unlock (&self->lock);
  sol_io_thread_post (self->thread, hurry_cb, self, NULL, NULL);
}

void
sol_wave_get_counts (SolWave       *self,
                     SolWaveCounts *counts)
{
  g_mutex_lock (&self->lock);
  *counts = self->counts;
  g_mutex_unlock (&self->lock);
}

/* Behind everything that was posted before: nothing of it runs any more */
static void
retire_cb (gpointer data,
           gpointer user_data)
{
  SolWave *self = data;

  g_source_destroy (self->source);
  g_mutex_lock (&self->lock);
  self->is_retired = TRUE;
  g_cond_signal (&self->retired);
  g_mutex_unlock (&self->lock);
}

static void
stop (SolWave *self)
{
  if (self->own_thread != NULL)
    {
      sol_io_thread_stop (self->own_thread);
      g_source_destroy (self->source);
      return;
    }
  sol_io_thread_post (self->thread, retire_cb, self, NULL, NULL);
  g_mutex_lock (&self->lock);
  while (!self->is_retired)
    g_cond_wait (&self->retired, &self->lock);
  g_mutex_unlock (&self->lock);
}

void
sol_wave_free (SolWave *self)
{
  stop (self);
  g_source_unref (self->source);
  g_ptr_array_unref (self->generators);
  g_ptr_array_unref (self->topics);
  g_queue_clear_full (&self->late, late_free);
  if (self->has_pending)
    sol_generator_settings_clear (&self->pending);
  g_cond_clear (&self->retired);
  g_mutex_clear (&self->lock);
  g_free (self->topic);
  g_free (self);
}
