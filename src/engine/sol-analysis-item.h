/* sol-analysis-item.h: one thing that is done with channels as they come: calculated from them, or watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "sol-analysis.h"

G_BEGIN_DECLS

/* How a person is to take what an item says of itself */
typedef enum
{
  SOL_ANALYSIS_CALM,
  SOL_ANALYSIS_WARNING,  /* it does nothing at the moment */
  SOL_ANALYSIS_ALERT,    /* it has found what it looks for */
} SolAnalysisMood;

#define SOL_TYPE_ANALYSIS_ITEM (sol_analysis_item_get_type ())

/* Main thread. It knows its channels by name, and works while all of them are there. Signal: `changed`: what it says of
 * itself is something else. */
G_DECLARE_DERIVABLE_TYPE (SolAnalysisItem, sol_analysis_item, SOL, ANALYSIS_ITEM, GObject)

struct _SolAnalysisItemClass
{
  GObjectClass parent_class;

  /* Says what it is, for its row. Returns: (transfer full), translated */
  char       *(*describe)         (SolAnalysisItem  *self);
  /* Says how it is, @mood set: (transfer full), translated. Not asked while there is a problem. */
  char       *(*describe_state)   (SolAnalysisItem  *self,
                                   SolAnalysisMood  *mood);
  /* Says that input @i is not there, and what to do. Returns: (transfer full), translated */
  char       *(*describe_missing) (SolAnalysisItem  *self,
                                   guint             i);
  /* Its inputs are there, in order. FALSE with @error: it stays, with that as its problem */
  gboolean    (*start)            (SolAnalysisItem   *self,
                                   SolChannel *const *channels,
                                   SolAnalysisJob    *job,
                                   GError           **error);
  /* Nullable: the job is over */
  void        (*stopped)          (SolAnalysisItem  *self);
  /* Returns: (transfer full) */
  JsonObject *(*to_json)          (SolAnalysisItem  *self);
};

/* What items call a channel: its label when it is calculated, else its name */
const char        *sol_analysis_get_input_name      (SolChannel      *channel);

/* The names of its channels */
const char *const *sol_analysis_item_get_inputs     (SolAnalysisItem *self);
/* Once, by who makes one */
void               sol_analysis_item_set_inputs     (SolAnalysisItem    *self,
                                                     const char *const  *inputs);

gboolean           sol_analysis_item_is_working     (SolAnalysisItem *self);
/* The channel that it works on; nullable: it does not */
SolChannel        *sol_analysis_item_get_bound      (SolAnalysisItem *self,
                                                     guint            i);
/* Why it does not; nullable */
const char        *sol_analysis_item_get_problem    (SolAnalysisItem *self);

/* `lab/a above 3`. Returns: (transfer full), translated */
char              *sol_analysis_item_describe       (SolAnalysisItem *self);
/* Its problem, or how it is. Returns: (transfer full), translated */
char              *sol_analysis_item_describe_state (SolAnalysisItem *self,
                                                     SolAnalysisMood *mood);
JsonObject        *sol_analysis_item_to_json        (SolAnalysisItem *self);

/* For its list: works on what has the names of its inputs in @channels (GListModel of SolChannel) from now on */
void               sol_analysis_item_bind           (SolAnalysisItem *self,
                                                     SolAnalysis     *analysis,
                                                     GListModel      *channels);
void               sol_analysis_item_unbind         (SolAnalysisItem *self,
                                                     SolAnalysis     *analysis);

G_END_DECLS
