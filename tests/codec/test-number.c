/* test-number.c: decimal text to double, to the last bit
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "sol-number-private.h"

static double
scan_all (const char *text)
{
  const char *end = text + strlen (text);
  double value = -12345.0;

  g_assert_true (sol_number_scan (text, end, &value) == end);
  return value;
}

static void
check_same (const char *text)
{
  double expected = g_ascii_strtod (text, NULL), value = scan_all (text);

  if (memcmp (&expected, &value, sizeof value) != 0)
    g_error ("%s: %a is not %a", text, value, expected);
}

static void
test_exact (void)
{
  static const char * const hard[] = {
    "0", "-0", "0.0", "1", "-1", "0.1", "0.3", "123456789.125", "1e22", "1e23", "9007199254740993",
    "9007199254740993.0", "9007199254740992.5", "0.9999999999999999444888487687421760603063276150361782076232622354",
    "2.2250738585072011e-308", "2.2250738585072014e-308", "4.9e-324", "2e-324", "1.7976931348623157e308",
    "1.7976931348623159e308", "1e400", "-1e400", "1e-400", "179769313486231580793e289", "18446744073709551615",
    "18446744073709551616", "9999999999999999999", "1.9999999999999999999", "0.1234567890123456789",
    "8.5e-19", "4503599627370496.5", "4503599627370497.5", "00012.500", "+7", "5.", ".5", "1E5", "1e+05",
    "6.631236846766476e-316", "3.2", "0.000000000000000000000000000000000000000001e42",
  };

  for (guint i = 0; i < G_N_ELEMENTS (hard); i++)
    check_same (hard[i]);
}

/* Random doubles as Python prints them, and random digits */
static void
test_random (void)
{
  for (guint i = 0; i < 300000; i++)
    {
      guint64 bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      char text[64];
      double value;

      memcpy (&value, &bits, sizeof value);
      if (isfinite (value))
        check_same (g_ascii_formatd (text, sizeof text, "%.17g", value));
      check_same (g_ascii_formatd (text, sizeof text, "%.17g", g_test_rand_double_range (-10.0, 10.0)));
      g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT ".%u", bits >> (i % 64),
                  (guint) g_test_rand_int () >> (i % 31));
      check_same (text);
    }
}

static void
test_not_numbers (void)
{
  static const char * const bad[] = { "", "-", "+", ".", "-.", "e5", "x", " 1", ",", "nan", "Infinity", "--1" };
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (sol_number_scan (bad[i], bad[i] + strlen (bad[i]), &value));
}

/* Never an octet beyond the end, and what follows a number is left alone */
static void
test_ends (void)
{
  static const char text[] = "-12.5e3";
  static const double expected[] = { NAN, NAN, -1.0, -12.0, -12.0, -12.5, -12.5, -12500.0 };
  static const gsize used[] = { 0, 0, 2, 3, 4, 5, 5, 7 };
  double value;

  for (gsize n = 0; n <= 7; n++)
    {
      g_autofree char *copy = g_memdup2 (text, n + (n == 0));
      const char *next = sol_number_scan (copy, copy + n, &value);

      if (isnan (expected[n]))
        g_assert_null (next);
      else
        {
          g_assert_cmpint (next - copy, ==, (gssize) used[n]);
          g_assert_cmpfloat (value, ==, expected[n]);
        }
    }
}

static void
test_fixed (void)
{
  static const struct
  {
    const char *text;
    gint64      value;
    gboolean    fits;
  } cases[] = {
    { "1700000000.123456789", G_GINT64_CONSTANT (1700000000123456789), TRUE },
    { "1700000000.25", G_GINT64_CONSTANT (1700000000250000000), TRUE },
    { "1.7e9", G_GINT64_CONSTANT (1700000000000000000), TRUE },
    { "-1", -1000000000, TRUE },
    { "1e-30", 0, TRUE },
    { "1e30", 0, FALSE },
    { "9999999999", 0, FALSE },
    { "0e400", 0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SolDecimal decimal;
      gint64 value = 0;

      g_assert_nonnull (sol_decimal_scan (cases[i].text, cases[i].text + strlen (cases[i].text), &decimal));
      g_assert_cmpint (sol_decimal_to_fixed (&decimal, 9, &value), ==, cases[i].fits);
      if (cases[i].fits)
        g_assert_cmpint (value, ==, cases[i].value);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/number/exact", test_exact);
  g_test_add_func ("/signal/number/random", test_random);
  g_test_add_func ("/signal/number/not-numbers", test_not_numbers);
  g_test_add_func ("/signal/number/ends", test_ends);
  g_test_add_func ("/signal/number/fixed", test_fixed);
  return g_test_run ();
}
