/* sol-octets-private.h: reads binary syntaxes, most significant octet first
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const guint8 *p, *end;
} SolOctets;

static inline gsize
sol_octets_left (const SolOctets *self)
{
  return (gsize) (self->end - self->p);
}

/* @n: 1 to 8. Returns: FALSE when there are not as many */
static inline gboolean
sol_octets_take (SolOctets *self,
                 guint      n,
                 guint64   *value)
{
  guint64 sum = 0;

  if (sol_octets_left (self) < n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    sum = sum << 8 | self->p[i];
  self->p += n;
  *value = sum;
  return TRUE;
}

/* Returns: (array length=n) (nullable): borrowed; NULL when there are not as many */
static inline const guint8 *
sol_octets_skip (SolOctets *self,
                 guint64    n)
{
  const guint8 *begin = self->p;

  if (n > sol_octets_left (self))
    return NULL;
  self->p += n;
  return begin;
}

static inline float
sol_octets_to_float (guint32 bits)
{
  union { guint32 bits; float value; } both = { .bits = bits };

  return both.value;
}

static inline double
sol_octets_to_double (guint64 bits)
{
  union { guint64 bits; double value; } both = { .bits = bits };

  return both.value;
}

G_END_DECLS
