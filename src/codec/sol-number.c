/* sol-number.c: decimal text to double, correctly rounded, in no locale
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-number-private.h"

#include <math.h>
#include <string.h>

/* Three ways to a correctly rounded double, from fast to general:
 *   1. Clinger's: mantissa and power of ten are both exact doubles, so one multiplication or division rounds once;
 *   2. m / 10^k by whole numbers: the quotient to 64 bits and the remainder say which way to round;
 *   3. the C library in the C locale, for more than 19 digits or far exponents.
 */

#define MAX_DIGITS 19      /* 10^19 - 1 fits into 64 bits */
#define MAX_EXPONENT 99999 /* beyond it every number is 0 or infinite */

__extension__ typedef unsigned __int128 Wide;

static const double exact_powers[] = {
  1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static const guint64 whole_powers[] = {
  1u, 10u, 100u, 1000u, 10000u, 100000u, 1000000u, 10000000u, 100000000u, 1000000000u,
  G_GUINT64_CONSTANT (10000000000), G_GUINT64_CONSTANT (100000000000), G_GUINT64_CONSTANT (1000000000000),
  G_GUINT64_CONSTANT (10000000000000), G_GUINT64_CONSTANT (100000000000000),
  G_GUINT64_CONSTANT (1000000000000000), G_GUINT64_CONSTANT (10000000000000000),
  G_GUINT64_CONSTANT (100000000000000000), G_GUINT64_CONSTANT (1000000000000000000),
  G_GUINT64_CONSTANT (10000000000000000000),
};

static inline gboolean
is_digit (char c)
{
  return (guint8) (c - '0') < 10;
}

/* Digits beyond the mantissa's only move the exponent; the C library will read them */
static const char *
skip_digits (const char *p,
             const char *end,
             SolDecimal *decimal,
             int         step)
{
  for (; p < end && is_digit (*p); p++)
    {
      decimal->is_truncated = TRUE;
      if (decimal->exponent < MAX_EXPONENT)
        decimal->exponent += step;
    }
  return p;
}

static const char *
scan_exponent (const char *p,
               const char *end,
               SolDecimal *decimal)
{
  const char *digits = p + 1;
  gboolean is_negative;
  int value = 0;

  is_negative = digits < end && *digits == '-';
  if (digits < end && (*digits == '-' || *digits == '+'))
    digits++;
  if (digits >= end || !is_digit (*digits))
    return p;

  for (; digits < end && is_digit (*digits); digits++)
    value = MIN (value * 10 + (*digits - '0'), MAX_EXPONENT);
  decimal->exponent += is_negative ? -value : value;
  return digits;
}

/* The whole part: leading zeros cost no digit of the mantissa */
static const char *
scan_whole (const char *p,
            const char *end,
            SolDecimal *decimal,
            guint      *n_digits)
{
  for (; p < end && *p == '0'; p++)
    ;
  for (; p < end && is_digit (*p) && *n_digits < MAX_DIGITS; p++, (*n_digits)++)
    decimal->mantissa = decimal->mantissa * 10 + (guint64) (*p - '0');
  return skip_digits (p, end, decimal, 1);
}

static const char *
scan_fraction (const char *p,
               const char *end,
               SolDecimal *decimal,
               guint       n_digits)
{
  const char *begin = p;

  if (decimal->mantissa == 0)
    for (; p < end && *p == '0'; p++)
      ;
  for (; p < end && is_digit (*p) && n_digits < MAX_DIGITS; p++, n_digits++)
    decimal->mantissa = decimal->mantissa * 10 + (guint64) (*p - '0');
  decimal->exponent -= (int) MIN (p - begin, MAX_EXPONENT);
  decimal->is_truncated |= p - begin > MAX_EXPONENT;
  return skip_digits (p, end, decimal, 0);
}

const char *
sol_decimal_scan (const char *text,
                  const char *end,
                  SolDecimal *decimal)
{
  const char *p = text, *whole, *fraction;
  guint n_digits = 0;

  *decimal = (SolDecimal) { .begin = text };
  if (p < end && (*p == '-' || *p == '+'))
    decimal->is_negative = *p++ == '-';

  whole = p;
  p = scan_whole (p, end, decimal, &n_digits);
  if (p < end && *p == '.')
    {
      fraction = ++p;
      p = scan_fraction (p, end, decimal, n_digits);
      if (p == fraction && fraction - 1 == whole)
        return NULL;
    }
  else if (p == whole)
    return NULL;

  if (p < end && (*p == 'e' || *p == 'E'))
    p = scan_exponent (p, end, decimal);
  return decimal->end = p;
}

/* The C library wants a zero behind the text */
static double
convert_by_library (const SolDecimal *decimal)
{
  gsize length = (gsize) (decimal->end - decimal->begin);
  g_autofree char *copy = NULL;
  char buffer[128];

  if (length >= sizeof buffer)
    return g_ascii_strtod (copy = g_strndup (decimal->begin, length), NULL);
  memcpy (buffer, decimal->begin, length);
  buffer[length] = '\0';
  return g_ascii_strtod (buffer, NULL);
}

/* @high: 64 bits with the top one set, @is_inexact: something lies below them; ties go to even */
static double
round_to_double (guint64  high,
                 gboolean is_inexact,
                 int      exponent)
{
  guint64 kept = high >> 11, rest = high & 0x7ff;

  if (rest > 0x400 || (rest == 0x400 && (is_inexact || (kept & 1) != 0)))
    kept++;
  return ldexp ((double) kept, exponent + 11);
}

/* m / 10^k for any m of 64 bits and k up to 19 */
static double
divide_by_power (guint64 mantissa,
                 guint   power)
{
  guint64 divisor = whole_powers[power];
  int up = __builtin_clzll (mantissa), shift = 63 + up;
  Wide dividend = (Wide) mantissa << shift, quotient = dividend / divisor;
  gboolean is_inexact = quotient * divisor != dividend;
  guint64 top = (guint64) (quotient >> 64);
  int extra;

  if (top != 0)
    {
      extra = 64 - __builtin_clzll (top);
      is_inexact |= (quotient & (((Wide) 1 << extra) - 1)) != 0;
      return round_to_double ((guint64) (quotient >> extra), is_inexact, extra - shift);
    }
  extra = __builtin_clzll ((guint64) quotient);
  return extra > 1 ? NAN : round_to_double ((guint64) quotient << extra, is_inexact, -extra - shift);
}

static double
convert (const SolDecimal *decimal)
{
  int power = decimal->exponent;

  if (decimal->mantissa == 0)
    return 0.0;
  if (decimal->mantissa <= G_GUINT64_CONSTANT (1) << 53 && power >= -22 && power <= 22)
    return power < 0 ? (double) decimal->mantissa / exact_powers[-power]
                     : (double) decimal->mantissa * exact_powers[power];
  if (power <= 0 && power >= -19)
    return divide_by_power (decimal->mantissa, (guint) -power);
  return NAN;
}

double
sol_decimal_to_double (const SolDecimal *decimal)
{
  double value = decimal->is_truncated ? NAN : convert (decimal);

  if (isnan (value))
    return convert_by_library (decimal);
  return decimal->is_negative ? -value : value;
}

gboolean
sol_decimal_to_fixed (const SolDecimal *decimal,
                      int               power,
                      gint64           *value)
{
  int shift = decimal->exponent + power;
  guint64 whole = decimal->mantissa;

  if (shift < -19)
    whole = 0;
  else if (shift < 0)
    whole /= whole_powers[-shift];
  else if (whole != 0 && (shift > 18 || whole > G_MAXINT64 / whole_powers[shift]))
    return FALSE;
  else
    whole *= whole_powers[shift > 18 ? 0 : shift];

  if (whole > G_MAXINT64)
    return FALSE;
  *value = decimal->is_negative ? -(gint64) whole : (gint64) whole;
  return TRUE;
}

const char *
sol_number_scan (const char *text,
                 const char *end,
                 double     *value)
{
  SolDecimal decimal;
  const char *next = sol_decimal_scan (text, end, &decimal);

  if (next != NULL)
    *value = sol_decimal_to_double (&decimal);
  return next;
}
