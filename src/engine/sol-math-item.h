/* sol-math-item.h: one calculated channel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-channel.h"

G_BEGIN_DECLS

#define SOL_TYPE_MATH_ITEM (sol_math_item_get_type ())

/* Main thread. Property: `problem` (string, nullable): why nothing is calculated at the moment. */
G_DECLARE_FINAL_TYPE (SolMathItem, sol_math_item, SOL, MATH_ITEM, GObject)

/* `M1`: fixed while it exists */
const char        *sol_math_item_get_name       (SolMathItem *self);
const char        *sol_math_item_get_text       (SolMathItem *self);
/* Empty for none */
const char        *sol_math_item_get_unit       (SolMathItem *self);
/* What the expression calls its inputs, and the channels' names: as long as each other */
const char *const *sol_math_item_get_names      (SolMathItem *self);
const char *const *sol_math_item_get_inputs     (SolMathItem *self);
/* Returns: (transfer none): what is calculated */
SolChannel        *sol_math_item_get_channel    (SolMathItem *self);
const char        *sol_math_item_get_problem    (SolMathItem *self);

G_END_DECLS
