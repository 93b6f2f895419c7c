/* sol-history.c: the samples of one channel, with a min/max pyramid
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-history-private.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* How a block gets its place is in sol-history-place.c, how it is read in sol-history-read.c; here is the store. */

#define MIN_CHUNKS 2

static const SolRange no_range = { INFINITY, -INFINITY };

void
sol_history_init (SolHistory *self,
                  gsize       limit_bytes,
                  gint64      limit_ns)
{
  memset (self, 0, sizeof *self);
  self->limit_bytes = MAX (limit_bytes, MIN_CHUNKS * sizeof (SolChunk));
  self->limit_ns = limit_ns;
  self->n_slots = 4;
  self->chunks = g_new0 (SolChunk *, self->n_slots);
  self->runs = g_array_new (FALSE, FALSE, sizeof (SolRun));
}

static void
chunk_free (SolChunk *chunk)
{
  g_free (chunk->times_ns);
  g_free (chunk);
}

static gsize
chunk_get_size (const SolChunk *chunk)
{
  return sizeof *chunk + (chunk->times_ns != NULL ? SOL_CHUNK_SIZE * sizeof (gint64) : 0);
}

static SolChunk **
get_slot (const SolHistory *self,
          guint64           index)
{
  return &self->chunks[(index >> SOL_CHUNK_BITS) & (self->n_slots - 1)];
}

/* Forgets the oldest chunk, whole. Returns: (transfer full): it, to be used again */
static SolChunk *
steal_oldest (SolHistory *self)
{
  SolChunk *chunk = g_steal_pointer (get_slot (self, self->first));

  self->n_bytes -= chunk_get_size (chunk);
  self->first = MIN ((self->first | SOL_CHUNK_MASK) + 1, self->next);
  return chunk;
}

static gboolean
has_chunk (const SolHistory *self)
{
  return self->first < self->next && *get_slot (self, self->first) != NULL;
}

/* The next sample begins a chunk again, so that no half-used one is left behind */
void
sol_history_clear (SolHistory *self)
{
  while (has_chunk (self))
    chunk_free (steal_oldest (self));
  self->next = (self->next + SOL_CHUNK_MASK) & ~(guint64) SOL_CHUNK_MASK;
  self->first = self->next;
  g_array_set_size (self->runs, 0);
  self->first_run = 0;
}

void
sol_history_free (SolHistory *self)
{
  sol_history_clear (self);
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
  SolChunk **chunks = g_new0 (SolChunk *, n);

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

/* Memory for the chunk that begins at @next: the oldest one's when the limit is reached */
static void
add_chunk (SolHistory *self)
{
  SolChunk *chunk = NULL;

  while (has_chunk (self)
         && self->n_bytes + get_runs_size (self) + sizeof (SolChunk) > self->limit_bytes)
    {
      g_clear_pointer (&chunk, chunk_free);
      chunk = steal_oldest (self);
      drop_runs (self);
    }
  if (chunk == NULL)
    chunk = g_new (SolChunk, 1);
  else
    g_free (chunk->times_ns);
  chunk->times_ns = NULL;
  chunk->has_nan = FALSE;

  if ((self->next >> SOL_CHUNK_BITS) - (self->first >> SOL_CHUNK_BITS) >= self->n_slots)
    grow_slots (self);
  *get_slot (self, self->next) = chunk;
  self->n_bytes += chunk_get_size (chunk);
}

static inline float
to_float (double value)
{
  return (float) CLAMP (value, -FLT_MAX, FLT_MAX);
}

static inline void
widen (SolRange *range,
       SolRange  by,
       gboolean  is_first)
{
  if (is_first)
    *range = no_range;
  if (by.lo < range->lo)
    range->lo = by.lo;
  if (by.hi > range->hi)
    range->hi = by.hi;
}

/* Copies up to the end of one group of 16, and says what is in it */
static inline SolRange
copy_values (double       *target,
             const double *values,
             guint         n,
             gboolean     *has_nan)
{
  double lo = INFINITY, hi = -INFINITY, check = 0.0;

  for (guint i = 0; i < n; i++)
    {
      double zero = values[i] - values[i], value = zero == 0.0 ? values[i] : NAN;

      target[i] = value;
      check += zero;
      lo = value < lo ? value : lo;
      hi = value > hi ? value : hi;
    }
  *has_nan |= check != 0.0;
  return lo > hi ? no_range : (SolRange) { to_float (lo), to_float (hi) };
}

static void
chunk_add (SolChunk     *self,
           guint         at,
           const double *values,
           guint         n)
{
  while (n > 0)
    {
      guint n_group = MIN (n, 16 - at % 16);
      SolRange range = copy_values (self->values + at, values, n_group, &self->has_nan);

      widen (&self->by_16[at / 16], range, at % 16 == 0);
      widen (&self->by_256[at / 256], range, at % 256 == 0);
      widen (&self->all, range, at == 0);
      at += n_group;
      values += n_group;
      n -= n_group;
    }
}

void
sol_history_add_samples (SolHistory   *self,
                         const double *values,
                         gsize         n)
{
  while (n > 0)
    {
      guint at = self->next & SOL_CHUNK_MASK, n_here = (guint) MIN (n, SOL_CHUNK_SIZE - at);

      if (at == 0)
        add_chunk (self);
      chunk_add (sol_history_get_chunk (self, self->next), at, values, n_here);
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
    chunk_free (steal_oldest (self));
  self->first = MAX (self->first, first);
  drop_runs (self);
}
