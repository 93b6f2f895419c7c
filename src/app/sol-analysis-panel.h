/* sol-analysis-panel.h: what is calculated, or watched for, in the scope's side panel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-analysis-list.h"
#include "sol-scope-view.h"

G_BEGIN_DECLS

/* What one list's panel says and opens */
typedef struct
{
  const char *noun;     /* in the actions' names */
  const char *title;    /* these four are translated when they are shown */
  const char *add;
  const char *empty;    /* what would stand here */
  const char *changed;
  const char *removed;
  /* Asks for the item at @position, or for a new one where it is their number */
  GtkWidget  *(*make_dialog) (GtkWindow       *parent,
                              SolAnalysisList *list,
                              SolScopeView    *view,
                              guint            position);
} SolAnalysisKind;

#define SOL_TYPE_ANALYSIS_PANEL (sol_analysis_panel_get_type ())

/* Adds to the page's actions: `add-NOUN`, `edit-NOUN` (u), `remove-NOUN` (u), by place, and `undo-NOUN` */
G_DECLARE_FINAL_TYPE (SolAnalysisPanel, sol_analysis_panel, SOL, ANALYSIS_PANEL, AdwBin)

/* Once. @kind: static */
void sol_analysis_panel_set_up (SolAnalysisPanel      *self,
                                const SolAnalysisKind *kind,
                                SolAnalysisList       *list,
                                SolScopeView          *view,
                                GActionMap            *actions);

/* A row that says @title as it is, without markup. Returns: (transfer floating) */
GtkWidget *sol_analysis_row_new (const char *title);

G_END_DECLS
