/* sol-scope-mask.h: a mask around what the scope shows now
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mask-rule.h"
#include "sol-scope-view.h"

G_BEGIN_DECLS

/* How a mask is taken from the screen */
typedef struct
{
  gboolean is_per_message;  /* of the newest message, else of the picture and its trigger */
  double   time_divs;       /* tolerance on each side, in divisions of the screen */
  double   value_divs;
} SolScopeMaskSettings;

/**
 * sol_scope_mask_take:
 * @trace: the one that the mask is around
 *
 * Errors: %SOL_SIGNAL_ERROR_SETTINGS: there is no picture, it is not triggered, or there is no message; those of
 * sol_mask_rule_new(). Cost: O(samples shown), 262,144 at most.
 *
 * Returns: (transfer full) (nullable)
 */
SolMaskRule *sol_scope_mask_take (SolScopeView                *view,
                                  SolScopeTrace               *trace,
                                  const SolScopeMaskSettings  *settings,
                                  GError                     **error);

G_END_DECLS
