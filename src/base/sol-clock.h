/* sol-clock.h: the time of day and the time since, replaceable in tests
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A clock is passed to what needs one; nothing reads the time behind its owner's back. */
typedef struct
{
  gint64 (*now_us)  (gpointer user_data); /* monotonic clock, µs */
  gint64 (*real_us) (gpointer user_data); /* Unix time, µs */
  gpointer user_data;
} SolClock;

/**
 * sol_clock_get_system:
 *
 * Returns: (transfer none): the clock of this computer; any thread
 */
const SolClock *sol_clock_get_system (void);

static inline gint64
sol_clock_now_us (const SolClock *self)
{
  return self->now_us (self->user_data);
}

static inline gint64
sol_clock_real_us (const SolClock *self)
{
  return self->real_us (self->user_data);
}

G_END_DECLS
