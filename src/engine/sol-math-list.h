/* sol-math-list.h: the calculated channels, kept up to date
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-analysis-list.h"
#include "sol-math-item.h"

G_BEGIN_DECLS

#define SOL_MATH_LIST_MAX 16

#define SOL_TYPE_MATH_LIST (sol_math_list_get_type ())

/* Of SolMathItem; the calculating is done by the analysis. Their channels stand in the ingest's list, behind those of
 * topics. */
G_DECLARE_FINAL_TYPE (SolMathList, sol_math_list, SOL, MATH_LIST, SolAnalysisList)

/* @analysis, @ingest: borrowed, and outlive it; sol_analysis_list_close() it before they go */
SolMathList *sol_math_list_new     (SolAnalysis        *analysis,
                                    SolIngest          *ingest);

/**
 * sol_math_list_check:
 * @names: (array zero-terminated=1): what the text may call channels
 * @inputs: (array zero-terminated=1): the names of the channels they stand for
 *
 * Errors: those of sol_expression_new(), and %SOL_SIGNAL_ERROR_EXPRESSION when it uses no channel.
 */
gboolean     sol_math_list_check   (const char         *text,
                                    const char *const  *names,
                                    const char *const  *inputs,
                                    GError            **error);

/**
 * sol_math_list_set:
 * @position: of the one that is replaced, or the number of items for a new one
 *
 * The names that the text uses are kept with their channels: another channel that gets the name later is not meant.
 * Errors: as sol_math_list_check(); %SOL_SIGNAL_ERROR_TOO_LARGE over %SOL_MATH_LIST_MAX; %SOL_SIGNAL_ERROR_EXPRESSION
 * for itself, or one behind it, among its inputs.
 *
 * Returns: (transfer none) (nullable): the item
 */
SolMathItem *sol_math_list_set     (SolMathList        *self,
                                    guint               position,
                                    const char         *text,
                                    const char         *unit,
                                    const char *const  *names,
                                    const char *const  *inputs,
                                    GError            **error);

G_END_DECLS
