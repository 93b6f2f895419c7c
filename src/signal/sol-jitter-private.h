/* sol-jitter-private.h: how unevenly messages arrive
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-sample-block.h"

G_BEGIN_DECLS

/* Begin with { 0 } */
typedef struct
{
  gint64  arrived_us;  /* of the message before; 0: none */
  gint64  t0_ns;       /* its stated time; 0: none */
  double  expected_us; /* from it to the next, where nothing is stated; 0: not known yet */
  double  jitter_us;
} SolJitter;

/* The mean difference between how far messages arrive apart and how far apart they were sent: by their stated times, by
 * the length of their samples, or, where there is neither, by the mean distance so far. Cost: O(1).
 * Source: RFC 3550, 6.4.1: J = J + (|D| − J) / 16. */
void sol_jitter_note (SolJitter            *self,
                      const SolSampleBlock *block,
                      gint64                arrived_us);

G_END_DECLS
