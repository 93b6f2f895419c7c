/* sol-mask-form-private.h: what the form's files share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mask-form.h"

G_BEGIN_DECLS

struct _SolMaskForm
{
  AdwBin parent_instance;

  /* Owned */
  SolScopeView    *view;
  SolScopeTrace   *trace;    /* nullable */
  SolMaskRule     *rule;     /* nullable */
  GError          *problem;  /* nullable: of the last try */
  GtkNativeDialog *chooser;  /* nullable: while it is open */

  gboolean         is_taken; /* from the screen: again when the tolerance changes */

  /* Template */
  AdwComboRow     *picture;
  GtkSpinButton   *time_divs;
  GtkSpinButton   *value_divs;
  AdwActionRow    *mask;
  GtkWidget       *save;
};

/* @rule: (transfer full) (nullable): another mask; @problem: (transfer full) (nullable): why there is none */
void sol_mask_form_take_rule (SolMaskForm *self,
                              SolMaskRule *rule,
                              GError      *problem);

/* sol-mask-form-files.c */
void sol_mask_form_ask_read  (SolMaskForm *self);
void sol_mask_form_ask_save  (SolMaskForm *self);

G_END_DECLS
