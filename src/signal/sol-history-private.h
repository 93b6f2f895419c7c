/* sol-history-private.h: the samples of one channel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-channel.h"
#include "sol-chunk-private.h"

G_BEGIN_DECLS

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
  SolChunk *chunks;   /* ring: chunk n is at n & (n_slots - 1) */
  gsize     n_slots;  /* power of two */
  GArray   *runs;     /* SolRun, oldest first, from @first_run on */
  guint     first_run;

  guint64    first, next;  /* numbers of the oldest kept and of the sample to come */
  gsize      n_bytes, limit_bytes;
  gint64     limit_ns;
  SolMemory *dropped;      /* owned: freed by sol_memory_free() when no lock is held, or used again */

  gint64     stated_ns;    /* the newest block's own time, as stated */
  guint64    n_gaps;
  guint64    n_lost, n_overlaps; /* samples, messages */
} SolHistory;

/* All in the thread that holds the channel's lock */
void     sol_history_init        (SolHistory           *self,
                                  gsize                 limit_bytes,
                                  gint64                limit_ns);
void     sol_history_set_limits  (SolHistory           *self,
                                  gsize                 limit_bytes,
                                  gint64                limit_ns);
void     sol_history_clear       (SolHistory           *self);
void     sol_history_free        (SolHistory           *self);

/* @is_timed: place by @t0_ns, else by the arrival of the last sample */
void     sol_history_append      (SolHistory           *self,
                                  const SolSampleBlock *block,
                                  gboolean              is_timed,
                                  gint64                arrived_ns);

/* Adds samples without deciding where: the step below sol_history_append(). @times_ns: (nullable): since the last run's
 * @t0_ns, where that has no rate */
void     sol_history_add_samples (SolHistory           *self,
                                  const double         *values,
                                  const gint64         *times_ns,
                                  gsize                 n,
                                  SolPrecision          precision);
/* Freeing takes long: under the lock, chunks only change hands. Returns: (transfer full) (nullable) */
SolMemory *sol_history_steal_dropped (SolHistory       *self);
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

/* Of [begin, end); cost O(log n) by the pyramid */
void     sol_history_summarize   (const SolHistory     *self,
                                  guint64               begin,
                                  guint64               end,
                                  SolSummary           *summary);
SolRange sol_history_get_range   (const SolHistory     *self,
                                  guint64               begin,
                                  guint64               end);

/* Returns: how many samples there are in the stretch */
guint64  sol_history_read_columns (const SolHistory    *self,
                                   gint64               begin_ns,
                                   gint64               end_ns,
                                   SolColumn           *columns,
                                   guint                n_columns);
/* Returns: how many gaps were written, oldest first */
guint    sol_history_read_gaps   (const SolHistory     *self,
                                  gint64                begin_ns,
                                  gint64                end_ns,
                                  SolGap               *gaps,
                                  guint                 limit);

gboolean sol_history_find_edge   (const SolHistory     *self,
                                  const SolTrigger     *trigger,
                                  gint64                after_ns,
                                  gint64                before_ns,
                                  gint64               *found_ns);

static inline SolChunk *
sol_history_get_chunk (const SolHistory *self,
                       guint64           index)
{
  return &self->chunks[(index >> SOL_CHUNK_BITS) & (self->n_slots - 1)];
}

static inline double
sol_history_get_value (const SolHistory *self,
                       guint64           index)
{
  const SolChunk *chunk = sol_history_get_chunk (self, index);
  guint at = index & SOL_CHUNK_MASK;

  return chunk->singles != NULL ? (double) chunk->singles->values[at] : chunk->doubles->values[at];
}

static inline const SolRun *
sol_history_get_run (const SolHistory *self,
                     guint             run)
{
  return &g_array_index (self->runs, SolRun, run);
}

G_END_DECLS
