/* sol-trigger-check.c: whether a trigger's settings can be
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-trigger-detector.h"

#include <glib/gi18n.h>

#include "sol-signal-error.h"

#define MAX_S 1e9         /* so that no time overflows */

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

static gboolean
needs_shortest (const SolTrigger *trigger)
{
  return trigger->kind == SOL_TRIGGER_TIMEOUT
         || (trigger->kind == SOL_TRIGGER_PULSE && trigger->pulse_rule != SOL_PULSE_SHORTER);
}

static gboolean
needs_longest (const SolTrigger *trigger)
{
  return trigger->kind == SOL_TRIGGER_PULSE && trigger->pulse_rule != SOL_PULSE_LONGER;
}

gboolean
sol_trigger_check (const SolTrigger  *trigger,
                   GError           **error)
{
  gboolean has_two = trigger->kind == SOL_TRIGGER_WINDOW || trigger->kind == SOL_TRIGGER_RUNT;
  gboolean has_shortest = needs_shortest (trigger), has_longest = needs_longest (trigger);

  return check_number ("level", trigger->level, -G_MAXDOUBLE, G_MAXDOUBLE, error)
         && check_number ("hysteresis", trigger->hysteresis, 0.0, G_MAXDOUBLE, error)
         && (!has_two || check_number ("upper_level", trigger->upper_level, trigger->level, G_MAXDOUBLE, error))
         && (!has_shortest || check_number ("shortest_s", trigger->shortest_s, 0.0, MAX_S, error))
         && (!has_longest || check_number ("longest_s", trigger->longest_s,
                                           has_shortest ? trigger->shortest_s : 0.0, MAX_S, error));
}
