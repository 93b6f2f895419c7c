/* sol-math-item.h: one calculated channel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-analysis-item.h"

G_BEGIN_DECLS

#define SOL_TYPE_MATH_ITEM (sol_math_item_get_type ())
G_DECLARE_FINAL_TYPE (SolMathItem, sol_math_item, SOL, MATH_ITEM, SolAnalysisItem)

/* @names: what the expression calls its inputs; as many as @inputs */
SolMathItem       *sol_math_item_new            (const char        *name,
                                                 const char        *text,
                                                 const char        *unit,
                                                 const char *const *names,
                                                 const char *const *inputs);

/* `M1`: fixed while it exists */
const char        *sol_math_item_get_name       (SolMathItem *self);
const char        *sol_math_item_get_text       (SolMathItem *self);
/* Empty for none */
const char        *sol_math_item_get_unit       (SolMathItem *self);
/* What the expression calls its inputs */
const char *const *sol_math_item_get_names      (SolMathItem *self);
/* Returns: (transfer none): what is calculated */
SolChannel        *sol_math_item_get_channel    (SolMathItem *self);

G_END_DECLS
