/* sol-history.c: the samples of one channel, with a pyramid of summaries
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-history-private.h"

#include <math.h>
#include <string.h>

/* How a block gets its place is in sol-history-place.c, how samples go into a chunk in sol-chunk.c, how they are read
 * in sol-history-read.c and sol-history-columns.c; here is the store. */

#define MIN_CHUNKS 2

void
sol_history_init (SolHistory *self,
                  gsize       limit_bytes,
                  gint64      limit_ns)
{
  memset (self, 0, sizeof *self);
  sol_history_set_limits (self, limit_bytes, limit_ns);
  self->n_slots = 4;
  self->chunks = g_new0 (SolChunk, self->n_slots);
  self->runs = g_array_new (FALSE, FALSE, sizeof (SolRun));
}

void
sol_history_set_limits (SolHistory *self,
                        gsize       limit_bytes,
                        gint64      limit_ns)
{
  self->limit_bytes = MAX (limit_bytes, MIN_CHUNKS * sizeof (SolDoubles));
  self->limit_ns = limit_ns;
}

/* Forgets the oldest chunk, whole */
static void
drop_oldest (SolHistory *self)
{
  SolChunk *chunk = sol_history_get_chunk (self, self->first);
  SolMemory *memory;

  self->n_bytes -= sol_chunk_get_size (chunk);
  self->first = MIN ((self->first | SOL_CHUNK_MASK) + 1, self->next);
  memory = sol_chunk_steal_memory (chunk);
  memory->next = self->dropped;
  self->dropped = memory;
}

SolMemory *
sol_history_steal_dropped (SolHistory *self)
{
  return g_steal_pointer (&self->dropped);
}

static gboolean
has_chunk (const SolHistory *self)
{
  return self->first < self->next && sol_chunk_is_used (sol_history_get_chunk (self, self->first));
}

/* The next sample begins a chunk again, so that no half-used one is left behind */
void
sol_history_clear (SolHistory *self)
{
  while (has_chunk (self))
    drop_oldest (self);
  self->next = (self->next + SOL_CHUNK_MASK) & ~(guint64) SOL_CHUNK_MASK;
  self->first = self->next;
  g_array_set_size (self->runs, 0);
  self->first_run = 0;
}

void
sol_history_free (SolHistory *self)
{
  sol_history_clear (self);
  g_clear_pointer (&self->dropped, sol_memory_free);
  g_clear_pointer (&self->chunks, g_free);
  g_clear_pointer (&self->runs, g_array_unref);
}

guint64
sol_history_get_run_end (const SolHistory *self,
                         guint             run)
{
  return run + 1 < self->runs->len ? sol_history_get_run (self, run + 1)->first : self->next;
}

/* Runs whose samples are gone; the array moves down once half of it is */
static void
drop_runs (SolHistory *self)
{
  while (self->first_run + 1 < self->runs->len
         && sol_history_get_run_end (self, self->first_run) <= self->first)
    self->first_run++;
  if (self->first_run < 64 || self->first_run * 2 < self->runs->len)
    return;
  g_array_remove_range (self->runs, 0, self->first_run);
  self->first_run = 0;
}

static void
grow_slots (SolHistory *self)
{
  gsize n = self->n_slots * 2;
  SolChunk *chunks = g_new0 (SolChunk, n);

  for (guint64 i = self->first >> SOL_CHUNK_BITS; i < self->next >> SOL_CHUNK_BITS; i++)
    chunks[i & (n - 1)] = self->chunks[i & (self->n_slots - 1)];
  g_free (self->chunks);
  self->chunks = chunks;
  self->n_slots = n;
}

static gsize
get_runs_size (const SolHistory *self)
{
  return self->runs->len * sizeof (SolRun);
}

/* What was dropped, if it is of the right kind. Returns: (nullable) */
static SolMemory *
take_dropped (SolHistory   *self,
              SolPrecision  precision)
{
  SolMemory *memory = self->dropped;

  if (memory == NULL || memory->is_single != (precision == SOL_PRECISION_FLOAT32))
    return NULL;
  self->dropped = g_steal_pointer (&memory->next);
  return memory;
}

/* Memory for the chunk that begins at @next: the oldest one's when the limit is reached */
static void
add_chunk (SolHistory   *self,
           SolPrecision  precision)
{
  gsize size = precision == SOL_PRECISION_FLOAT32 ? sizeof (SolSingles) : sizeof (SolDoubles);
  SolChunk *chunk;

  while (has_chunk (self) && self->n_bytes + get_runs_size (self) + size > self->limit_bytes)
    {
      drop_oldest (self);
      drop_runs (self);
    }
  if ((self->next >> SOL_CHUNK_BITS) - (self->first >> SOL_CHUNK_BITS) >= self->n_slots)
    grow_slots (self);
  chunk = sol_history_get_chunk (self, self->next);
  sol_chunk_init (chunk, take_dropped (self, precision), precision);
  self->n_bytes += sol_chunk_get_size (chunk);
}

/* The chunk that takes the next samples, able to hold them */
static SolChunk *
get_open_chunk (SolHistory   *self,
                SolPrecision  precision,
                gboolean      has_times)
{
  SolChunk *chunk;
  gsize size;

  if ((self->next & SOL_CHUNK_MASK) == 0)
    add_chunk (self, precision);
  chunk = sol_history_get_chunk (self, self->next);
  size = sol_chunk_get_size (chunk);
  if (precision == SOL_PRECISION_DOUBLE && chunk->singles != NULL)
    sol_chunk_widen (chunk);
  if (has_times && chunk->times_ns == NULL)
    chunk->times_ns = g_new (gint64, SOL_CHUNK_SIZE);
  self->n_bytes += sol_chunk_get_size (chunk) - size;
  return chunk;
}

void
sol_history_add_samples (SolHistory   *self,
                         const double *values,
                         const gint64 *times_ns,
                         gsize         n,
                         SolPrecision  precision)
{
  while (n > 0)
    {
      guint at = self->next & SOL_CHUNK_MASK, n_here = (guint) MIN (n, SOL_CHUNK_SIZE - at);
      SolChunk *chunk = get_open_chunk (self, precision, times_ns != NULL);

      sol_chunk_add (chunk, at, values, n_here);
      if (times_ns != NULL)
        {
          memcpy (chunk->times_ns + at, times_ns, n_here * sizeof *times_ns);
          times_ns += n_here;
        }
      self->next += n_here;
      values += n_here;
      n -= n_here;
    }
}

/* The oldest samples beyond the age, to the sample: a slow channel fills its chunk in hours */
void
sol_history_drop_aged (SolHistory *self)
{
  gint64 newest_ns = sol_history_get_time (self, self->next - 1);
  guint64 first = sol_history_find (self, newest_ns - self->limit_ns);

  while (has_chunk (self) && first >> SOL_CHUNK_BITS > self->first >> SOL_CHUNK_BITS)
    drop_oldest (self);
  self->first = MAX (self->first, first);
  drop_runs (self);
}
