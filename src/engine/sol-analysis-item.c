/* sol-analysis-item.c: one thing that is done with channels as they come: calculated from them, or watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-analysis-item.h"

typedef struct
{
  /* Owned */
  char      **inputs;
  GPtrArray  *bound;     /* SolChannel that the worker reads; empty: none */
  char       *problem;   /* nullable */

  guint       worker;    /* of the analysis; 0: none */
} SolAnalysisItemPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SolAnalysisItem, sol_analysis_item, G_TYPE_OBJECT)

static SolAnalysisItemPrivate *
get_private (SolAnalysisItem *self)
{
  return sol_analysis_item_get_instance_private (self);
}

static void
sol_analysis_item_finalize (GObject *object)
{
  SolAnalysisItemPrivate *private = get_private (SOL_ANALYSIS_ITEM (object));

  g_strfreev (private->inputs);
  g_ptr_array_unref (private->bound);
  g_free (private->problem);
  G_OBJECT_CLASS (sol_analysis_item_parent_class)->finalize (object);
}

static void
sol_analysis_item_class_init (SolAnalysisItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_analysis_item_finalize;
  g_signal_new ("changed", SOL_TYPE_ANALYSIS_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sol_analysis_item_init (SolAnalysisItem *self)
{
  get_private (self)->bound = g_ptr_array_new_with_free_func (g_object_unref);
}

const char *
sol_analysis_get_input_name (SolChannel *channel)
{
  const char *label = sol_channel_get_label (channel);

  return label != NULL ? label : sol_channel_get_name (channel);
}

const char *const *
sol_analysis_item_get_inputs (SolAnalysisItem *self)
{
  return (const char *const *) get_private (self)->inputs;
}

void
sol_analysis_item_set_inputs (SolAnalysisItem   *self,
                              const char *const *inputs)
{
  g_return_if_fail (get_private (self)->inputs == NULL);

  get_private (self)->inputs = g_strdupv ((char **) inputs);
}

gboolean
sol_analysis_item_is_working (SolAnalysisItem *self)
{
  return get_private (self)->worker != 0;
}

SolChannel *
sol_analysis_item_get_bound (SolAnalysisItem *self,
                             guint            i)
{
  GPtrArray *bound = get_private (self)->bound;

  return i < bound->len ? bound->pdata[i] : NULL;
}

const char *
sol_analysis_item_get_problem (SolAnalysisItem *self)
{
  return get_private (self)->problem;
}

char *
sol_analysis_item_describe (SolAnalysisItem *self)
{
  return SOL_ANALYSIS_ITEM_GET_CLASS (self)->describe (self);
}

char *
sol_analysis_item_describe_state (SolAnalysisItem *self,
                                  SolAnalysisMood *mood)
{
  const char *problem = get_private (self)->problem;

  *mood = problem != NULL ? SOL_ANALYSIS_WARNING : SOL_ANALYSIS_CALM;
  return problem != NULL ? g_strdup (problem) : SOL_ANALYSIS_ITEM_GET_CLASS (self)->describe_state (self, mood);
}

JsonObject *
sol_analysis_item_to_json (SolAnalysisItem *self)
{
  return SOL_ANALYSIS_ITEM_GET_CLASS (self)->to_json (self);
}

/* Binding */

/* @problem: (transfer full) (nullable) */
static void
take_problem (SolAnalysisItem *self,
              char            *problem)
{
  g_free (get_private (self)->problem);
  get_private (self)->problem = problem;
}

static SolChannel *
find_channel (GListModel *channels,
              const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (channels); i++)
    {
      g_autoptr (SolChannel) channel = g_list_model_get_item (channels, i);

      if (g_str_equal (sol_analysis_get_input_name (channel), name))
        return channel; /* the list holds it */
    }
  return NULL;
}

/* Returns: (transfer full) (nullable): the inputs; else what its problem is is said */
static GPtrArray *
find_inputs (SolAnalysisItem *self,
             GListModel      *channels)
{
  const char *const *inputs = sol_analysis_item_get_inputs (self);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; inputs[i] != NULL; i++)
    {
      SolChannel *channel = find_channel (channels, inputs[i]);

      if (channel == NULL)
        {
          take_problem (self, SOL_ANALYSIS_ITEM_GET_CLASS (self)->describe_missing (self, i));
          return NULL;
        }
      g_ptr_array_add (found, g_object_ref (channel));
    }
  return g_steal_pointer (&found);
}

static gboolean
is_bound_to (SolAnalysisItem *self,
             GPtrArray       *inputs)
{
  SolAnalysisItemPrivate *private = get_private (self);
  gboolean is_same = private->worker != 0 && private->bound->len == inputs->len;

  for (guint i = 0; is_same && i < inputs->len; i++)
    is_same = private->bound->pdata[i] == inputs->pdata[i];
  return is_same;
}

static void
stop (SolAnalysisItem *self,
      SolAnalysis     *analysis)
{
  SolAnalysisItemPrivate *private = get_private (self);

  if (private->worker != 0)
    sol_analysis_remove (analysis, private->worker);
  private->worker = 0;
  if (SOL_ANALYSIS_ITEM_GET_CLASS (self)->stopped != NULL)
    SOL_ANALYSIS_ITEM_GET_CLASS (self)->stopped (self);
  g_ptr_array_set_size (private->bound, 0);
}

static void
start (SolAnalysisItem *self,
       SolAnalysis     *analysis,
       GPtrArray       *inputs)
{
  SolAnalysisItemPrivate *private = get_private (self);
  SolChannel *const *channels = (SolChannel *const *) inputs->pdata;
  g_autoptr (GError) error = NULL;
  SolAnalysisJob job = { 0 };

  if (!SOL_ANALYSIS_ITEM_GET_CLASS (self)->start (self, channels, &job, &error))
    {
      take_problem (self, g_strdup (error->message));
      return;
    }
  take_problem (self, NULL);
  private->worker = sol_analysis_add (analysis, &job, channels, inputs->len);
  for (guint i = 0; i < inputs->len; i++)
    g_ptr_array_add (private->bound, g_object_ref (inputs->pdata[i]));
}

void
sol_analysis_item_bind (SolAnalysisItem *self,
                        SolAnalysis     *analysis,
                        GListModel      *channels)
{
  g_autoptr (GPtrArray) inputs = find_inputs (self, channels);

  if (inputs != NULL && is_bound_to (self, inputs))
    return;
  stop (self, analysis);
  if (inputs != NULL)
    start (self, analysis, inputs);
  g_signal_emit_by_name (self, "changed");
}

void
sol_analysis_item_unbind (SolAnalysisItem *self,
                          SolAnalysis     *analysis)
{
  stop (self, analysis);
  g_signal_emit_by_name (self, "changed");
}
