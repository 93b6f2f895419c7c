/* sol-math-item-private.h: what the list does with its items
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-math-item.h"

G_BEGIN_DECLS

struct _SolMathItem
{
  GObject parent_instance;

  /* Owned */
  char        *name, *text, *unit;
  char       **names, **inputs;
  char        *problem;           /* nullable */
  SolChannel  *channel;
  GPtrArray   *bound;             /* SolChannel that the worker reads; empty: none */

  guint        worker;            /* of the analysis; 0: none */
};

SolMathItem *sol_math_item_new         (const char        *name,
                                        const char        *text,
                                        const char        *unit,
                                        const char *const *names,
                                        const char *const *inputs);
void         sol_math_item_set_problem (SolMathItem       *self,
                                        const char        *problem);

G_END_DECLS
