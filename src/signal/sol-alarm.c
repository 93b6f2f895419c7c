/* sol-alarm.c: tells when a signal leaves what is allowed, and when it comes back
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-signal-error.h"

#define MAX_S 1e9    /* so that no time overflows */

static gboolean
check_number (const char  *name,
              double       value,
              double       lowest,
              double       highest,
              GError     **error)
{
  if (value >= lowest && value <= highest)
    return TRUE;
  g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS, _("%s is %g: expected %g to %g"),
               name, value, lowest, highest);
  return FALSE;
}

gboolean
sol_alarm_check (const SolAlarmSettings  *settings,
                 GError                 **error)
{
  gboolean has_two = settings->kind == SOL_ALARM_OUTSIDE || settings->kind == SOL_ALARM_INSIDE;
  double shortest_s = settings->kind == SOL_ALARM_ABSENCE ? 1e-3 : 0.0;

  return check_number ("level", settings->level, -G_MAXDOUBLE, G_MAXDOUBLE, error)
         && (!has_two || check_number ("upper_level", settings->upper_level, settings->level, G_MAXDOUBLE, error))
         && check_number ("hysteresis", settings->hysteresis, 0.0, G_MAXDOUBLE, error)
         && check_number ("duration_s", settings->duration_s, shortest_s, MAX_S, error);
}

void
sol_alarm_init (SolAlarm               *self,
                const SolAlarmSettings *settings)
{
  *self = (SolAlarm) { .settings = *settings };
  self->duration_ns = (gint64) (CLAMP (settings->duration_s, 0.0, MAX_S) * 1e9);
}

/* How far a value is beyond what is allowed; below 0 it is allowed, by so much */
static inline double
get_excess (const SolAlarmSettings *settings,
            double                  value)
{
  double below = settings->level - value, above = value - settings->upper_level;

  switch (settings->kind)
    {
    case SOL_ALARM_ABOVE:
      return -below;
    case SOL_ALARM_BELOW:
      return below;
    case SOL_ALARM_OUTSIDE:
      return MAX (below, above);
    case SOL_ALARM_INSIDE:
    default:
      return -MAX (below, above);
    }
}

/* The border itself is inside a band, and neither above nor below a level */
static inline gboolean
is_excess (const SolAlarmSettings *settings,
           double                  excess)
{
  return excess > 0.0 || (excess == 0.0 && settings->kind == SOL_ALARM_INSIDE);
}

static inline gboolean
step (SolAlarm       *self,
      const SolPiece *piece,
      gsize           i,
      SolAlarmEvent  *event)
{
  double value = piece->values[i], excess = get_excess (&self->settings, value);
  gboolean is_beyond = is_excess (&self->settings, excess);
  gint64 t_ns;

  if (!is_beyond && !self->is_active)
    self->is_beyond &= isnan (value);
  if (!is_beyond && !(self->is_active && excess <= -self->settings.hysteresis))
    return FALSE;
  if (is_beyond && self->is_active)
    return FALSE;

  t_ns = sol_piece_get_time (piece, i);
  if (is_beyond && !self->is_beyond)
    self->since_ns = t_ns;
  self->is_beyond = is_beyond;
  if (is_beyond && t_ns - self->since_ns < self->duration_ns)
    return FALSE;
  self->is_active = is_beyond;
  *event = (SolAlarmEvent) { is_beyond, is_beyond ? self->since_ns : t_ns, value };
  return TRUE;
}

gboolean
sol_alarm_next (SolAlarm       *self,
                const SolPiece *piece,
                gsize          *at,
                SolAlarmEvent  *event)
{
  if (self->settings.kind == SOL_ALARM_ABSENCE || self->settings.kind == SOL_ALARM_MASK)
    *at = piece->n;
  while (*at < piece->n)
    if (step (self, piece, (*at)++, event))
      return TRUE;
  return FALSE;
}

gboolean
sol_alarm_tick (SolAlarm      *self,
                gboolean       has_come,
                gint64         now_ns,
                SolAlarmEvent *event)
{
  gboolean is_absent;

  if (self->settings.kind != SOL_ALARM_ABSENCE)
    return FALSE;
  if (has_come || !self->has_since || now_ns < self->since_ns)
    self->since_ns = now_ns;
  self->has_since = TRUE;
  is_absent = now_ns - self->since_ns >= self->duration_ns;
  if (is_absent == self->is_active || (!is_absent && !has_come))
    return FALSE;
  self->is_active = is_absent;
  *event = (SolAlarmEvent) { is_absent, is_absent ? self->since_ns + self->duration_ns : now_ns, NAN };
  return TRUE;
}

gboolean
sol_alarm_note_mask (SolAlarm            *self,
                     const SolMaskResult *result,
                     gint64               trigger_ns,
                     SolAlarmEvent       *event)
{
  gboolean is_violated = result->n_violations > 0;

  if (self->settings.kind != SOL_ALARM_MASK || is_violated == self->is_active || result->n_tested == 0)
    return FALSE;
  self->is_active = is_violated;
  *event = (SolAlarmEvent) { is_violated, is_violated ? result->first_ns : trigger_ns,
                             is_violated ? result->first_value : NAN };
  return TRUE;
}
