/* sol-measure-private.h: the steps of a measurement, one file each
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-measure.h"

G_BEGIN_DECLS

/* In this order: each needs what those before it have filled in. All O(n). */
void sol_measure_sums        (const SolStretch *stretch,
                              SolMeasurement   *measurement);
void sol_measure_levels      (const SolStretch *stretch,
                              SolMeasurement   *measurement);
void sol_measure_edges       (const SolStretch *stretch,
                              SolMeasurement   *measurement);
void sol_measure_transitions (const SolStretch *stretch,
                              SolMeasurement   *measurement);

G_END_DECLS
