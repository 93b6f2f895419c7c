/* sol-acquisition.c: which triggers become pictures
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-acquisition.h"

#define DEFAULT_SPAN_NS (G_GINT64_CONSTANT (2000) * 1000 * 1000)
#define DEFAULT_PATIENCE_NS (G_GINT64_CONSTANT (200) * 1000 * 1000)
#define DEFAULT_SILENCE_US (G_USEC_PER_SEC * 3 / 2)

void
sol_acquisition_init (SolAcquisition *self)
{
  *self = (SolAcquisition) {
    .mode = SOL_TRIGGER_AUTO,
    .span_ns = DEFAULT_SPAN_NS,
    .position = 0.5,
    .patience_ns = DEFAULT_PATIENCE_NS,
    .silence_us = DEFAULT_SILENCE_US,
    .state = SOL_ACQUISITION_READY,
  };
}

void
sol_acquisition_run (SolAcquisition *self,
                     gint64          not_before_ns)
{
  self->state = SOL_ACQUISITION_READY;
  self->not_before_ns = not_before_ns;
  self->trigger_ns = self->pending_ns = 0;
  self->newest_ns = 0;
  self->n_acquired = 0;
}

void
sol_acquisition_stop (SolAcquisition *self)
{
  self->state = SOL_ACQUISITION_STOPPED;
  self->pending_ns = 0;
}

/* How much of the picture is behind the trigger */
static gint64
get_post (const SolAcquisition *self)
{
  return (gint64) ((1.0 - CLAMP (self->position, 0.0, 1.0)) * (double) self->span_ns);
}

static gboolean
complete (SolAcquisition *self,
          gint64          newest_ns)
{
  if (self->pending_ns == 0 || newest_ns - self->pending_ns < get_post (self))
    return FALSE;
  self->trigger_ns = self->pending_ns;
  self->pending_ns = 0;
  self->n_acquired++;
  self->state = self->mode == SOL_TRIGGER_SINGLE ? SOL_ACQUISITION_STOPPED : SOL_ACQUISITION_TRIGGERED;
  return TRUE;
}

static gboolean
is_armed (const SolAcquisition *self,
          gint64                t_ns)
{
  gint64 wait_ns = MAX (self->holdoff_ns, get_post (self));

  return self->state != SOL_ACQUISITION_STOPPED && self->pending_ns == 0 && t_ns >= self->not_before_ns
         && (self->trigger_ns == 0 || t_ns - self->trigger_ns >= wait_ns);
}

gboolean
sol_acquisition_offer (SolAcquisition *self,
                       gint64          t_ns)
{
  gboolean is_complete = complete (self, t_ns);

  if (is_armed (self, t_ns))
    self->pending_ns = t_ns;
  return is_complete;
}

/* The newest sign of a trigger; before there is any, when running began */
static gint64
get_last_sign (SolAcquisition *self)
{
  if (self->pending_ns != 0)
    return self->pending_ns;
  return self->trigger_ns != 0 ? self->trigger_ns : self->not_before_ns;
}

static void
run_freely (SolAcquisition *self,
            gint64          newest_ns)
{
  gint64 patience_ns = MAX (self->patience_ns, MAX (self->span_ns, self->holdoff_ns)) + get_post (self);

  if (self->not_before_ns == 0)
    self->not_before_ns = newest_ns;
  if (newest_ns - get_last_sign (self) > patience_ns)
    self->state = SOL_ACQUISITION_AUTO;
}

gboolean
sol_acquisition_advance (SolAcquisition *self,
                         gint64          newest_ns,
                         gint64          now_us)
{
  gboolean is_complete = complete (self, newest_ns);

  if (newest_ns != self->newest_ns)
    self->fresh_us = now_us;
  self->newest_ns = newest_ns;
  if (self->state == SOL_ACQUISITION_STOPPED)
    return is_complete;
  if (now_us - self->fresh_us > self->silence_us)
    self->state = SOL_ACQUISITION_READY;
  else if (self->mode == SOL_TRIGGER_AUTO)
    run_freely (self, newest_ns);
  return is_complete;
}

gint64
sol_acquisition_get_begin (const SolAcquisition *self)
{
  return self->trigger_ns - (self->span_ns - get_post (self));
}
