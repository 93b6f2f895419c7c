/* sol-sys-load.c: how fast a counter grows, averaged over some minutes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-sys-private.h"

#include <math.h>

const guint sol_sys_span_minutes[SOL_SYS_N_SPANS] = { 1, 5, 15 };

void
sol_sys_load_update (SolSysLoad *self,
                     guint64     count,
                     double      elapsed_s)
{
  double a_minute = (double) (count - self->count) * 60.0 / elapsed_s;

  self->count = count;
  for (guint i = 0; i < SOL_SYS_N_SPANS; i++)
    {
      double kept = exp (-elapsed_s / (60.0 * sol_sys_span_minutes[i]));

      self->spans[i] = a_minute + kept * (self->spans[i] - a_minute);
    }
}
