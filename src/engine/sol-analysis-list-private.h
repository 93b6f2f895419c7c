/* sol-analysis-list-private.h: what the list's files share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-analysis-list.h"

G_BEGIN_DECLS

/* The last change */
typedef struct
{
  SolAnalysisItem *before, *after;  /* owned, nullable: none stood there, or none stands there now */
  guint            position;
} SolAnalysisChange;

typedef struct
{
  /* Owned */
  GListStore       *items;
  SolAnalysisChange change;

  /* Borrowed; NULL once closed */
  SolAnalysis      *analysis;
  SolIngest        *ingest;

  guint             idle;   /* channels came or went */
} SolAnalysisListPrivate;

SolAnalysisListPrivate *sol_analysis_list_get_private   (gpointer         self);
/* Binds what is not bound to what has its names now */
void                    sol_analysis_list_bind          (SolAnalysisList *self);
void                    sol_analysis_list_forget_change (SolAnalysisList *self);

G_END_DECLS
