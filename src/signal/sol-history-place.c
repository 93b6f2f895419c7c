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

/* The source makes more samples than its rate says: what is kept moves back so that the newest is where it belongs */
static void
shift_all (SolHistory *self,
           gint64      by_ns)
{
  for (guint i = self->first_run; i < self->runs->len; i++)
    g_array_index (self->runs, SolRun, i).t0_ns += by_ns;
}

static gboolean
continues (const SolHistory *self,
           const Place      *place)
{
  double period_ns = get_last_run (self)->period_ns;

  return fabs (period_ns - place->period_ns) <= 1e-9 * period_ns;
}

/* What stated times say of the stream: a number of samples that never came, or some that were sent twice */
static void
note_distance (SolHistory  *self,
               const Place *place,
               double       ahead_ns,
               gboolean     is_gap)
{
  if (!place->is_timed)
    return;
  if (is_gap)
    self->n_lost += (guint64) (ahead_ns / place->period_ns + 0.5);
  else
    self->n_overlaps += ahead_ns < -JOIN_PERIODS * place->period_ns;
}

/* Even samples: join the last run, or begin one with or without a gap before it */
static void
place_even (SolHistory *self,
            Place      *place)
{
  gint64 expected_ns = get_expected (self);
  double ahead_ns = (double) (place->t0_ns - expected_ns);
  gboolean is_gap = ahead_ns > MAX (GAP_PERIODS * place->period_ns, place->is_timed ? 0.0 : place->tolerance_ns);

  note_distance (self, place, ahead_ns, is_gap);
  if (ahead_ns < -place->tolerance_ns)
    {
      shift_all (self, place->t0_ns - expected_ns);
      expected_ns = place->t0_ns;
      ahead_ns = 0.0;
    }
  if (place->is_timed ? ahead_ns <= JOIN_PERIODS * place->period_ns : !is_gap)
    {
      if (!continues (self, place))
        add_run (self, expected_ns, place->period_ns, FALSE);
    }
  else
    add_run (self, place->t0_ns, place->period_ns, is_gap);
}

/* The next @n times, not before @at_ns and one after the other, as they are kept. Returns: the earliest for the sample
 * behind them */
static gint64
settle_times (const Place *place,
              gsize        first,
              gsize        n,
              gint64       at_ns,
              gint64       zero_ns,
              gint64      *times_ns)
{
  const gint64 *stated_ns = place->block->times_ns;
  gint64 shift_ns = stated_ns != NULL ? place->t0_ns - stated_ns[0] : 0;

  for (gsize i = 0; i < n; i++)
    {
      gint64 t_ns = stated_ns != NULL ? stated_ns[first + i] + shift_ns : place->t0_ns;

      at_ns = MAX (at_ns, t_ns);
      times_ns[i] = at_ns++ - zero_ns;
    }
  return at_ns;
}

/* Values without a rate: each at its own time, behind the one before */
static void
append_uneven (SolHistory  *self,
               const Place *place)
{
  gsize n = place->block->times_ns != NULL ? place->block->n_values : 1;
  gint64 times_ns[256], at_ns = is_empty (self) ? place->t0_ns : get_expected (self);

  if (is_empty (self) || get_last_run (self)->period_ns > 0.0)
    add_run (self, MAX (at_ns, place->t0_ns), 0.0, FALSE);
  for (gsize i = 0; i < n; i += G_N_ELEMENTS (times_ns))
    {
      gsize n_here = MIN (n - i, G_N_ELEMENTS (times_ns));

      at_ns = settle_times (place, i, n_here, at_ns, get_last_run (self)->t0_ns, times_ns);
      sol_history_add_samples (self, place->block->values + i, times_ns, n_here, place->block->precision);
    }
}

static void
append_even (SolHistory *self,
             Place      *place)
{
  if (is_empty (self))
    add_run (self, place->t0_ns, place->period_ns, FALSE);
  else
    place_even (self, place);
  sol_history_add_samples (self, place->block->values, NULL, place->block->n_values, place->block->precision);
}

/* How long the block is, from its first sample to its last */
static double
get_length_ns (const SolSampleBlock *block,
               double                period_ns)
{
  if (block->times_ns != NULL)
    return (double) (block->times_ns[block->n_values - 1] - block->times_ns[0]);
  return period_ns * (double) (block->n_values - 1);
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
  length_ns = get_length_ns (block, place.period_ns);
  place.tolerance_ns = MAX (2.0 * (length_ns + place.period_ns), is_timed ? (double) STEP_BACK_NS : MIN_DRIFT_NS);
  if (!is_timed)
    place.t0_ns = arrived_ns - (gint64) MAX (length_ns, 0.0);
  return place;
}

void
sol_history_append (SolHistory           *self,
                    const SolSampleBlock *block,
                    gboolean              is_timed,
                    gint64                arrived_ns)
{
  Place place;

  if (block->n_values == 0)
    return;
  place = make_place (block, is_timed, arrived_ns);
  if (!is_empty (self) && place.t0_ns < self->stated_ns - STEP_BACK_NS)
    sol_history_clear (self);
  self->stated_ns = place.t0_ns;

  if (place.period_ns > 0.0)
    append_even (self, &place);
  else
    append_uneven (self, &place);
  sol_history_drop_aged (self);
}
