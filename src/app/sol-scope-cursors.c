/* sol-scope-cursors.c: two moments and two values to measure between
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-cursors.h"

#include <math.h>

void
sol_scope_cursors_read (const SolScopeCursors *self,
                        SolScopeReading       *reading)
{
  *reading = (SolScopeReading) {
    .times_s = { self->times_ns[0] / 1e9, self->times_ns[1] / 1e9 },
    .values = { self->values[0], self->values[1] },
    .time_s = (self->times_ns[1] - self->times_ns[0]) / 1e9,
    .value = self->values[1] - self->values[0],
  };
  reading->frequency_hz = reading->time_s != 0 ? 1 / fabs (reading->time_s) : NAN;
}
