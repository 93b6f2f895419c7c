/* sol-analysis-list.c: what is done with channels, one item a line: calculated or watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-analysis-list-private.h"

static void
sol_analysis_list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (SolAnalysisList, sol_analysis_list, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (SolAnalysisList)
                                  G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sol_analysis_list_model_init))

SolAnalysisListPrivate *
sol_analysis_list_get_private (gpointer self)
{
  return sol_analysis_list_get_instance_private (SOL_ANALYSIS_LIST (self));
}

static GType
sol_analysis_list_get_item_type (GListModel *model)
{
  return SOL_TYPE_ANALYSIS_ITEM;
}

static guint
sol_analysis_list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (sol_analysis_list_get_private (model)->items));
}

static gpointer
sol_analysis_list_get_item (GListModel *model,
                            guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (sol_analysis_list_get_private (model)->items), position);
}

static void
sol_analysis_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sol_analysis_list_get_item_type;
  iface->get_n_items = sol_analysis_list_get_n_items;
  iface->get_item = sol_analysis_list_get_item;
}

/* Binding */

/* A change of source clears the ingest's list: items attach again, and find new inputs later */
void
sol_analysis_list_bind (SolAnalysisList *self)
{
  SolAnalysisListClass *klass = SOL_ANALYSIS_LIST_GET_CLASS (self);
  SolAnalysisListPrivate *private = sol_analysis_list_get_private (self);

  for (guint i = 0; i < sol_analysis_list_get_count (self); i++)
    {
      SolAnalysisItem *item = sol_analysis_list_get (self, i);

      if (klass->attach != NULL)
        klass->attach (self, item);
      sol_analysis_item_bind (item, private->analysis, sol_ingest_get_channels (private->ingest));
    }
}

static gboolean
idle_cb (gpointer user_data)
{
  SolAnalysisList *self = user_data;

  sol_analysis_list_get_private (self)->idle = 0;
  sol_analysis_list_bind (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: others are being told of the same change, and the list must not change under them */
static void
channels_changed_cb (SolAnalysisList *self)
{
  SolAnalysisListPrivate *private = sol_analysis_list_get_private (self);

  if (private->idle == 0 && private->analysis != NULL)
    private->idle = g_idle_add (idle_cb, self);
}

/* Object */

void
sol_analysis_list_forget_change (SolAnalysisList *self)
{
  g_clear_object (&sol_analysis_list_get_private (self)->change.before);
  g_clear_object (&sol_analysis_list_get_private (self)->change.after);
}

static void
sol_analysis_list_dispose (GObject *object)
{
  SolAnalysisListPrivate *private = sol_analysis_list_get_private (object);

  g_clear_handle_id (&private->idle, g_source_remove);
  g_clear_object (&private->items);
  sol_analysis_list_forget_change (SOL_ANALYSIS_LIST (object));
  G_OBJECT_CLASS (sol_analysis_list_parent_class)->dispose (object);
}

static void
sol_analysis_list_class_init (SolAnalysisListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sol_analysis_list_dispose;
  g_signal_new ("changed", SOL_TYPE_ANALYSIS_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sol_analysis_list_init (SolAnalysisList *self)
{
  SolAnalysisListPrivate *private = sol_analysis_list_get_private (self);

  private->items = g_list_store_new (SOL_TYPE_ANALYSIS_ITEM);
  g_signal_connect_object (private->items, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

void
sol_analysis_list_set_up (SolAnalysisList *self,
                          SolAnalysis     *analysis,
                          SolIngest       *ingest)
{
  sol_analysis_list_get_private (self)->analysis = analysis;
  sol_analysis_list_get_private (self)->ingest = ingest;
  g_signal_connect_object (sol_ingest_get_channels (ingest), "items-changed", G_CALLBACK (channels_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
sol_analysis_list_close (SolAnalysisList *self)
{
  SolAnalysisListPrivate *private = sol_analysis_list_get_private (self);

  for (guint i = 0; i < sol_analysis_list_get_count (self); i++)
    sol_analysis_item_unbind (sol_analysis_list_get (self, i), private->analysis);
  g_clear_handle_id (&private->idle, g_source_remove);
  private->analysis = NULL;
  private->ingest = NULL;
}

SolIngest *
sol_analysis_list_get_ingest (SolAnalysisList *self)
{
  return sol_analysis_list_get_private (self)->ingest;
}

guint
sol_analysis_list_get_count (SolAnalysisList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (sol_analysis_list_get_private (self)->items));
}

SolAnalysisItem *
sol_analysis_list_get (SolAnalysisList *self,
                       guint            position)
{
  SolAnalysisListPrivate *private = sol_analysis_list_get_private (self);
  g_autoptr (SolAnalysisItem) item = g_list_model_get_item (G_LIST_MODEL (private->items), position);

  return item; /* the store holds it */
}
