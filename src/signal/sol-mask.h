/* sol-mask.h: where a picture may be
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-stretch.h"

G_BEGIN_DECLS

/* Between points by lines; NaN: no limit on that side around this point */
typedef struct
{
  double t_s;     /* since the trigger */
  double lo, hi;  /* channel units */
} SolMaskPoint;

typedef struct
{
  guint64 n_tested;      /* samples between the first and the last point */
  guint64 n_violations;
  gint64  first_ns;      /* Unix time of the first violation, and its value */
  double  first_value;
} SolMaskResult;

/**
 * sol_mask_check:
 * @points: (array length=n)
 *
 * FALSE with %SOL_SIGNAL_ERROR_SETTINGS: fewer than two points, times that do not increase, lo above hi
 */
gboolean sol_mask_check (const SolMaskPoint  *points,
                         guint                n,
                         GError             **error);

/* Cost: O(samples + points), no allocation. Samples that are no number pass. */
void     sol_mask_test  (const SolMaskPoint  *points,
                         guint                n,
                         const SolStretch    *stretch,
                         gint64               trigger_ns,
                         SolMaskResult       *result);

/**
 * sol_mask_fill:
 * @points: (array length=n) (out caller-allocates)
 *
 * A mask around a good picture: @n points over the stretch, each reaching @margin beyond the extremes of the samples
 * within @margin_s. Cost: O(n + samples · margin).
 */
void     sol_mask_fill  (SolMaskPoint        *points,
                         guint                n,
                         const SolStretch    *stretch,
                         gint64               trigger_ns,
                         double               margin_s,
                         double               margin);

G_END_DECLS
