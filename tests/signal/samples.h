/* samples.h: samples into a channel and out again
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>

#include "sol-channel.h"

#define S_NS G_GINT64_CONSTANT (1000000000)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * S_NS)

/* A stated time in ns since T0; arrives when its last sample was taken */
static inline void
append (SolChannel   *channel,
        const double *values,
        gsize         n,
        gint64        t_ns,
        double        rate_hz)
{
  SolSampleBlock block = { .path = "", .values = values, .n_values = n, .t0_ns = T0_NS + t_ns,
                           .rate_hz = rate_hz, .is_timed = TRUE };

  sol_channel_append (channel, &block, (T0_NS + t_ns) / 1000 + (gint64) (rate_hz > 0.0 ? n / rate_hz * 1e6 : 0));
}

static inline gsize
read_all (SolChannel *channel,
          gint64     *times_ns,
          double     *values,
          gsize       limit)
{
  gsize n = sol_channel_read_samples (channel, 0, G_MAXINT64, times_ns, values, limit);

  for (gsize i = 0; i < n; i++)
    times_ns[i] -= T0_NS;
  return n;
}

static inline void
assert_times (SolChannel   *channel,
              const gint64 *expected_ms,
              gsize         n)
{
  gint64 times_ns[64];
  double values[64];

  g_assert_cmpuint (read_all (channel, times_ns, values, 64), ==, n);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpint (llrint ((double) times_ns[i] * 1e-6), ==, expected_ms[i]);
}
