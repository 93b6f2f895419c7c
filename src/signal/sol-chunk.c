/* sol-chunk.c: 4096 samples and what groups of them come to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-chunk-private.h"

#include <math.h>

const guint sol_chunk_starts[SOL_N_LEVELS] = { 0, 256, 256 + 64, SOL_N_LOWER };

static SolMemory *
make_memory (SolPrecision precision)
{
  gboolean is_single = precision == SOL_PRECISION_FLOAT32;
  SolMemory *memory = g_malloc (is_single ? sizeof (SolSingles) : sizeof (SolDoubles));

  *memory = (SolMemory) { .is_single = is_single };
  return memory;
}

static void
take_memory (SolChunk  *self,
             SolMemory *memory)
{
  self->singles = memory->is_single ? (SolSingles *) memory : NULL;
  self->doubles = memory->is_single ? NULL : (SolDoubles *) memory;
  self->times_ns = g_steal_pointer (&memory->times_ns);
}

void
sol_chunk_init (SolChunk     *self,
                SolMemory    *memory,
                SolPrecision  precision)
{
  *self = (SolChunk) { .has_nan = FALSE };
  take_memory (self, memory != NULL ? memory : make_memory (precision));
}

SolMemory *
sol_chunk_steal_memory (SolChunk *self)
{
  SolMemory *memory = self->singles != NULL ? &self->singles->memory : &self->doubles->memory;

  memory->times_ns = self->times_ns;
  *self = (SolChunk) { .has_nan = FALSE };
  return memory;
}

void
sol_memory_free (SolMemory *memory)
{
  while (memory != NULL)
    {
      SolMemory *next = memory->next;

      g_free (memory->times_ns);
      g_free (memory);
      memory = next;
    }
}

gsize
sol_chunk_get_size (const SolChunk *self)
{
  return sizeof *self + (self->singles != NULL ? sizeof *self->singles : sizeof *self->doubles)
         + (self->times_ns != NULL ? SOL_CHUNK_SIZE * sizeof (gint64) : 0);
}

/* What is not in use yet is copied as well: nobody looks at it */
void
sol_chunk_widen (SolChunk *self)
{
  SolMemory *memory = make_memory (SOL_PRECISION_DOUBLE);
  SolDoubles *doubles = (SolDoubles *) memory;

  for (guint i = 0; i < SOL_CHUNK_SIZE; i++)
    doubles->values[i] = (double) self->singles->values[i];
  for (guint i = 0; i < SOL_N_LOWER; i++)
    {
      const SolSingleSummary *single = &self->singles->summaries[i];

      doubles->summaries[i] = (SolDoubleSummary) { (double) single->lo, (double) single->hi, (double) single->sum };
    }
  g_clear_pointer (&self->singles, g_free);
  self->doubles = doubles;
}

/* A number or NaN, without a branch: infinities, and what a float has no room for, are no numbers either */
static inline double
to_number (double value)
{
  return value + (value - value);
}

static inline float
to_float (double value)
{
  float single = (float) value;

  return single + (single - single);
}

static inline void
write_summary (SolChunk         *self,
               guint             level,
               guint             i,
               const SolSummary *by)
{
  if (level + 1 == SOL_N_LEVELS)
    self->upper[i] = (SolDoubleSummary) { by->lo, by->hi, by->sum };
  else if (self->singles != NULL)
    self->singles->summaries[sol_chunk_starts[level] + i]
      = (SolSingleSummary) { (float) by->lo, (float) by->hi, (float) by->sum };
  else
    self->doubles->summaries[sol_chunk_starts[level] + i] = (SolDoubleSummary) { by->lo, by->hi, by->sum };
}

/* A group's values as doubles, whatever they are kept as */
static void
close_group (SolChunk *self,
             guint     group)
{
  double values[SOL_GROUP_SIZE];
  SolSummary summary = { INFINITY, -INFINITY, 0.0, FALSE };

  if (self->doubles != NULL)
    sol_summary_add (&summary, self->doubles->values + group * SOL_GROUP_SIZE, SOL_GROUP_SIZE);
  else
    {
      for (guint i = 0; i < SOL_GROUP_SIZE; i++)
        values[i] = (double) self->singles->values[group * SOL_GROUP_SIZE + i];
      sol_summary_add (&summary, values, SOL_GROUP_SIZE);
    }
  write_summary (self, 0, group, &summary);
  self->has_nan |= summary.has_nan;
}

/* One of @level from those below it */
static void
close_level (SolChunk *self,
             guint     level,
             guint     i)
{
  guint bits = SOL_GROUP_BITS + level * SOL_LEVEL_BITS;
  SolSummary summary = { INFINITY, -INFINITY, 0.0, FALSE };

  sol_chunk_merge (self, (int) level - 1, i << bits, (i + 1) << bits, &summary);
  write_summary (self, level, i, &summary);
}

/* Summaries are of whole groups only, made when a group is full: a group that grows costs nothing */
static void
close_groups (SolChunk *self,
              guint     from,
              guint     to)
{
  for (guint group = from / SOL_GROUP_SIZE; group < to / SOL_GROUP_SIZE; group++)
    {
      guint i = group + 1;

      close_group (self, group);
      for (guint level = 1; level < SOL_N_LEVELS && i % SOL_LEVEL_FACTOR == 0; level++)
        {
          i /= SOL_LEVEL_FACTOR;
          close_level (self, level, i - 1);
        }
    }
}

void
sol_chunk_add (SolChunk     *self,
               guint         at,
               const double *values,
               guint         n)
{
  if (self->singles != NULL)
    for (guint i = 0; i < n; i++)
      self->singles->values[at + i] = to_float (values[i]);
  else
    for (guint i = 0; i < n; i++)
      self->doubles->values[at + i] = to_number (values[i]);
  close_groups (self, at, at + n);
}
