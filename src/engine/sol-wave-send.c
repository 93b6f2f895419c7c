/* sol-wave-send.c: what a source's thread does: sends what is due
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave-private.h"

#include <string.h>

#define STALL_US G_USEC_PER_SEC /* behind by more than this, it goes on from now */
#define MAX_LATE 10000u         /* messages that wait, made late on purpose; more are lost */
#define MAX_BURST_US 4000       /* of work a wake-up, so that neither a stop nor another wave is kept waiting */
#define NS_PER_US 1000

void
sol_wave_late_free (gpointer data)
{
  SolWaveLate *late = data;

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

void
sol_wave_begin_at (SolWave *self,
                   gint64   start_us)
{
  self->start_us = start_us;
  self->start_real_us = g_get_real_time () + (start_us - g_get_monotonic_time ());
  self->next = 0;
}

void
sol_wave_set_channels (SolWave                    *self,
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
  sol_wave_set_channels (self, &settings);
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
  sol_wave_begin_at (self, now_us);
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
  SolWaveLate *late;

  if (self->late.length >= MAX_LATE)
    {
      count_lost (self, n_copies);
      return;
    }
  late = g_new (SolWaveLate, 1);
  late->message = sol_message_ref (message);
  late->n_copies = n_copies;
  late->due_us = self->start_us + get_due_us (self, self->next) + (gint64) (late_s * G_USEC_PER_SEC);
  g_queue_push_tail (&self->late, late);
}

static void
send_late (SolWave *self,
           gint64   now_us)
{
  while (!g_queue_is_empty (&self->late) && ((SolWaveLate *) self->late.head->data)->due_us <= now_us)
    {
      SolWaveLate *late = g_queue_pop_head (&self->late);

      publish (self, late->message, late->n_copies, FALSE);
      sol_wave_late_free (late);
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

  return g_queue_is_empty (&self->late) ? due_us : MIN (due_us, ((SolWaveLate *) self->late.head->data)->due_us);
}

static gboolean
finish (SolWave *self)
{
  if (self->done != NULL)
    self->done (self->user_data);
  return G_SOURCE_REMOVE;
}

gboolean
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

/* The next message's due time does not wait for a long old interval */
void
sol_wave_hurry_cb (gpointer data,
                   gpointer user_data)
{
  SolWave *self = data;
  gint64 due_us, now_us = g_get_monotonic_time ();

  take_pending (self);
  due_us = now_us + (gint64) (get_interval (self) * G_USEC_PER_SEC);
  if (self->start_us + get_due_us (self, self->next) <= due_us || g_source_is_destroyed (self->source))
    return;
  sol_wave_begin_at (self, due_us);
  g_source_set_ready_time (self->source, get_ready_us (self));
}
