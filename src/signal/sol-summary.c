/* sol-summary.c: what plain values come to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-chunk-private.h"

#include <math.h>
#include <string.h>

/* A number or NaN, without a branch: infinities are no numbers either */
static inline double
to_number (double value)
{
  return value + (value - value);
}

static inline gboolean
add_one (SolSummary *self,
         double      value)
{
  self->lo = value < self->lo ? value : self->lo;
  self->hi = value > self->hi ? value : self->hi;
  self->sum += isnan (value) ? 0.0 : value;
  return !isnan (value);
}

/* Two samples at a time: the size of the registers of every processor of 64 bits. Two sets of them, so that none waits
 * for the one before. */
typedef double Pair __attribute__ ((vector_size (2 * sizeof (double))));
typedef gint64 Mask __attribute__ ((vector_size (2 * sizeof (gint64))));

typedef struct
{
  Pair lo, hi, sum;
  Mask count;
} Lanes;

static inline Pair
choose (Mask mask,
        Pair yes,
        Pair no)
{
  return (Pair) ((mask & (Mask) yes) | (~mask & (Mask) no));
}

static inline void
lanes_add (Lanes        *self,
           const double *values)
{
  Mask is_number;
  Pair value;

  memcpy (&value, values, sizeof value);
  value = value + (value - value);
  is_number = value == value;
  self->lo = choose (value < self->lo, value, self->lo);
  self->hi = choose (value > self->hi, value, self->hi);
  self->sum += (Pair) (is_number & (Mask) value);
  self->count -= is_number;
}

static gsize
lanes_finish (const Lanes *self,
              SolSummary  *summary)
{
  for (guint k = 0; k < 2; k++)
    {
      summary->lo = self->lo[k] < summary->lo ? self->lo[k] : summary->lo;
      summary->hi = self->hi[k] > summary->hi ? self->hi[k] : summary->hi;
      summary->sum += self->sum[k];
    }
  return (gsize) (self->count[0] + self->count[1]);
}

/* This runs for every sample */
gsize
sol_summary_add (SolSummary   *self,
                 const double *values,
                 gsize         n)
{
  Lanes a = { .lo = { INFINITY, INFINITY }, .hi = { -INFINITY, -INFINITY } }, b = a;
  gsize n_numbers, i;

  for (i = 0; i + 4 <= n; i += 4)
    {
      lanes_add (&a, values + i);
      lanes_add (&b, values + i + 2);
    }
  n_numbers = lanes_finish (&a, self) + lanes_finish (&b, self);
  for (; i < n; i++)
    n_numbers += add_one (self, to_number (values[i]));
  self->has_nan |= n_numbers < n;
  return n_numbers;
}
