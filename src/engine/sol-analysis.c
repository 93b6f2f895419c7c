/* sol-analysis.c: a thread that looks at channels as their samples come
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-analysis.h"

#include "sol-io-thread.h"

#define EVERY_MS 10

typedef struct
{
  SolAnalysisJob job;
  GPtrArray     *channels;    /* owned: SolChannel */
  guint          generation;  /* sum over them, as seen */
  guint          id;
  gboolean       has_more;
} Entry;

struct _SolAnalysis
{
  /* Owned */
  SolIoThread *thread;

  /* The thread's own */
  GPtrArray   *entries;    /* owned: Entry */
  GSource     *timer;      /* owned; NULL while there is no entry */

  /* The main thread's own */
  guint        last_id;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  entry->job.destroy (entry->job.worker);
  g_ptr_array_unref (entry->channels);
  g_free (entry);
}

static void
run (Entry  *entry,
     gint64  now_ns)
{
  guint generation = 0;
  gboolean has_come;

  for (guint i = 0; i < entry->channels->len; i++)
    generation += sol_channel_get_generation (entry->channels->pdata[i]);
  has_come = generation != entry->generation;
  entry->generation = generation;
  if (has_come || entry->has_more)
    entry->has_more = entry->job.func (entry->job.worker, has_come, now_ns);
}

static gboolean
timer_cb (gpointer user_data)
{
  SolAnalysis *self = user_data;
  gint64 now_ns = g_get_real_time () * 1000;

  for (guint i = 0; i < self->entries->len; i++)
    run (self->entries->pdata[i], now_ns);
  return G_SOURCE_CONTINUE;
}

static void
stop_timer (SolAnalysis *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

/* The list owns the entry from here on: it is not what the post frees */
static void
add_cb (gpointer data,
        gpointer user_data)
{
  SolAnalysis *self = user_data;
  Entry **entry = data;

  g_ptr_array_add (self->entries, g_steal_pointer (entry));
  if (self->timer != NULL)
    return;
  self->timer = g_timeout_source_new (EVERY_MS);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, sol_io_thread_get_context (self->thread));
}

static void
remove_cb (gpointer data,
           gpointer user_data)
{
  SolAnalysis *self = user_data;

  for (guint i = 0; i < self->entries->len; i++)
    if (((Entry *) self->entries->pdata[i])->id == GPOINTER_TO_UINT (data))
      g_ptr_array_remove_index (self->entries, i);
  if (self->entries->len == 0)
    stop_timer (self);
}

static void
holder_free (gpointer data)
{
  Entry **entry = data;

  g_clear_pointer (entry, entry_free);
  g_free (entry);
}

static void
end_cb (gpointer data,
        gpointer user_data)
{
  SolAnalysis *self = user_data;

  stop_timer (self);
  g_ptr_array_set_size (self->entries, 0);
}

SolAnalysis *
sol_analysis_new (void)
{
  SolAnalysis *self = g_new0 (SolAnalysis, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->thread = sol_io_thread_new ("sol-analysis");
  return self;
}

void
sol_analysis_free (SolAnalysis *self)
{
  sol_io_thread_post (self->thread, end_cb, NULL, self, NULL);
  sol_io_thread_stop (self->thread);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

guint
sol_analysis_add (SolAnalysis          *self,
                  const SolAnalysisJob *job,
                  SolChannel *const    *channels,
                  guint                 n)
{
  Entry **holder = g_new (Entry *, 1), *entry = g_new (Entry, 1);

  *entry = (Entry) { *job, g_ptr_array_new_with_free_func (g_object_unref), 0, ++self->last_id, TRUE };
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (entry->channels, g_object_ref (channels[i]));
      entry->generation += sol_channel_get_generation (channels[i]);
    }
  *holder = entry;
  sol_io_thread_post (self->thread, add_cb, holder, self, holder_free);
  return self->last_id;
}

void
sol_analysis_remove (SolAnalysis *self,
                     guint        id)
{
  sol_io_thread_post (self->thread, remove_cb, GUINT_TO_POINTER (id), self, NULL);
}
