/* test-expression.c: formulas over signals, and channels calculated by them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "sol-math.h"
#include "sol-signal-error.h"

#define S_NS G_GINT64_CONSTANT (1000000000)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * S_NS)
#define N 1000

static const char *const names[] = { "ch1", "plant/a b" };

/* ch1 is i, the other one 10 · i; a sample each 10 ms */
static void
run (const char *text,
     gsize       n,
     double     *values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SolExpression) expression = sol_expression_new (text, names, 2, &error);
  double times_s[N], a[N], b[N];
  const double *const inputs[] = { a, b };

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      times_s[i] = i * 0.01;
      a[i] = i;
      b[i] = 10.0 * i;
    }
  sol_expression_run (expression, times_s, inputs, n, values);
}

static double
get (const char *text)
{
  double values[8];

  run (text, 8, values);
  return values[7];
}

static void
test_values (void)
{
  static const struct
  {
    const char *text;
    double      value;
  } rows[] = {
    { "1+2*3", 7 }, { "(1+2)*3", 9 }, { "-2^2", -4 }, { "2^3^2", 512 }, { "2^-1", 0.5 }, { "8/4/2", 1 }, { "8-4-2", 2 },
    { "--3", 3 }, { "+3", 3 }, { "-ch1", -7 }, { " ch1 * 2\n+ 1", 15 }, { "\"plant/a b\" / ch1", 10 }, { "1e3", 1000 },
    { ".5", 0.5 }, { "pi", G_PI }, { "e", G_E }, { "t", 0.07 }, { "min(ch1, 3)", 3 }, { "max (ch1 ,3)", 7 },
    { "pow(2, ch1)", 128 }, { "atan2(1, 1)", G_PI / 4 }, { "floor(2.7)", 2 }, { "abs(-ch1)", 7 }, { "log10(1000)", 3 },
    { "ln(e)", 1 }, { "sqrt(ch1+2)", 3 }, { "sin(2*pi*50*t)", 0 }, { "exp(0)", 1 }, { "round(2.5)+ceil(0.1)", 4 },
    { "diff(ch1)", 100 }, { "integral(ch1)", 0.245 }, { "mean(ch1, 0.03)", 6 }, { "ch1-mean(\"plant/a b\", 10)", -28 },
    { "cos(0)+tan(0)+asin(0)+acos(1)+atan(0)", 1 }, { "lowpass(3, 5)", 3 }, { "lowpass1(ch1*0+3, 5)", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpfloat_with_epsilon (get (rows[i].text), rows[i].value, 1e-9);
    }
}

/* Every text names the character that is wrong */
static void
test_errors (void)
{
  static const struct
  {
    const char *text, *word;
  } rows[] = {
    { "", "Character 1" }, { "1+", "Character 3" }, { "1 2", "Character 3" }, { "(1", "Character 3" },
    { "foo", "Character 1" }, { "1+foo(2)", "foo" }, { "sin()", "Character 5" },
    { "sin(1,2)", "values for sin: 2, expected 1" },
    { "min(1)", "values for min: 1, expected 2" }, { "mean(ch1, ch1)", "above 0" }, { "mean(ch1,-1)", "above 0" },
    { "lowpass(ch1, 0)", "above 0" }, { "ch1 $ 2", "Character 5: $" }, { "\"plant", "Character 7" },
    { "\"no\"", "there is no “no”" }, { "1e999", "a number" },
    { "ü", "Character 1: ü" }, { "1+ü", "Character 3: ü" },
    { "ch1)", "Character 4" }, { "1+\xff", "Character 3 is not UTF-8" },
    { "*1", "Character 1" }, { "ch1,2", "Character 4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SolExpression) expression = sol_expression_new (rows[i].text, names, 2, &error);

      g_assert_null (expression);
      g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_EXPRESSION);
      g_test_message ("%s: %s", rows[i].text, error->message);
      g_assert_nonnull (strstr (error->message, rows[i].word));
    }
}

static void
assert_too_large (const char *piece,
                  guint       n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SolExpression) expression = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  g_string_append (text, "ch1");
  expression = sol_expression_new (text->str, names, 2, &error);
  g_assert_null (expression);
  g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_TOO_LARGE);
}

static void
test_bounds (void)
{
  assert_too_large ("(", 100);
  assert_too_large ("-", 100);
  assert_too_large ("ch1^", 100);
  assert_too_large ("sin(", 100);
  assert_too_large ("min(ch1,", 100);
  assert_too_large ("ch1+", 300);
  assert_too_large ("          ", 300);
}

/* No text crashes the parser, and what it takes runs */
static void
test_random (void)
{
  static const char *const words[] = { "1", "ch1", "+", "-", "*", "/", "^", "(", ")", ",", "sin", "mean", "min", "diff",
                                       "t", "pi", "lowpass", "\"plant/a b\"", " ", "0.5", "integral", "lowpass1" };
  const double times_s[] = { 0, 1, 2 }, a[] = { 1, NAN, INFINITY };
  const double *const inputs[] = { a, a };
  guint n_good = 0;

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (SolExpression) expression = NULL;
      double values[3];

      for (gint i = g_test_rand_int_range (0, 12); i > 0; i--)
        g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      expression = sol_expression_new (text->str, names, 2, NULL);
      if (expression != NULL)
        sol_expression_run (expression, times_s, inputs, 3, values);
      n_good += expression != NULL;
    }
  g_assert_cmpuint (n_good, >, 100);
}

/* Piece after piece gives what one run gives, whatever the pieces are */
static void
test_pieces (void)
{
  const char *text = "mean(sin(ch1/7), 0.3) + lowpass(\"plant/a b\", 3) + lowpass1(ch1, 2) + integral(ch1) + diff(ch1)";
  g_autoptr (SolExpression) expression = sol_expression_new (text, names, 2, NULL);
  double times_s[N], a[N], b[N], whole[N], pieces[N];

  for (guint i = 0; i < N; i++)
    {
      times_s[i] = i * 0.01;
      a[i] = i;
      b[i] = 10.0 * i;
    }
  run (text, N, whole);
  for (guint begin = 0, n = 1; begin < N; begin += n, n = MIN (n + 37, N - begin))
    {
      const double *const inputs[] = { a + begin, b + begin };

      sol_expression_run (expression, times_s + begin, inputs, n, pieces + begin);
    }
  g_assert_cmpint (isnan (whole[0]), !=, 0);
  for (guint i = 1; i < N; i++)
    g_assert_cmpfloat (pieces[i], ==, whole[i]);
}

/* No number makes no number, and filters go on behind it; after an interruption they begin anew */
static void
test_not_numbers (void)
{
  g_autoptr (SolExpression) mean = sol_expression_new ("mean(ch1, 2)", names, 1, NULL);
  g_autoptr (SolExpression) integral = sol_expression_new ("integral(ch1)", names, 1, NULL);
  const double times_s[] = { 0, 1, 2, 3 }, a[] = { 1, NAN, 5, 7 };
  const double *const inputs[] = { a };
  double values[4];

  sol_expression_run (mean, times_s, inputs, 4, values);
  g_assert_cmpfloat (values[0], ==, 1.0);
  g_assert_cmpint (isnan (values[1]), !=, 0);
  g_assert_cmpfloat (values[2], ==, 5.0);
  g_assert_cmpfloat (values[3], ==, 6.0);
  sol_expression_interrupt (mean);
  sol_expression_run (mean, times_s + 3, inputs, 1, values);
  g_assert_cmpfloat (values[0], ==, 1.0);
  sol_expression_run (integral, times_s, inputs, 4, values);
  g_assert_cmpfloat (values[3], ==, 6.0);
  sol_expression_interrupt (integral);
  sol_expression_run (integral, times_s + 3, inputs, 1, values);
  g_assert_cmpfloat (values[0], ==, 6.0);
  sol_expression_restart (integral);
  sol_expression_run (integral, times_s + 3, inputs, 1, values);
  g_assert_cmpfloat (values[0], ==, 0.0);
}

static void
append (SolChannel *channel,
        double      t_s,
        gsize       n,
        double      rate_hz,
        double      slope)
{
  double values[N];
  SolSampleBlock block = { .path = "", .values = values, .n_values = n, .t0_ns = T0_NS + llround (t_s * 1e9),
                           .rate_hz = n > 1 ? rate_hz : 0.0, .is_timed = TRUE };

  for (gsize i = 0; i < n; i++)
    values[i] = slope * (t_s + (double) i / rate_hz);
  sol_channel_append (channel, &block, block.t0_ns / 1000);
}

static gsize
read_all (SolChannel *channel,
          gint64     *times_ns,
          double     *values)
{
  return sol_channel_read_samples (channel, 0, G_MAXINT64, times_ns, values, N);
}

/* Two rates, the second later and shorter: the times are the first's, and samples wait for the second */
static void
test_channels (void)
{
  g_autoptr (SolChannel) a = sol_channel_new ("a", "V", 0, 0);
  g_autoptr (SolChannel) b = sol_channel_new ("b", "V", 0, 0);
  g_autoptr (SolChannel) output = sol_channel_new ("m", NULL, 0, 0);
  SolChannel *const channels[] = { a, b };
  const char *const labels[] = { "a", "b" };
  g_autoptr (SolMath) math = sol_math_new ("b / 3 - a + t * 0", channels, labels, 2, output, NULL);
  gint64 times_ns[N];
  double values[N];

  append (a, 0.0, 100, 100.0, 1.0);
  append (b, 0.1, 10, 13.0, 3.0);
  g_assert_cmpuint (sol_math_advance (math, 10000), ==, 80);
  g_assert_cmpuint (read_all (output, times_ns, values), ==, 80);
  g_assert_cmpint (isnan (values[9]), !=, 0);
  g_assert_cmpfloat_with_epsilon (values[10], 0.0, 1e-6);
  sol_channel_clear (output);
  append (a, 1.0, 100, 100.0, 1.0);
  append (b, 0.1 + 10 / 13.0, 10, 13.0, 3.0);
  g_assert_cmpuint (sol_math_advance (math, 10000), ==, 77);
  g_assert_cmpuint (sol_math_advance (math, 10000), ==, 0);
  g_assert_cmpuint (read_all (output, times_ns, values), ==, 77);
  for (guint i = 0; i < 77; i++)
    {
      g_assert_cmpint (times_ns[i], ==, T0_NS + 8 * S_NS / 10 + i * S_NS / 100);
      g_assert_cmpfloat_with_epsilon (values[i], 0.0, 1e-6);
    }
}

/* Values that have a time each, and a slope that no gap adds to */
static void
test_uneven (void)
{
  g_autoptr (SolChannel) a = sol_channel_new ("a", "V", 0, 0);
  g_autoptr (SolChannel) output = sol_channel_new ("m", NULL, 0, 0);
  SolChannel *const channels[] = { a };
  const char *const labels[] = { "a" };
  g_autofree char *text = sol_math_kind_to_text (SOL_MATH_DERIVATIVE, "a", NULL, 0.0);
  g_autoptr (SolMath) math = sol_math_new (text, channels, labels, 1, output, NULL);
  gint64 times_ns[N];
  double values[N];

  for (guint i = 0; i < 20; i++)
    append (a, i * i * 0.1, 1, 1.0, 4.0);
  g_assert_cmpuint (sol_math_advance (math, 10000), ==, 20);
  g_assert_cmpuint (read_all (output, times_ns, values), ==, 20);
  g_assert_cmpint (isnan (values[0]), !=, 0);
  for (guint i = 1; i < 20; i++)
    {
      g_assert_cmpint (times_ns[i], ==, T0_NS + i * i * S_NS / 10);
      g_assert_cmpfloat_with_epsilon (values[i], 4.0, 1e-9);
    }
}

static void
test_kinds (void)
{
  static const char *const expected[] = { "a + \"b/c\"", "a - \"b/c\"", "a * \"b/c\"", "a / \"b/c\"", "diff (a)",
                                          "integral (a)", "mean (a, 0.5)", "lowpass (a, 0.5)" };
  const char *const labels[] = { "a", "b/c" };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *text = sol_math_kind_to_text ((SolMathKind) i, "a", "b/c", 0.5);
      g_autoptr (SolExpression) expression = sol_expression_new (text, labels, 2, NULL);

      g_assert_cmpstr (text, ==, expected[i]);
      g_assert_nonnull (expression);
      g_assert_cmpint (sol_expression_uses (expression, 1), ==, i < 4);
    }
}

static void
test_settings (void)
{
  g_autoptr (SolChannel) a = sol_channel_new ("a", "V", 0, 0);
  SolChannel *const channels[] = { a };
  const char *const labels[] = { "a" };
  g_autoptr (GError) error = NULL;

  g_assert_null (sol_math_new ("a", channels, labels, 1, a, &error));
  g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS);
}

static void
test_speed (void)
{
  static const char *const texts[] = { "ch1 * 2 + 1", "ch1 - \"plant/a b\"", "mean(ch1, 0.1)", "lowpass(ch1, 5)",
                                       "diff(ch1)", "sin(2*pi*50*t)" };
  const gsize n = 1000000;
  g_autofree double *rows = g_new (double, 3 * n);

  for (gsize i = 0; i < 3 * n; i++)
    rows[i] = (double) i * 0.001;
  for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
    {
      g_autoptr (SolExpression) expression = sol_expression_new (texts[k], names, 2, NULL);
      const double *const inputs[] = { rows + n, rows };
      gint64 begin_us = g_get_monotonic_time ();

      for (gsize begin = 0; begin < n; begin += N)
        {
          const double *const pieces[] = { inputs[0] + begin, inputs[1] + begin };

          sol_expression_run (expression, rows + begin, pieces, N, rows + 2 * n);
        }
      g_test_message ("%s: %.1f M samples/s", texts[k],
                      (double) n / (double) MAX (g_get_monotonic_time () - begin_us, 1));
      g_assert_cmpint (isnan (rows[2 * n + N - 1]), ==, FALSE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/expression/values", test_values);
  g_test_add_func ("/signal/expression/errors", test_errors);
  g_test_add_func ("/signal/expression/bounds", test_bounds);
  g_test_add_func ("/signal/expression/random", test_random);
  g_test_add_func ("/signal/expression/pieces", test_pieces);
  g_test_add_func ("/signal/expression/not-numbers", test_not_numbers);
  g_test_add_func ("/signal/expression/channels", test_channels);
  g_test_add_func ("/signal/expression/uneven", test_uneven);
  g_test_add_func ("/signal/expression/kinds", test_kinds);
  g_test_add_func ("/signal/expression/settings", test_settings);
  g_test_add_func ("/signal/expression/speed", test_speed);
  return g_test_run ();
}
