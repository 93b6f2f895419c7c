/* sol-scope-cursors.h: two moments and two values to measure between
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SOL_SCOPE_CURSOR_TIME_A,
  SOL_SCOPE_CURSOR_TIME_B,
  SOL_SCOPE_CURSOR_VALUE_A,
  SOL_SCOPE_CURSOR_VALUE_B,
} SolScopeCursor;

#define SOL_SCOPE_N_CURSORS (SOL_SCOPE_CURSOR_VALUE_B + 1)

typedef struct
{
  gint64         times_ns[2];  /* from the picture's zero: they stand still on a triggered picture */
  double         values[2];    /* in the units of the selected channel */
  SolScopeCursor selected;     /* what the arrow keys move */
  gboolean       is_shown;
  gboolean       is_placed;    /* somebody or something has put them somewhere */
} SolScopeCursors;

/* What is read off them. NaN where nothing can be: 1/Δt of none */
typedef struct
{
  double times_s[2], values[2];
  double time_s, frequency_hz, value; /* Δt, 1/Δt, Δy */
} SolScopeReading;

void sol_scope_cursors_read (const SolScopeCursors *self,
                             SolScopeReading       *reading);

G_END_DECLS
