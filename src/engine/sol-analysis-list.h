/* sol-analysis-list.h: what is done with channels, one item a line: calculated or watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-analysis-item.h"
#include "sol-ingest.h"

G_BEGIN_DECLS

#define SOL_TYPE_ANALYSIS_LIST (sol_analysis_list_get_type ())

/* A GListModel of SolAnalysisItem, each bound to the channels of its names as these come and go. Main thread. Signal:
 * `changed`: what is to be saved is another. */
G_DECLARE_DERIVABLE_TYPE (SolAnalysisList, sol_analysis_list, SOL, ANALYSIS_LIST, GObject)

struct _SolAnalysisListClass
{
  GObjectClass parent_class;

  guint     max;       /* items */
  /* May @item stand at @position, in place of what is there? */
  gboolean (*check)  (SolAnalysisList  *self,
                      guint             position,
                      SolAnalysisItem  *item,
                      GError          **error);
  /* Says that there are as many as there may be, and what to do. */
  void     (*fail_full) (SolAnalysisList  *self,
                         GError          **error);
  /* Nullable: the item is in the list; called again when the ingest's channels changed. And: it no longer is */
  void     (*attach) (SolAnalysisList  *self,
                      SolAnalysisItem  *item);
  void     (*detach) (SolAnalysisList  *self,
                      SolAnalysisItem  *item);
  /* Adds what an object says; nothing where it cannot be understood */
  void     (*load_one) (SolAnalysisList  *self,
                        JsonObject       *object);
};

/* For who makes one. @analysis, @ingest: borrowed, and outlive it */
void             sol_analysis_list_set_up     (SolAnalysisList  *self,
                                               SolAnalysis      *analysis,
                                               SolIngest        *ingest);
/* Stops all work; before @analysis and @ingest go */
void             sol_analysis_list_close      (SolAnalysisList  *self);
/* NULL once closed */
SolIngest       *sol_analysis_list_get_ingest (SolAnalysisList  *self);

guint            sol_analysis_list_get_count  (SolAnalysisList  *self);
/* Returns: (transfer none) (nullable) */
SolAnalysisItem *sol_analysis_list_get        (SolAnalysisList  *self,
                                               guint             position);

/**
 * sol_analysis_list_put:
 * @position: of the one that is replaced, or the number of items for a new one
 *
 * Errors: those of the class's check, and when it is full.
 */
gboolean         sol_analysis_list_put        (SolAnalysisList  *self,
                                               guint             position,
                                               SolAnalysisItem  *item,
                                               GError          **error);
void             sol_analysis_list_remove     (SolAnalysisList  *self,
                                               guint             position);

/* What the last change was: adding, replacing or removing. FALSE with an error when something else stands in its way;
 * nothing when there is none, or it was undone */
gboolean         sol_analysis_list_undo       (SolAnalysisList  *self,
                                               GError          **error);

/* Returns: (transfer full) */
JsonArray       *sol_analysis_list_to_json    (SolAnalysisList  *self);
/* What cannot be understood is left out. Afterwards there is nothing to undo */
void             sol_analysis_list_load       (SolAnalysisList  *self,
                                               JsonArray        *array);

G_END_DECLS
