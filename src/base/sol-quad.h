/* sol-quad.h: four numbers at a time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef float SolQuad __attribute__ ((vector_size (4 * sizeof (float))));

/* The lesser and the greater of each two. Where @a is no number, it is @b: nothing is neither less nor more. One
 * processor says that in one instruction, which is asked for. */

static inline SolQuad
sol_quad_least (SolQuad a,
                SolQuad b)
{
#ifdef __SSE__
  return __builtin_ia32_minps (a, b);
#else
  for (guint k = 0; k < 4; k++)
    b[k] = a[k] < b[k] ? a[k] : b[k];
  return b;
#endif
}

static inline SolQuad
sol_quad_most (SolQuad a,
               SolQuad b)
{
#ifdef __SSE__
  return __builtin_ia32_maxps (a, b);
#else
  for (guint k = 0; k < 4; k++)
    b[k] = a[k] > b[k] ? a[k] : b[k];
  return b;
#endif
}

G_END_DECLS
