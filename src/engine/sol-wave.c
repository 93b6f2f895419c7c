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
#define MAX_BURST 256u          /* messages a wake-up, so that a stop is never far away */
#define NS_PER_US 1000

struct _SolWave
{
  /* Owned */
  SolIoThread  *thread;
  GSource      *source;
  char         *topic;

  /* Set once */
  SolWaveFunc    func;
  gpointer       user_data;
  GDestroyNotify done;
  guint64        count;
  guint8         qos;
  gboolean       retain;

  /* The thread's own */
  SolGenerator *generator;    /* owned */
  gint64        start_us;     /* monotonic: when message 0 was due */
  gint64        start_real_us;
  guint64       next;         /* message to send, since @start_us */
  guint64       n_left;       /* until @count; unused when that is 0 */

  /* Under @lock */
  GMutex               lock;
  SolGeneratorSettings pending;
  gboolean             has_pending;
  guint64              n_sent, n_lost;
};

static gint64
get_due_us (SolWave *self,
            guint64  message)
{
  return (gint64) ((double) message * sol_generator_get_interval (self->generator) * G_USEC_PER_SEC);
}

static void
begin_at (SolWave *self,
          gint64   start_us)
{
  self->start_us = start_us;
  self->start_real_us = g_get_real_time () + (start_us - g_get_monotonic_time ());
  self->next = 0;
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
  sol_generator_set_settings (self->generator, &settings);
  sol_generator_settings_clear (&settings);
}

static void
count_messages (SolWave *self,
                guint64  n_sent,
                guint64  n_lost)
{
  g_mutex_lock (&self->lock);
  self->n_sent += n_sent;
  self->n_lost += n_lost;
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
  count_messages (self, 0, (guint64) ((double) late_us / G_USEC_PER_SEC
                                      / sol_generator_get_interval (self->generator)));
  begin_at (self, now_us);
}

static void
send_next (SolWave *self)
{
  gint64 due_us = self->start_real_us + get_due_us (self, self->next);
  g_autoptr (GBytes) payload = sol_generator_next_payload (self->generator, due_us * NS_PER_US);
  g_autoptr (SolMessage) message = NULL;
  gboolean was_sent;

  message = sol_message_new (self->topic, strlen (self->topic), g_bytes_get_data (payload, NULL),
                             g_bytes_get_size (payload), self->qos, self->retain, due_us);
  was_sent = self->func (message, self->user_data);
  count_messages (self, was_sent, !was_sent);
  self->next++;
  self->n_left--;
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
  gint64 now_us = g_get_monotonic_time ();

  skip_stall (self, now_us);
  for (guint i = 0; i < MAX_BURST && self->start_us + get_due_us (self, self->next) <= now_us; i++)
    {
      take_pending (self);
      send_next (self);
      if (self->count > 0 && self->n_left == 0)
        return finish (self);
    }
  g_source_set_ready_time (self->source, self->start_us + get_due_us (self, self->next));
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
  g_source_set_ready_time (self->source, 0);
  g_source_attach (self->source, sol_io_thread_get_context (self->thread));
}

SolWave *
sol_wave_new (const SolGeneratorSettings *settings,
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
  self->topic = g_strdup (topic);
  self->qos = qos;
  self->retain = retain;
  self->count = self->n_left = count;
  self->func = func;
  self->user_data = user_data;
  self->done = done;
  self->generator = sol_generator_new (settings, (guint64) g_get_real_time ());
  self->thread = sol_io_thread_new ("sol-wave");
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
  due_us = now_us + (gint64) (sol_generator_get_interval (self->generator) * G_USEC_PER_SEC);
  if (self->start_us + get_due_us (self, self->next) <= due_us || g_source_is_destroyed (self->source))
    return;
  begin_at (self, due_us);
  g_source_set_ready_time (self->source, due_us);
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
sol_wave_get_counts (SolWave *self,
                     guint64 *n_sent,
                     guint64 *n_lost)
{
  g_mutex_lock (&self->lock);
  *n_sent = self->n_sent;
  *n_lost = self->n_lost;
  g_mutex_unlock (&self->lock);
}

void
sol_wave_free (SolWave *self)
{
  sol_io_thread_stop (self->thread);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  sol_generator_free (self->generator);
  if (self->has_pending)
    sol_generator_settings_clear (&self->pending);
  g_mutex_clear (&self->lock);
  g_free (self->topic);
  g_free (self);
}
