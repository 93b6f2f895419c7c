/* sol-math-names-private.h: which channels an expression uses
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-expression.h"

G_BEGIN_DECLS

/**
 * sol_math_names_compile:
 * @names, @inputs: (array zero-terminated=1): what the text may call channels, and the channels' own names
 * @used_names, @used_inputs: (out) (optional) (transfer full): those that its value depends on
 *
 * Errors: as sol_math_list_check(). Returns: (transfer full) (nullable)
 */
SolExpression *sol_math_names_compile (const char         *text,
                                       const char *const  *names,
                                       const char *const  *inputs,
                                       char             ***used_names,
                                       char             ***used_inputs,
                                       GError            **error);

G_END_DECLS
