/* sol-history-private.h: the samples of one channel, with a min/max pyramid
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-channel.h"

G_BEGIN_DECLS

/* Samples are numbered from the first ever on. They stand in chunks of 4096, each with its own pyramid of fan-out 16:
 *
 *     values   0 … 15 │ 16 … 31 │ …            4096 doubles
 *     level 0  {lo,hi}│ {lo,hi} │ …             256 ranges
 *     level 1  {lo,hi} of 16 ranges each         16
 *     level 2  {lo,hi} of all                     1
 *
 * so that memory grows and shrinks by whole chunks and nothing is ever copied to make room. Time is kept by runs: a
 * stretch at an even rate costs one entry, however long. Only samples without a rate keep a time each. */
#define SOL_CHUNK_BITS 12
#define SOL_CHUNK_SIZE (1u << SOL_CHUNK_BITS)
#define SOL_CHUNK_MASK (SOL_CHUNK_SIZE - 1)

typedef struct
{
  float lo, hi;  /* lo > hi: no number */
} SolRange;

typedef struct
{
  double    values[SOL_CHUNK_SIZE]; /* NaN for what is no number */
  SolRange  by_16[SOL_CHUNK_SIZE / 16];
  SolRange  by_256[SOL_CHUNK_SIZE / 256];
  SolRange  all;
  gboolean  has_nan;                /* one of @values is no number */
  gint64   *times_ns;               /* owned, nullable: only where a run has no rate */
} SolChunk;

typedef struct
{
  guint64  first;      /* number of its first sample */
  gint64   t0_ns;      /* Unix time of that sample */
  double   period_ns;  /* 0: every sample has its own time */
  gboolean is_after_gap;
} SolRun;

typedef struct
{
  /* Owned */
  SolChunk **chunks;   /* ring: chunk n is at n & (n_slots - 1) */
  gsize      n_slots;  /* power of two */
  GArray    *runs;     /* SolRun, oldest first, from @first_run on */
  guint      first_run;

  guint64    first, next;  /* numbers of the oldest kept and of the sample to come */
  gsize      n_bytes, limit_bytes;
  gint64     limit_ns;

  gint64     stated_ns;    /* the newest block's own time, as stated */
  guint64    n_gaps;
} SolHistory;

/* All in the thread that holds the channel's lock */
void     sol_history_init        (SolHistory           *self,
                                  gsize                 limit_bytes,
                                  gint64                limit_ns);
void     sol_history_clear       (SolHistory           *self);
void     sol_history_free        (SolHistory           *self);

/* @is_timed: place by @t0_ns, else by the arrival of the last sample */
void     sol_history_append      (SolHistory           *self,
                                  const SolSampleBlock *block,
                                  gboolean              is_timed,
                                  gint64                arrived_ns);

/* Adds samples without deciding where: the step below sol_history_append() */
void     sol_history_add_samples (SolHistory           *self,
                                  const double         *values,
                                  gsize                 n);
/* Forgets what is older than the limit, behind the newest sample */
void     sol_history_drop_aged   (SolHistory           *self);

/* The number of the first sample at or after @t_ns; cost O(log n) */
guint64  sol_history_find        (const SolHistory     *self,
                                  gint64                t_ns);
gint64   sol_history_get_time    (const SolHistory     *self,
                                  guint64               index);
/* Where the run with @index stands in @runs; @index is kept */
guint    sol_history_find_run    (const SolHistory     *self,
                                  guint64               index);
gint64   sol_run_get_time        (const SolRun         *run,
                                  const SolHistory     *history,
                                  guint64               index);
/* One past its last sample */
guint64  sol_history_get_run_end (const SolHistory     *self,
                                  guint                 run);

/* Smallest and largest of [begin, end); cost O(log n) by the pyramid */
SolRange sol_history_get_range   (const SolHistory     *self,
                                  guint64               begin,
                                  guint64               end);

gboolean sol_history_find_edge   (const SolHistory     *self,
                                  const SolTrigger     *trigger,
                                  gint64                after_ns,
                                  gint64                before_ns,
                                  gint64               *found_ns);

static inline SolChunk *
sol_history_get_chunk (const SolHistory *self,
                       guint64           index)
{
  return self->chunks[(index >> SOL_CHUNK_BITS) & (self->n_slots - 1)];
}

static inline double
sol_history_get_value (const SolHistory *self,
                       guint64           index)
{
  return sol_history_get_chunk (self, index)->values[index & SOL_CHUNK_MASK];
}

static inline const SolRun *
sol_history_get_run (const SolHistory *self,
                     guint             run)
{
  return &g_array_index (self->runs, SolRun, run);
}

G_END_DECLS
