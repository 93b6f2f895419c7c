/* sol-chunk-read.c: what a stretch of a chunk comes to, by its pyramid
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-chunk-private.h"

#include <math.h>
#include <string.h>

#include "sol-quad.h"

/* A picture of eight channels asks for 12,800 stretches of some ten summaries or some thirty values each: the loops
 * have one type each, and nothing in them that is not needed. */

#define CACHE_LINE 64
#define N_AHEAD 12  /* lines, after which the processor has seen where this goes */

static void
merge_one (SolSummary *self,
           double      lo,
           double      hi,
           double      sum)
{
  self->lo = lo < self->lo ? lo : self->lo;
  self->hi = hi > self->hi ? hi : self->hi;
  self->sum += sum;
}

static void
merge_single_summaries (const SolSingleSummary *items,
                        guint                   n,
                        SolSummary             *summary)
{
  float lo = INFINITY, hi = -INFINITY, sum = 0;

  for (guint i = 0; i < n; i++)
    {
      lo = items[i].lo < lo ? items[i].lo : lo;
      hi = items[i].hi > hi ? items[i].hi : hi;
      sum += items[i].sum;
    }
  merge_one (summary, (double) lo, (double) hi, (double) sum);
}

static void
merge_double_summaries (const SolDoubleSummary *items,
                        guint                   n,
                        SolSummary             *summary)
{
  double lo = INFINITY, hi = -INFINITY, sum = 0;

  for (guint i = 0; i < n; i++)
    {
      lo = items[i].lo < lo ? items[i].lo : lo;
      hi = items[i].hi > hi ? items[i].hi : hi;
      sum += items[i].sum;
    }
  merge_one (summary, lo, hi, sum);
}

/* The sum of numbers is a number, and of nothing else */
static void
merge_floats (const float *values,
              guint        n,
              SolSummary  *summary)
{
  SolQuad lo = { INFINITY, INFINITY, INFINITY, INFINITY }, hi = -lo, sums = { 0 };
  float sum = 0;
  guint i;

  for (i = 0; i + 4 <= n; i += 4)
    {
      SolQuad value;

      memcpy (&value, values + i, sizeof value);
      lo = sol_quad_least (value, lo);
      hi = sol_quad_most (value, hi);
      sums += value;
    }
  for (; i < n; i++)
    {
      SolQuad value = { values[i], values[i], values[i], values[i] };

      lo = sol_quad_least (value, lo);
      hi = sol_quad_most (value, hi);
      sum += values[i];
    }
  sum += sums[0] + sums[1] + sums[2] + sums[3];
  summary->has_nan |= isnan (sum);
  for (guint k = 0; k < 4; k++)
    merge_one (summary, (double) lo[k], (double) hi[k], 0.0);
  summary->sum += isnan (sum) ? 0.0 : (double) sum;
}

static void
merge_values (const SolChunk *self,
              guint           begin,
              guint           end,
              SolSummary     *summary)
{
  if (self->singles != NULL)
    merge_floats (self->singles->values + begin, end - begin, summary);
  else
    sol_summary_add (summary, self->doubles->values + begin, end - begin);
}

void
sol_chunk_merge (const SolChunk *self,
                 int             level,
                 guint           begin,
                 guint           end,
                 SolSummary     *summary)
{
  guint bits, first, n;

  if (level < 0)
    return merge_values (self, begin, end, summary);
  bits = SOL_GROUP_BITS + (guint) level * SOL_LEVEL_BITS;
  first = begin >> bits;
  n = (end >> bits) - first;
  summary->has_nan |= self->has_nan;
  if (level + 1 == SOL_N_LEVELS)
    merge_double_summaries (self->upper + first, n, summary);
  else if (self->singles != NULL)
    merge_single_summaries (self->singles->summaries + sol_chunk_starts[level] + first, n, summary);
  else
    merge_double_summaries (self->doubles->summaries + sol_chunk_starts[level] + first, n, summary);
}

/* Climbs from both ends: single samples up to a border of groups, then groups up to a border of the next level's … */
void
sol_chunk_summarize (const SolChunk *self,
                     guint           begin,
                     guint           end,
                     SolSummary     *summary)
{
  for (int level = -1; begin < end; level++)
    {
      guint next = SOL_GROUP_SIZE << ((guint) (level + 1) * SOL_LEVEL_BITS);
      guint up = (begin + next - 1) & ~(next - 1), down = end & ~(next - 1);

      if (up >= down || level + 1 == SOL_N_LEVELS)
        return sol_chunk_merge (self, level, begin, end, summary);
      sol_chunk_merge (self, level, begin, up, summary);
      sol_chunk_merge (self, level, down, end, summary);
      begin = up;
      end = down;
    }
}

/* The highest level lies in one stretch, which the processor follows by itself */
void
sol_chunk_prefetch (const SolChunk *self,
                    int             level)
{
  const char *place;

  if (level + 1 == SOL_N_LEVELS)
    return;
  if (self->singles != NULL)
    place = level < 0 ? (const char *) self->singles->values
                      : (const char *) (self->singles->summaries + sol_chunk_starts[level]);
  else
    place = level < 0 ? (const char *) self->doubles->values
                      : (const char *) (self->doubles->summaries + sol_chunk_starts[level]);
  for (guint i = 0; i < N_AHEAD; i++)
    __builtin_prefetch (place + i * CACHE_LINE);
}
