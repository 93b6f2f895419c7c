/* sol-scope-mask.c: a mask around what the scope shows now
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-mask.h"

#include <glib/gi18n.h>

#include "sol-signal-error.h"

#define POINTS 401       /* some two pixels each */
#define LIMIT 262144     /* samples */

static gboolean
fail (GError     **error,
      const char  *message)
{
  g_set_error_literal (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS, message);
  return FALSE;
}

/* The newest that begins in the picture, or the newest of all */
static gboolean
find_message (SolScopeView  *view,
              SolChannel    *channel,
              gint64        *begin_ns,
              gint64        *end_ns,
              GError       **error)
{
  gint64 shown_begin_ns, shown_end_ns, first_ns, last_ns;
  gboolean is_found = FALSE;

  sol_scope_view_get_stretch (view, &shown_begin_ns, &shown_end_ns);
  for (guint64 number = 0; sol_channel_read_message (channel, &number, &first_ns, &last_ns); number++)
    {
      if (is_found && first_ns > shown_end_ns)
        break;
      *begin_ns = first_ns;
      *end_ns = last_ns + 1;
      is_found = TRUE;
    }
  return is_found || fail (error, _("No message has come yet"));
}

static gboolean
find_picture (SolScopeView  *view,
              gint64        *begin_ns,
              gint64        *end_ns,
              GError       **error)
{
  SolScopeStatus status = sol_scope_view_get_status (view);

  sol_scope_view_get_stretch (view, begin_ns, end_ns);
  if (sol_scope_view_get_uses_trigger (view)
      && (status == SOL_SCOPE_STATUS_TRIGGERED || status == SOL_SCOPE_STATUS_STOP))
    return TRUE;
  return fail (error, _("The picture is not triggered: set the trigger, or test each message"));
}

static SolMaskRule *
make_rule (SolScopeView                *view,
           SolScopeTrace               *trace,
           const SolScopeMaskSettings  *settings,
           const SolStretch            *stretch,
           gint64                       zero_ns,
           GError                     **error)
{
  double time_div_s = (double) sol_scope_view_get_time_base (view) * 1e-9;
  double value_div = sol_scope_scale_get_step (sol_scope_trace_get_scale (trace));
  SolMaskPoint points[POINTS];
  guint n = (guint) CLAMP (stretch->n, 2, POINTS);

  sol_mask_fill (points, n, stretch, zero_ns, settings->time_divs * time_div_s, settings->value_divs * value_div);
  return sol_mask_rule_new (points, n, settings->is_per_message ? NULL : sol_scope_view_get_trigger (view),
                            sol_scope_view_get_holdoff (view), error);
}

SolMaskRule *
sol_scope_mask_take (SolScopeView                *view,
                     SolScopeTrace               *trace,
                     const SolScopeMaskSettings  *settings,
                     GError                     **error)
{
  SolChannel *channel = sol_scope_trace_get_channel (trace);
  g_auto (SolStretch) stretch = { 0 };
  gint64 begin_ns, end_ns;

  if (settings->is_per_message ? !find_message (view, channel, &begin_ns, &end_ns, error)
                               : !find_picture (view, &begin_ns, &end_ns, error))
    return NULL;
  sol_stretch_read (&stretch, channel, begin_ns, end_ns, LIMIT);
  if (stretch.n < 2)
    {
      fail (error, _("A mask is made around at least two samples: wait for them, or show more time"));
      return NULL;
    }
  return make_rule (view, trace, settings, &stretch,
                    settings->is_per_message ? begin_ns : sol_scope_view_get_window (view)->zero_ns, error);
}
