/* sol-mask-form.h: asks for a mask: from the screen, or from a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-mask-rule.h"
#include "sol-scope-view.h"

G_BEGIN_DECLS

#define SOL_TYPE_MASK_FORM (sol_mask_form_get_type ())

/* Signal: `changed`: there is another mask, or one could not be had */
G_DECLARE_FINAL_TYPE (SolMaskForm, sol_mask_form, SOL, MASK_FORM, AdwBin)

/* Once */
void         sol_mask_form_set_view  (SolMaskForm  *self,
                                      SolScopeView *view);
/* @trace: nullable: the mask is taken around it */
void         sol_mask_form_set_trace (SolMaskForm   *self,
                                      SolScopeTrace *trace);
/* Returns: (transfer none) (nullable): what was taken or read; else @error says why there is none */
SolMaskRule *sol_mask_form_get_rule  (SolMaskForm   *self,
                                      GError       **error);
void         sol_mask_form_set_rule  (SolMaskForm   *self,
                                      SolMaskRule   *rule);

/* What the buttons do */
void         sol_mask_form_take      (SolMaskForm   *self);
void         sol_mask_form_read      (SolMaskForm   *self,
                                      GFile         *file);

G_END_DECLS
