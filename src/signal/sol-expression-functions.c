/* sol-expression-functions.c: what a formula may call
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-expression-private.h"

#include <math.h>
#include <string.h>

/* Whole blocks, so that the compiler makes vector code of the simple ones */
#define BINARY(name, value)               \
  static void                             \
  name (double       *out,                \
        const double *a,                  \
        const double *b,                  \
        guint         n)                  \
  {                                       \
    for (guint i = 0; i < n; i++)         \
      out[i] = (value);                   \
  }

BINARY (add, a[i] + b[i])
BINARY (subtract, a[i] - b[i])
BINARY (multiply, a[i] * b[i])
BINARY (divide, a[i] / b[i])
BINARY (power, pow (a[i], b[i]))
BINARY (arc, atan2 (a[i], b[i]))
BINARY (smaller, a[i] <= b[i] || isnan (a[i]) ? a[i] : b[i])
BINARY (larger, a[i] >= b[i] || isnan (a[i]) ? a[i] : b[i])

double
sol_function_negate (double x)
{
  return -x;
}

#define UNARY_ROW(word, function) { .name = word, .kind = SOL_OP_UNARY, .n_arguments = 1, .unary = function }
#define BINARY_ROW(word, function) { .name = word, .kind = SOL_OP_BINARY, .n_arguments = 2, .binary = function }
#define FILTER_ROW(word, n, which) \
  { .name = word, .kind = SOL_OP_FILTER, .n_arguments = n, .filter = SOL_FILTER_##which }

static const SolFunction functions[] = {
  UNARY_ROW ("sin", sin), UNARY_ROW ("cos", cos), UNARY_ROW ("tan", tan),
  UNARY_ROW ("asin", asin), UNARY_ROW ("acos", acos), UNARY_ROW ("atan", atan),
  UNARY_ROW ("exp", exp), UNARY_ROW ("ln", log), UNARY_ROW ("log10", log10), UNARY_ROW ("sqrt", sqrt),
  UNARY_ROW ("abs", fabs), UNARY_ROW ("floor", floor), UNARY_ROW ("ceil", ceil), UNARY_ROW ("round", round),
  BINARY_ROW ("min", smaller), BINARY_ROW ("max", larger), BINARY_ROW ("pow", power), BINARY_ROW ("atan2", arc),
  FILTER_ROW ("diff", 1, DIFF), FILTER_ROW ("integral", 1, INTEGRAL), FILTER_ROW ("mean", 2, MEAN),
  FILTER_ROW ("lowpass", 2, LOWPASS), FILTER_ROW ("lowpass1", 2, LOWPASS1),
};

const SolFunction *
sol_function_find (const char *name,
                   gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (strlen (functions[i].name) == length && memcmp (functions[i].name, name, length) == 0)
      return &functions[i];
  return NULL;
}

char *
sol_function_to_list (void)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    g_string_append_printf (list, "%s%s", i > 0 ? " " : "", functions[i].name);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

SolBinary
sol_function_get_sign (char sign)
{
  switch (sign)
    {
    case '+':
      return add;
    case '-':
      return subtract;
    case '*':
      return multiply;
    case '/':
      return divide;
    default:
      return power;
    }
}
