/* sol-chunk.c: 4096 samples and what groups of them come to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-history-private.h"

#include <math.h>
#include <string.h>

/* Where each level's summaries begin: the lower levels stand with the values, the upper ones in the chunk */
static const guint level_starts[] = { 0, 256, SOL_N_LOWER + 5, SOL_N_LOWER + 1, SOL_N_LOWER };

#define N_LEVELS G_N_ELEMENTS (level_starts)

static const SolSummary nothing = { INFINITY, -INFINITY, 0.0, FALSE };

SolChunk *
sol_chunk_new (SolPrecision precision)
{
  SolChunk *self = g_new0 (SolChunk, 1);

  if (precision == SOL_PRECISION_FLOAT32)
    self->singles = g_new (SolSingles, 1);
  else
    self->doubles = g_new (SolDoubles, 1);
  return self;
}

void
sol_chunks_free (SolChunk *chunks)
{
  while (chunks != NULL)
    {
      SolChunk *chunk = chunks;

      chunks = chunk->next;
      g_free (chunk->singles);
      g_free (chunk->doubles);
      g_free (chunk->times_ns);
      g_free (chunk);
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
  SolDoubles *doubles = g_new0 (SolDoubles, 1);

  for (guint i = 0; i < SOL_CHUNK_SIZE; i++)
    doubles->values[i] = (double) self->singles->values[i];
  for (guint i = 0; i < SOL_N_LOWER; i++)
    {
      doubles->summaries[i].lo = (double) self->singles->summaries[i].lo;
      doubles->summaries[i].hi = (double) self->singles->summaries[i].hi;
      doubles->summaries[i].sum = (double) self->singles->summaries[i].sum;
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

static inline gboolean
add_one (SolSummary *self,
         double      value)
{
  self->lo = value < self->lo ? value : self->lo;
  self->hi = value > self->hi ? value : self->hi;
  self->sum += isnan (value) ? 0.0 : value;
  return !isnan (value);
}

/* Two samples at a time: the size of the registers of every processor of 64 bits. Two sets of them, so that none waits
 * for the one before. */
typedef double Pair __attribute__ ((vector_size (2 * sizeof (double))));
typedef gint64 Mask __attribute__ ((vector_size (2 * sizeof (gint64))));

typedef struct
{
  Pair lo, hi, sum;
  Mask count;
} Lanes;

static inline Pair
choose (Mask mask,
        Pair yes,
        Pair no)
{
  return (Pair) ((mask & (Mask) yes) | (~mask & (Mask) no));
}

static inline void
lanes_add (Lanes        *self,
           const double *values)
{
  Mask is_number;
  Pair value;

  memcpy (&value, values, sizeof value);
  value = value + (value - value);
  is_number = value == value;
  self->lo = choose (value < self->lo, value, self->lo);
  self->hi = choose (value > self->hi, value, self->hi);
  self->sum += (Pair) (is_number & (Mask) value);
  self->count -= is_number;
}

static gsize
lanes_finish (const Lanes *self,
              SolSummary  *summary)
{
  for (guint k = 0; k < 2; k++)
    {
      summary->lo = self->lo[k] < summary->lo ? self->lo[k] : summary->lo;
      summary->hi = self->hi[k] > summary->hi ? self->hi[k] : summary->hi;
      summary->sum += self->sum[k];
    }
  return (gsize) (self->count[0] + self->count[1]);
}

/* This runs for every sample */
gsize
sol_summary_add (SolSummary   *self,
                 const double *values,
                 gsize         n)
{
  Lanes a = { .lo = { INFINITY, INFINITY }, .hi = { -INFINITY, -INFINITY } }, b = a;
  gsize n_numbers, i;

  for (i = 0; i + 4 <= n; i += 4)
    {
      lanes_add (&a, values + i);
      lanes_add (&b, values + i + 2);
    }
  n_numbers = lanes_finish (&a, self) + lanes_finish (&b, self);
  for (; i < n; i++)
    n_numbers += add_one (self, to_number (values[i]));
  self->has_nan |= n_numbers < n;
  return n_numbers;
}

static inline SolSummary
read_summary (const SolChunk *self,
              guint           i)
{
  if (i >= SOL_N_LOWER)
    return (SolSummary) { self->upper[i - SOL_N_LOWER].lo, self->upper[i - SOL_N_LOWER].hi,
                          self->upper[i - SOL_N_LOWER].sum, FALSE };
  if (self->singles != NULL)
    return (SolSummary) { (double) self->singles->summaries[i].lo, (double) self->singles->summaries[i].hi,
                          (double) self->singles->summaries[i].sum, FALSE };
  return (SolSummary) { self->doubles->summaries[i].lo, self->doubles->summaries[i].hi,
                        self->doubles->summaries[i].sum, FALSE };
}

static inline void
merge (SolSummary       *self,
       const SolSummary *by)
{
  self->lo = by->lo < self->lo ? by->lo : self->lo;
  self->hi = by->hi > self->hi ? by->hi : self->hi;
  self->sum += by->sum;
}

static inline void
write_summary (SolChunk         *self,
               guint             i,
               const SolSummary *summary)
{
  if (i >= SOL_N_LOWER)
    {
      self->upper[i - SOL_N_LOWER].lo = summary->lo;
      self->upper[i - SOL_N_LOWER].hi = summary->hi;
      self->upper[i - SOL_N_LOWER].sum = summary->sum;
    }
  else if (self->singles != NULL)
    {
      self->singles->summaries[i].lo = (float) summary->lo;
      self->singles->summaries[i].hi = (float) summary->hi;
      self->singles->summaries[i].sum = (float) summary->sum;
    }
  else
    {
      self->doubles->summaries[i].lo = summary->lo;
      self->doubles->summaries[i].hi = summary->hi;
      self->doubles->summaries[i].sum = summary->sum;
    }
}

/* A group's values as doubles, whatever they are kept as */
static void
close_group (SolChunk *self,
             guint     group)
{
  double values[SOL_GROUP_SIZE];
  SolSummary summary = nothing;

  if (self->doubles != NULL)
    sol_summary_add (&summary, self->doubles->values + group * SOL_GROUP_SIZE, SOL_GROUP_SIZE);
  else
    {
      for (guint i = 0; i < SOL_GROUP_SIZE; i++)
        values[i] = (double) self->singles->values[group * SOL_GROUP_SIZE + i];
      sol_summary_add (&summary, values, SOL_GROUP_SIZE);
    }
  write_summary (self, group, &summary);
  self->has_nan |= summary.has_nan;
}

/* One of @level from those below it */
static void
close_level (SolChunk *self,
             guint     level,
             guint     i)
{
  SolSummary summary = nothing;

  for (guint k = 0; k < SOL_LEVEL_FACTOR; k++)
    {
      SolSummary by = read_summary (self, level_starts[level - 1] + i * SOL_LEVEL_FACTOR + k);

      merge (&summary, &by);
    }
  write_summary (self, level_starts[level] + i, &summary);
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
      for (guint level = 1; level < N_LEVELS && i % SOL_LEVEL_FACTOR == 0; level++)
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

static void
merge_values (const SolChunk *self,
              guint           begin,
              guint           end,
              SolSummary     *summary)
{
  for (guint i = begin; i < end; i++)
    {
      double value = self->singles != NULL ? (double) self->singles->values[i] : self->doubles->values[i];

      summary->has_nan |= !add_one (summary, value);
    }
}

static void
merge_level (const SolChunk *self,
             guint           level,
             guint           begin,
             guint           end,
             SolSummary     *summary)
{
  for (guint i = begin; i < end; i++)
    {
      SolSummary by = read_summary (self, level_starts[level] + i);

      merge (summary, &by);
    }
}

/* Climbs from both ends: single samples up to a border of groups, then groups up to a border of the next level's … */
void
sol_chunk_summarize (const SolChunk *self,
                     guint           begin,
                     guint           end,
                     SolSummary     *summary)
{
  guint up = (begin + SOL_GROUP_SIZE - 1) / SOL_GROUP_SIZE, down = end / SOL_GROUP_SIZE;

  summary->has_nan |= self->has_nan;
  if (up >= down)
    return merge_values (self, begin, end, summary);
  merge_values (self, begin, up * SOL_GROUP_SIZE, summary);
  merge_values (self, down * SOL_GROUP_SIZE, end, summary);
  for (guint level = 0; level < N_LEVELS; level++)
    {
      guint next_up = (up + SOL_LEVEL_FACTOR - 1) / SOL_LEVEL_FACTOR, next_down = down / SOL_LEVEL_FACTOR;

      if (next_up >= next_down || level + 1 == N_LEVELS)
        return merge_level (self, level, up, down, summary);
      merge_level (self, level, up, next_up * SOL_LEVEL_FACTOR, summary);
      merge_level (self, level, next_down * SOL_LEVEL_FACTOR, down, summary);
      up = next_up;
      down = next_down;
    }
}
