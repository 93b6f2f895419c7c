/* sol-chunk-private.h: 4096 samples, with a min/max pyramid
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-sample-block.h"

G_BEGIN_DECLS

/* Samples are numbered from the first ever on. They stand in chunks of 4096, each with its own pyramid:
 *
 *     values   0 … 15 │ 16 … 31 │ …            4096 doubles or floats
 *     level 0  summary│ summary │ …             256 of 16 samples each, made when the sixteenth came
 *     level 1  of 4 summaries each               64
 *     level 2                                    16
 *     level 3                                     4
 *
 * so that memory grows and shrinks by whole chunks. A chunk is of floats as long as its samples come from a source that
 * has no more; the first other sample makes doubles of it. The highest level stands apart from the rest, beside that of
 * the next chunk: who looks at a whole history reads one stretch of memory, and not thousands of places. Only that
 * stretch, 1/160 of all, is ever copied to make room. Time is kept by runs: a stretch at an even rate costs one entry,
 * however long. Only samples without a rate keep a time each. An even sample costs 5.0 octets (double: 10.0), one with
 * its own time 13.0 (18.0). */
#define SOL_CHUNK_BITS 12
#define SOL_CHUNK_SIZE (1u << SOL_CHUNK_BITS)
#define SOL_CHUNK_MASK (SOL_CHUNK_SIZE - 1)

#define SOL_GROUP_BITS 4             /* samples of a summary of level 0 */
#define SOL_GROUP_SIZE (1u << SOL_GROUP_BITS)
#define SOL_LEVEL_BITS 2             /* summaries below one of the next level */
#define SOL_LEVEL_FACTOR (1u << SOL_LEVEL_BITS)
#define SOL_N_LEVELS 4
#define SOL_N_LOWER (256 + 64 + 16)  /* summaries that stand with the values */
#define SOL_N_UPPER 4                /* and those of the highest level */

typedef struct
{
  double lo, hi;  /* lo > hi: no number */
} SolRange;

/* What a stretch of samples comes to; those that are no numbers do not count */
typedef struct
{
  double   lo, hi;   /* lo > hi: no number */
  double   sum;
  gboolean has_nan;  /* perhaps one of them is no number */
} SolSummary;

/* As they are kept */
typedef struct
{
  float lo, hi, sum;
} SolSingleSummary;

typedef struct
{
  double lo, hi, sum;
} SolDoubleSummary;

/* What a chunk's memory begins with, while it is in no chunk */
typedef struct _SolMemory SolMemory;

struct _SolMemory
{
  SolMemory *next;
  gint64    *times_ns;   /* owned, nullable */
  gboolean   is_single;
};

typedef struct
{
  SolMemory        memory;
  float            values[SOL_CHUNK_SIZE];
  SolSingleSummary summaries[SOL_N_LOWER];
} SolSingles;

typedef struct
{
  SolMemory        memory;
  double           values[SOL_CHUNK_SIZE];
  SolDoubleSummary summaries[SOL_N_LOWER];
} SolDoubles;

typedef struct
{
  SolSingles      *singles;   /* owned: either this */
  SolDoubles      *doubles;   /* owned: or this */
  gint64          *times_ns;  /* owned, nullable: only where a run has no rate; since the run's @t0_ns */
  gboolean         has_nan;   /* one of the values is no number */
  SolDoubleSummary upper[SOL_N_UPPER];
} SolChunk;

/* Adds plain values to a summary. Returns: how many were numbers */
gsize    sol_summary_add         (SolSummary           *self,
                                  const double         *values,
                                  gsize                 n);

/* Empty, with @memory if there is some */
void     sol_chunk_init          (SolChunk             *self,
                                  SolMemory            *memory,
                                  SolPrecision          precision);
/* Leaves no chunk behind. Returns: (transfer full): what it was made of */
SolMemory *sol_chunk_steal_memory (SolChunk            *self);
/* All that hang together */
void     sol_memory_free         (SolMemory            *memory);
gsize    sol_chunk_get_size      (const SolChunk       *self);
/* Floats to doubles */
void     sol_chunk_widen         (SolChunk             *self);
void     sol_chunk_add           (SolChunk             *self,
                                  guint                 at,
                                  const double         *values,
                                  guint                 n);
/* Merges what [begin, end) of the chunk comes to into @summary */
void     sol_chunk_summarize     (const SolChunk       *self,
                                  guint                 begin,
                                  guint                 end,
                                  SolSummary           *summary);
/* The same of samples that begin and end where summaries of @level do, and of single samples for level -1: nothing else
 * is looked at */
void     sol_chunk_merge         (const SolChunk       *self,
                                  int                   level,
                                  guint                 begin,
                                  guint                 end,
                                  SolSummary           *summary);
/* Asks the processor to fetch what sol_chunk_merge() will look at first */
void     sol_chunk_prefetch      (const SolChunk       *self,
                                  int                   level);

/* Where the summaries of each level but the highest begin among those that stand with the values */
extern const guint sol_chunk_starts[SOL_N_LEVELS];

static inline gboolean
sol_chunk_is_used (const SolChunk *self)
{
  return self->singles != NULL || self->doubles != NULL;
}

G_END_DECLS
