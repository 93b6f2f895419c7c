/* sol-analysis-list-change.c: items come, change, go, and come back; kept as JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-analysis-list-private.h"

static gboolean
check (SolAnalysisList  *self,
       guint             position,
       SolAnalysisItem  *item,
       GError          **error)
{
  SolAnalysisListClass *klass = SOL_ANALYSIS_LIST_GET_CLASS (self);

  if (!klass->check (self, position, item, error))
    return FALSE;
  if (position < klass->max)
    return TRUE;
  klass->fail_full (self, error);
  return FALSE;
}

/* @after: nullable: what stands there goes. @inserts: nothing goes. */
static void
change (SolAnalysisList *self,
        guint            position,
        SolAnalysisItem *after,
        gboolean         inserts)
{
  SolAnalysisListPrivate *private = sol_analysis_list_get_private (self);
  SolAnalysisItem *before = inserts ? NULL : sol_analysis_list_get (self, position);
  SolAnalysisChange changed = { before != NULL ? g_object_ref (before) : NULL,
                                after != NULL ? g_object_ref (after) : NULL, position };

  sol_analysis_list_forget_change (self);
  private->change = changed;
  if (before != NULL)
    sol_analysis_item_unbind (before, private->analysis);
  g_list_store_splice (private->items, position, before != NULL, (gpointer *) &after, after != NULL);
  if (before != NULL && SOL_ANALYSIS_LIST_GET_CLASS (self)->detach != NULL)
    SOL_ANALYSIS_LIST_GET_CLASS (self)->detach (self, before);
  sol_analysis_list_bind (self);
  g_signal_emit_by_name (self, "changed");
}

gboolean
sol_analysis_list_put (SolAnalysisList  *self,
                       guint             position,
                       SolAnalysisItem  *item,
                       GError          **error)
{
  g_return_val_if_fail (SOL_IS_ANALYSIS_LIST (self) && sol_analysis_list_get_private (self)->analysis != NULL, FALSE);
  g_return_val_if_fail (position <= sol_analysis_list_get_count (self), FALSE);

  if (!check (self, position, item, error))
    return FALSE;
  change (self, position, item, FALSE);
  return TRUE;
}

void
sol_analysis_list_remove (SolAnalysisList *self,
                          guint            position)
{
  g_return_if_fail (SOL_IS_ANALYSIS_LIST (self) && sol_analysis_list_get_private (self)->analysis != NULL);
  g_return_if_fail (position < sol_analysis_list_get_count (self));

  change (self, position, NULL, FALSE);
}

gboolean
sol_analysis_list_undo (SolAnalysisList  *self,
                        GError          **error)
{
  SolAnalysisListPrivate *private = sol_analysis_list_get_private (self);
  g_autoptr (SolAnalysisItem) before = g_steal_pointer (&private->change.before);
  g_autoptr (SolAnalysisItem) after = g_steal_pointer (&private->change.after);
  guint position = private->change.position;

  g_return_val_if_fail (SOL_IS_ANALYSIS_LIST (self) && private->analysis != NULL, FALSE);

  if (before == NULL && after == NULL)
    return TRUE;
  if (before != NULL && !check (self, position, before, error))
    return FALSE;
  change (self, position, before, after == NULL);
  sol_analysis_list_forget_change (self);
  return TRUE;
}

/* Saved */

JsonArray *
sol_analysis_list_to_json (SolAnalysisList *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < sol_analysis_list_get_count (self); i++)
    json_array_add_object_element (array, sol_analysis_item_to_json (sol_analysis_list_get (self, i)));
  return array;
}

void
sol_analysis_list_load (SolAnalysisList *self,
                        JsonArray       *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        SOL_ANALYSIS_LIST_GET_CLASS (self)->load_one (self, json_node_get_object (node));
    }
  sol_analysis_list_forget_change (self);
}
