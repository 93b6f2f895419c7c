/* sol-mask-rule.h: a mask, and the pictures that it is laid over
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mask.h"

G_BEGIN_DECLS

#define SOL_MASK_MAX_POINTS 4096

/* Counted and read only, so that threads share it */
typedef struct
{
  gatomicrefcount ref_count;

  /* Owned */
  SolMaskPoint   *points;          /* (array length=n) */
  guint           n;

  gboolean        is_per_message;  /* zero is the first sample of each message; else each trigger */
  SolTrigger      trigger;         /* unused per message */
  gint64          holdoff_ns;      /* from one trigger to the next at least */
} SolMaskRule;

/**
 * sol_mask_rule_new:
 * @points: (array length=n): copied
 * @trigger: (nullable): %NULL: per message
 *
 * Errors: those of sol_mask_check() and sol_trigger_check(), %SOL_SIGNAL_ERROR_SETTINGS over %SOL_MASK_MAX_POINTS or
 * for a negative hold-off.
 *
 * Returns: (transfer full) (nullable)
 */
SolMaskRule *sol_mask_rule_new   (const SolMaskPoint  *points,
                                  guint                n,
                                  const SolTrigger    *trigger,
                                  gint64               holdoff_ns,
                                  GError             **error);
SolMaskRule *sol_mask_rule_ref   (SolMaskRule         *self);
void         sol_mask_rule_unref (SolMaskRule         *self);

/* Where the mask begins and ends, in ns since its zero */
gint64       sol_mask_rule_get_begin (const SolMaskRule *self);
gint64       sol_mask_rule_get_end   (const SolMaskRule *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolMaskRule, sol_mask_rule_unref)

G_END_DECLS
