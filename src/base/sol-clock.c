/* sol-clock.c: the time of day and the time since, replaceable in tests
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-clock.h"

static gint64
system_now_us (gpointer user_data)
{
  return g_get_monotonic_time ();
}

static gint64
system_real_us (gpointer user_data)
{
  return g_get_real_time ();
}

const SolClock *
sol_clock_get_system (void)
{
  static const SolClock system = { system_now_us, system_real_us, NULL };

  return &system;
}
