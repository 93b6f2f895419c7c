/* sol-mask-rule.c: a mask, and the pictures that it is laid over
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mask-rule.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-signal-error.h"
#include "sol-trigger-detector.h"

#define MAX_S 1e6 /* so that no time overflows */

static gboolean
check (const SolMaskPoint  *points,
       guint                n,
       const SolTrigger    *trigger,
       gint64               holdoff_ns,
       GError             **error)
{
  if (!sol_mask_check (points, n, error) || (trigger != NULL && !sol_trigger_check (trigger, error)))
    return FALSE;
  if (n > SOL_MASK_MAX_POINTS)
    g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS, _("The mask has %u points; it may have %u"), n,
                 SOL_MASK_MAX_POINTS);
  else if (points[0].t_s < -MAX_S || points[n - 1].t_s > MAX_S)
    g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS,
                 _("The mask is from %g s to %g s: times can be from %g s to %g s"), points[0].t_s,
                 points[n - 1].t_s, -MAX_S, MAX_S);
  else if (holdoff_ns < 0)
    g_set_error_literal (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS, _("The hold-off is below 0"));
  else
    return TRUE;
  return FALSE;
}

SolMaskRule *
sol_mask_rule_new (const SolMaskPoint  *points,
                   guint                n,
                   const SolTrigger    *trigger,
                   gint64               holdoff_ns,
                   GError             **error)
{
  SolMaskRule *self;

  if (!check (points, n, trigger, holdoff_ns, error))
    return NULL;
  self = g_new0 (SolMaskRule, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->points = g_memdup2 (points, n * sizeof *points);
  self->n = n;
  self->is_per_message = trigger == NULL;
  if (trigger != NULL)
    self->trigger = *trigger;
  self->holdoff_ns = holdoff_ns;
  return self;
}

SolMaskRule *
sol_mask_rule_ref (SolMaskRule *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sol_mask_rule_unref (SolMaskRule *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->points);
  g_free (self);
}

gint64
sol_mask_rule_get_begin (const SolMaskRule *self)
{
  return (gint64) floor (self->points[0].t_s * 1e9);
}

gint64
sol_mask_rule_get_end (const SolMaskRule *self)
{
  return (gint64) ceil (self->points[self->n - 1].t_s * 1e9);
}
