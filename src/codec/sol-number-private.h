/* sol-number-private.h: decimal text to double, correctly rounded, in no locale
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* mantissa · 10^exponent, before it is rounded to binary */
typedef struct
{
  const char *begin, *end;   /* borrowed: the text of the number */
  guint64     mantissa;      /* its first 19 significant digits */
  int         exponent;
  gboolean    is_negative;
  gboolean    is_truncated;  /* it has more digits than @mantissa holds */
} SolDecimal;

/**
 * sol_decimal_scan:
 * @text: where the number begins; no white space is skipped
 * @end: one past the last octet that may be read
 *
 * Accepts an optional sign, digits with an optional point, and an optional exponent.
 *
 * Returns: (nullable): one past the number, NULL when there is none at @text
 */
const char *sol_decimal_scan      (const char       *text,
                                   const char       *end,
                                   SolDecimal       *decimal);

/* Rounded to the nearest, ties to even; infinity when it is too large */
double      sol_decimal_to_double (const SolDecimal *decimal);

/**
 * sol_decimal_to_fixed:
 * @power: of ten to multiply by
 * @value: (out): the whole number nearest to zero
 *
 * Exact where a double would not be: 1700000000.123456789 s as ns.
 *
 * Returns: FALSE when it does not fit
 */
gboolean    sol_decimal_to_fixed  (const SolDecimal *decimal,
                                   int               power,
                                   gint64           *value);

/* Both in one: the way of every sample. Cost: about 10 ns for the usual few digits, no allocation. */
const char *sol_number_scan       (const char       *text,
                                   const char       *end,
                                   double           *value);

G_END_DECLS
