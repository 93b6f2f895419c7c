/* sol-quantity-private.h: a number with its unit, as people write it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-decoded-private.h"

G_BEGIN_DECLS

typedef struct
{
  double      value;
  const char *unit;  /* static, nullable */
} SolQuantity;

/* `21.5`, `21,5 °C`, `3.30V` with space around it and nothing else. Returns: FALSE for other text, and for a unit that
 * is not known: then it may be anything */
gboolean    sol_quantity_scan  (const char  *text,
                                gsize        length,
                                SolQuantity *quantity);

/* Returns: (nullable): the static word of a known unit, in its usual form */
const char *sol_unit_find      (const char  *text,
                                gsize        length);

/* Returns: the usual form of a known unit, else @unit itself */
const char *sol_unit_normalize (const char  *unit);

G_END_DECLS
