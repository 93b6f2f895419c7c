/* sol-math.h: a channel that is calculated from others
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-channel.h"
#include "sol-expression.h"

G_BEGIN_DECLS

/* What has a name of its own in a list; each is an expression */
typedef enum
{
  SOL_MATH_ADD,
  SOL_MATH_SUBTRACT,
  SOL_MATH_MULTIPLY,
  SOL_MATH_DIVIDE,
  SOL_MATH_DERIVATIVE,
  SOL_MATH_INTEGRAL,
  SOL_MATH_MOVING_AVERAGE,  /* @parameter: seconds */
  SOL_MATH_LOW_PASS,        /* @parameter: Hz */
} SolMathKind;

/* (transfer full): the expression of a kind over signals of these names; @b and @parameter where it needs them */
char    *sol_math_kind_to_text (SolMathKind         kind,
                                const char         *a,
                                const char         *b,
                                double              parameter);

/* Reads its inputs from where it was, and appends to its output. One thread at a time. */
typedef struct _SolMath SolMath;

/**
 * sol_math_new:
 * @channels: (array length=n): the inputs, with a reference each
 * @names: (array length=n): what @text calls them
 * @output: what is calculated is appended to it; none of @channels
 *
 * The expression is calculated for each sample of the first input that it uses; where it uses none, of the first. The
 * others are taken at the same times, between their samples by lines; where they have none, no number comes out. t
 * counts from the first sample. What the channels keep already is calculated too.
 *
 * Errors: as sol_expression_new(); %SOL_SIGNAL_ERROR_SETTINGS for no or too many channels, or the output among them.
 */
SolMath *sol_math_new          (const char         *text,
                                SolChannel *const  *channels,
                                const char *const  *names,
                                guint               n,
                                SolChannel         *output,
                                GError            **error);
void     sol_math_free         (SolMath            *self);

/**
 * sol_math_advance:
 * @limit: samples, so that a long history does not hold up who asks; call again while it returns as many
 *
 * Calculates what came since the last call. Samples of the first input wait until the others have come as far; one that
 * lags by more than 2 s is not waited for. Cost: O(new samples), 20 to 50 ns each; no allocation for even samples.
 *
 * Returns: how many were appended
 */
gsize    sol_math_advance      (SolMath            *self,
                                gsize               limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolMath, sol_math_free)

G_END_DECLS
