/* sol-math-worker.c: calculates one channel in the analysis' thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-math-worker-private.h"

#define LIMIT 65536 /* samples a turn, some 2 ms: other workers have their turn too */

struct _SolMathWorker
{
  SolMath   *math;      /* owned */
  GPtrArray *channels;  /* owned: SolChannel */
  guint      generation;
  gboolean   has_more;
};

SolMathWorker *
sol_math_worker_new (const char         *text,
                     SolChannel *const  *channels,
                     const char *const  *names,
                     guint               n,
                     SolChannel         *output,
                     GError            **error)
{
  g_autoptr (SolMath) math = sol_math_new (text, channels, names, n, output, error);
  SolMathWorker *self;

  if (math == NULL)
    return NULL;
  self = g_new0 (SolMathWorker, 1);
  self->math = g_steal_pointer (&math);
  self->channels = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->channels, g_object_ref (channels[i]));
  self->has_more = TRUE;
  return self;
}

void
sol_math_worker_free (gpointer worker)
{
  SolMathWorker *self = worker;

  sol_math_free (self->math);
  g_ptr_array_unref (self->channels);
  g_free (self);
}

void
sol_math_worker_run (gpointer worker,
                     gint64   now_ns)
{
  SolMathWorker *self = worker;
  guint generation = 0;

  for (guint i = 0; i < self->channels->len; i++)
    generation += sol_channel_get_generation (self->channels->pdata[i]);
  if (generation == self->generation && !self->has_more)
    return;
  self->generation = generation;
  self->has_more = sol_math_advance (self->math, LIMIT) >= LIMIT;
}
