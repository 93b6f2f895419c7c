/* fuzz-expression.c: any text is an expression that runs, or an error that says where
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "fuzz.h"
#include "sol-expression.h"
#include "sol-signal-error.h"

#define N 300

static void
run (SolExpression *expression)
{
  double times_s[N], a[N], values[N];
  const double *const inputs[] = { a, a };

  for (guint i = 0; i < N; i++)
    {
      times_s[i] = i * 0.01;
      a[i] = i % 50 == 7 ? NAN : i % 50 == 9 ? INFINITY : sin (i);
    }
  sol_expression_run (expression, times_s, inputs, N, values);
  sol_expression_interrupt (expression);
  sol_expression_run (expression, times_s, inputs, N, values);
  sol_expression_restart (expression);
  sol_expression_run (expression, times_s, inputs, 1, values);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const char *const names[] = { "ch1", "plant/a" };
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (SolExpression) expression = sol_expression_new (text, names, G_N_ELEMENTS (names), &error);

  if (expression != NULL)
    run (expression);
  else
    {
      g_assert_cmpint (error->domain, ==, SOL_SIGNAL_ERROR);
      g_assert_cmpint (g_utf8_validate (error->message, -1, NULL), !=, FALSE);
    }
  return 0;
}
