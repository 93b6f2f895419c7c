/* sol-load-latency.h: times counted into buckets, for percentiles without keeping each
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 32 buckets an octave: a percentile is at most 3 % too high */
#define SOL_LOAD_LATENCY_OCTAVES 32
#define SOL_LOAD_LATENCY_STEPS   32

typedef struct
{
  guint64 n;
  guint64 counts[SOL_LOAD_LATENCY_OCTAVES * SOL_LOAD_LATENCY_STEPS];
} SolLoadLatency;

/* Cost: O(1), no allocation */
void   sol_load_latency_add            (SolLoadLatency       *self,
                                        guint32               us);

/**
 * sol_load_latency_get_percentile:
 * @fraction: 0..1
 *
 * Returns: µs that @fraction of the times do not exceed, 0 without any
 */
double sol_load_latency_get_percentile (const SolLoadLatency *self,
                                        double                fraction);

G_END_DECLS
