/* sol-expression.h: a formula over signals, compiled once and run over blocks of samples
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As in ch1 * 2 + sin (2 * pi * 50 * t) - mean (ch2, 0.1)
 *
 *   + - * / ^ and brackets           −2^2 is −4, 2^3^2 is 2^9
 *   ch1, "plant/a"                   a signal by its name, in quotes where it is no word
 *   t, pi, e                         t in seconds, as the caller counts them; a signal of that name goes before
 *   sin cos tan asin acos atan exp ln log10 sqrt abs floor ceil round (x), min max pow atan2 (x, y)
 *   diff (x)                         change per second since the sample before; none for the first
 *   integral (x)                     sum of trapezoids from the first sample on
 *   mean (x, s)                      of the last s seconds, this sample included; at most 1,048,576 samples
 *   lowpass (x, hz)                  Butterworth of second order; hz is where power is halved
 *   lowpass1 (x, hz)                 of first order, as a resistor and a capacitor
 *
 * s and hz are numbers above 0. What is no number (a gap, ln of −1) makes no number; filters step over it. */
typedef struct _SolExpression SolExpression;

#define SOL_EXPRESSION_MAX_TEXT 2000   /* characters */
#define SOL_EXPRESSION_MAX_OPS 400
#define SOL_EXPRESSION_MAX_DEPTH 24    /* of what waits for a second operand, and of brackets */
#define SOL_EXPRESSION_MAX_INPUTS 16

/**
 * sol_expression_new:
 * @names: (array length=n_names): of the signals, at most %SOL_EXPRESSION_MAX_INPUTS
 *
 * Errors: %SOL_SIGNAL_ERROR_EXPRESSION names the character, counted from 1, what is wrong there and what may stand
 * there; %SOL_SIGNAL_ERROR_TOO_LARGE the limit.
 */
SolExpression *sol_expression_new       (const char         *text,
                                         const char *const  *names,
                                         guint               n_names,
                                         GError            **error);
void           sol_expression_free      (SolExpression      *self);

/* Whether the value depends on @names[@input] */
gboolean       sol_expression_uses      (const SolExpression *self,
                                         guint                input);

/**
 * sol_expression_run:
 * @times_s: (array length=n): increasing
 * @inputs: (array): for each name @n samples, taken at @times_s; those that are not used may be %NULL
 * @values: (array length=n) (out caller-allocates)
 *
 * May be called for piece after piece: filters go on. One thread at a time.
 * Cost: some 1 ns a sample and + − × ÷, 5 to 20 ns a function; no allocation, but mean() makes room for its window.
 */
void           sol_expression_run       (SolExpression      *self,
                                         const double       *times_s,
                                         const double *const *inputs,
                                         gsize               n,
                                         double             *values);

/* What comes does not follow: filters begin anew, only integrals go on */
void           sol_expression_interrupt (SolExpression      *self);

/* As new */
void           sol_expression_restart   (SolExpression      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolExpression, sol_expression_free)

G_END_DECLS
