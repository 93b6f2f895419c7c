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
  SolAnalysisFunc func;
  gpointer        worker;  /* owned */
  GDestroyNotify  destroy;
  guint           id;
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

  if (entry->destroy != NULL)
    entry->destroy (entry->worker);
  g_free (entry);
}

static gboolean
timer_cb (gpointer user_data)
{
  SolAnalysis *self = user_data;
  gint64 now_ns = g_get_real_time () * 1000;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      entry->func (entry->worker, now_ns);
    }
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
sol_analysis_add (SolAnalysis     *self,
                  SolAnalysisFunc  func,
                  gpointer         worker,
                  GDestroyNotify   destroy)
{
  Entry **holder = g_new (Entry *, 1);

  *holder = g_new (Entry, 1);
  **holder = (Entry) { func, worker, destroy, ++self->last_id };
  sol_io_thread_post (self->thread, add_cb, holder, self, holder_free);
  return self->last_id;
}

void
sol_analysis_remove (SolAnalysis *self,
                     guint        id)
{
  sol_io_thread_post (self->thread, remove_cb, GUINT_TO_POINTER (id), self, NULL);
}
