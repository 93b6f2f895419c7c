/* sol-history-place.c: where in time a block of samples goes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-history-private.h"

#include <math.h>

/* Source: PAYLOADS.md, "Time stamps". A block that states its time goes there, unless it would lie on samples already
 * kept: then it goes behind them. A block that states none follows the one before as its rate says, because arrival
 * jitters and the source's clock does not; when that has drifted from arrival by two blocks, the picture is set
 * right. */

#define NS_PER_S 1000000000.0
#define STEP_BACK_NS 1000000000      /* the source's clock was set: what is kept no longer compares */
#define MIN_DRIFT_NS 200000000.0     /* jitter of a network that nobody should see as gaps */
#define MIN_PERIOD_NS 1e-3           /* rates beyond these are no rates, and must not overflow a time */
#define MAX_PERIOD_NS 1e12
#define GAP_PERIODS 1.5
#define JOIN_PERIODS 0.5             /* closer than this is the same run */

typedef struct
{
  const SolSampleBlock *block;
  double                period_ns;  /* 0: a single value */
  gint64                t0_ns;      /* where it ought to go */
  double                tolerance_ns;
  gboolean              is_timed;
} Place;

static const SolRun *
get_last_run (const SolHistory *self)
{
  return sol_history_get_run (self, self->runs->len - 1);
}

static gboolean
is_empty (const SolHistory *self)
{
  return self->first == self->next;
}

/* When the sample after the newest is due; for single values, as soon as time can tell */
static gint64
get_expected (const SolHistory *self)
{
  const SolRun *run = get_last_run (self);

  if (run->period_ns > 0.0)
    return sol_run_get_time (run, self, self->next);
  return sol_history_get_time (self, self->next - 1) + 1;
}

static void
add_run (SolHistory *self,
         gint64      t0_ns,
         double      period_ns,
         gboolean    is_after_gap)
{
  SolRun run = { self->next, t0_ns, period_ns, is_after_gap };

  g_array_append_val (self->runs, run);
  self->n_gaps += is_after_gap;
}

static void
shift_times (SolHistory *self,
             guint       run,
             gint64      by_ns)
{
  guint64 end = sol_history_get_run_end (self, run);

  for (guint64 i = MAX (sol_history_get_run (self, run)->first, self->first); i < end; i++)
    sol_history_get_chunk (self, i)->times_ns[i & SOL_CHUNK_MASK] += by_ns;
}

/* The source makes more samples than its rate says: what is kept moves back so that the newest is where it belongs */
static void
shift_all (SolHistory *self,
           gint64      by_ns)
{
  for (guint i = self->first_run; i < self->runs->len; i++)
    {
      SolRun *run = &g_array_index (self->runs, SolRun, i);

      run->t0_ns += by_ns;
      if (run->period_ns <= 0.0)
        shift_times (self, i, by_ns);
    }
}

static gboolean
continues (const SolHistory *self,
           const Place      *place)
{
  double period_ns = get_last_run (self)->period_ns;

  return fabs (period_ns - place->period_ns) <= 1e-9 * period_ns;
}

/* Even samples: join the last run, or begin one with or without a gap before it */
static void
place_even (SolHistory *self,
            Place      *place)
{
  gint64 expected_ns = get_expected (self);
  double ahead_ns = (double) (place->t0_ns - expected_ns);
  gboolean is_gap;

  if (ahead_ns < -place->tolerance_ns)
    {
      shift_all (self, place->t0_ns - expected_ns);
      expected_ns = place->t0_ns;
      ahead_ns = 0.0;
    }
  is_gap = ahead_ns > MAX (GAP_PERIODS * place->period_ns, place->is_timed ? 0.0 : place->tolerance_ns);
  if (place->is_timed ? ahead_ns <= JOIN_PERIODS * place->period_ns : !is_gap)
    {
      if (!continues (self, place))
        add_run (self, expected_ns, place->period_ns, FALSE);
    }
  else
    add_run (self, place->t0_ns, place->period_ns, is_gap);
}

static void
set_time (SolHistory *self,
          gint64      t_ns)
{
  SolChunk *chunk = sol_history_get_chunk (self, self->next - 1);

  if (chunk->times_ns == NULL)
    {
      chunk->times_ns = g_new (gint64, SOL_CHUNK_SIZE);
      self->n_bytes += SOL_CHUNK_SIZE * sizeof (gint64);
    }
  chunk->times_ns[(self->next - 1) & SOL_CHUNK_MASK] = t_ns;
}

/* Single values: each at its own time, behind the one before */
static void
append_single (SolHistory  *self,
               const Place *place)
{
  gint64 t_ns = place->t0_ns;

  if (!is_empty (self))
    t_ns = MAX (t_ns, get_expected (self));
  if (is_empty (self) || get_last_run (self)->period_ns > 0.0)
    add_run (self, t_ns, 0.0, FALSE);
  sol_history_add_samples (self, place->block->values, 1);
  set_time (self, t_ns);
}

static void
append_even (SolHistory *self,
             Place      *place)
{
  if (is_empty (self))
    add_run (self, place->t0_ns, place->period_ns, FALSE);
  else
    place_even (self, place);
  sol_history_add_samples (self, place->block->values, place->block->n_values);
}

/* What arrives now ends now */
static Place
make_place (const SolSampleBlock *block,
            gboolean              is_timed,
            gint64                arrived_ns)
{
  Place place = { .block = block, .t0_ns = block->t0_ns, .is_timed = is_timed };
  double length_ns;

  if (block->rate_hz > 0.0)
    place.period_ns = CLAMP (NS_PER_S / block->rate_hz, MIN_PERIOD_NS, MAX_PERIOD_NS);
  length_ns = place.period_ns * (double) block->n_values;
  place.tolerance_ns = MAX (2.0 * length_ns, is_timed ? (double) STEP_BACK_NS : MIN_DRIFT_NS);
  if (!is_timed)
    place.t0_ns = arrived_ns - (gint64) MAX (length_ns - place.period_ns, 0.0);
  return place;
}

void
sol_history_append (SolHistory           *self,
                    const SolSampleBlock *block,
                    gboolean              is_timed,
                    gint64                arrived_ns)
{
  Place place = make_place (block, is_timed, arrived_ns);

  if (block->n_values == 0)
    return;
  if (!is_empty (self) && place.t0_ns < self->stated_ns - STEP_BACK_NS)
    sol_history_clear (self);
  self->stated_ns = place.t0_ns;

  if (place.period_ns > 0.0)
    append_even (self, &place);
  else
    append_single (self, &place);
  sol_history_drop_aged (self);
}
