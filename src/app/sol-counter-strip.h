/* sol-counter-strip.h: the broker's counters, once a second
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_COUNTER_STRIP (sol_counter_strip_get_type ())

/* Rates in and out, clients, retained; and what a limit cost: dropped, refused, too large, waiting */
G_DECLARE_FINAL_TYPE (SolCounterStrip, sol_counter_strip, SOL, COUNTER_STRIP, AdwBin)

void sol_counter_strip_set_engine (SolCounterStrip *self,
                                   SolEngine       *engine);

G_END_DECLS
