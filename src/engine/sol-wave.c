/* sol-wave.c: publishes a generator's messages on its own timer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave-private.h"

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
  sol_wave_begin_at (self, g_get_monotonic_time ());
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
  sol_wave_set_channels (self, settings);
  if (thread == NULL)
    thread = self->own_thread = sol_io_thread_new ("sol-wave");
  self->thread = thread;
  start (self);
  return self;
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
  sol_io_thread_post (self->thread, sol_wave_hurry_cb, self, NULL, NULL);
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

void
sol_wave_stop (SolWave *self)
{
  if (self->is_stopped)
    return;
  self->is_stopped = TRUE;
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
  sol_wave_stop (self);
  g_source_unref (self->source);
  g_ptr_array_unref (self->generators);
  g_ptr_array_unref (self->topics);
  g_queue_clear_full (&self->late, sol_wave_late_free);
  if (self->has_pending)
    sol_generator_settings_clear (&self->pending);
  g_cond_clear (&self->retired);
  g_mutex_clear (&self->lock);
  g_free (self->topic);
  g_free (self);
}
