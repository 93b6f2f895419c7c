/* sol-analysis-dialog.h: asks for one item of an analysis' list
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-analysis-list.h"
#include "sol-scope-view.h"

G_BEGIN_DECLS

#define SOL_TYPE_ANALYSIS_DIALOG (sol_analysis_dialog_get_type ())

/* Cancel, Save, and below the form what is wrong with it. Property: `form` (GtkWidget), set by the template. */
G_DECLARE_DERIVABLE_TYPE (SolAnalysisDialog, sol_analysis_dialog, SOL, ANALYSIS_DIALOG, AdwWindow)

struct _SolAnalysisDialogClass
{
  AdwWindowClass parent_class;

  /* Could it be saved as it is? FALSE without @error: not yet, and nothing is wrong */
  gboolean (*check) (SolAnalysisDialog  *self,
                     GError            **error);
  gboolean (*save)  (SolAnalysisDialog  *self,
                     SolAnalysisList    *list,
                     guint               position,
                     GError            **error);
};

/* @position: of the item to change, or the number of items for a new one. Returns: (transfer none) (nullable): it */
SolAnalysisItem *sol_analysis_dialog_set_up (SolAnalysisDialog *self,
                                             SolAnalysisList   *list,
                                             guint              position);
/* Something was changed: checks it */
void             sol_analysis_dialog_check  (SolAnalysisDialog *self);
/* Saves and closes, or says why not */
void             sol_analysis_dialog_save   (SolAnalysisDialog *self);

G_END_DECLS
