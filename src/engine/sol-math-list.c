/* sol-math-list.c: the calculated channels, kept up to date
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-math-list.h"

#include <glib/gi18n.h>

#include "sol-json.h"
#include "sol-math-names-private.h"
#include "sol-signal-error.h"

struct _SolMathList
{
  SolAnalysisList parent_instance;
};

G_DEFINE_FINAL_TYPE (SolMathList, sol_math_list, SOL_TYPE_ANALYSIS_LIST)

static SolMathItem *
get (SolAnalysisList *list,
     guint            position)
{
  return SOL_MATH_ITEM (sol_analysis_list_get (list, position));
}

/* What is calculated may use what stands before it, so that none waits for itself */
static gboolean
sol_math_list_check_item (SolAnalysisList  *list,
                          guint             position,
                          SolAnalysisItem  *item,
                          GError          **error)
{
  const char *const *inputs = sol_analysis_item_get_inputs (item);

  for (guint i = position; i < sol_analysis_list_get_count (list); i++)
    {
      const char *name = sol_math_item_get_name (get (list, i));

      if (!g_strv_contains (inputs, name))
        continue;
      g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_EXPRESSION,
                   _("%s is calculated later: use channels that stand before it in the list"), name);
      return FALSE;
    }
  return TRUE;
}

static void
sol_math_list_fail_full (SolAnalysisList  *list,
                         GError          **error)
{
  g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_TOO_LARGE,
               _("There are %u calculated channels already: remove one"), SOL_MATH_LIST_MAX);
}

static void
sol_math_list_attach (SolAnalysisList *list,
                      SolAnalysisItem *item)
{
  sol_ingest_add_channel (sol_analysis_list_get_ingest (list), sol_math_item_get_channel (SOL_MATH_ITEM (item)));
}

static void
sol_math_list_detach (SolAnalysisList *list,
                      SolAnalysisItem *item)
{
  sol_ingest_remove_channel (sol_analysis_list_get_ingest (list), sol_math_item_get_channel (SOL_MATH_ITEM (item)));
}

/* Returns: (transfer full) (nullable): NULL when there is something else in it */
static char **
strings_from_json (JsonObject *object,
                   const char *member)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  JsonArray *array = sol_json_get_array (object, member);

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *text = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;

      if (text == NULL)
        return NULL;
      g_strv_builder_add (strings, text);
    }
  return g_strv_builder_end (strings);
}

static void
sol_math_list_load_one (SolAnalysisList *list,
                        JsonObject      *object)
{
  const char *text = sol_json_get_string (object, "expression"), *unit = sol_json_get_string (object, "unit");
  g_auto (GStrv) names = strings_from_json (object, "names"), inputs = strings_from_json (object, "channels");

  if (text == NULL || names == NULL || inputs == NULL || g_strv_length (names) != g_strv_length (inputs))
    return;
  sol_math_list_set (SOL_MATH_LIST (list), sol_analysis_list_get_count (list), text, unit,
                     (const char *const *) names, (const char *const *) inputs, NULL);
}

static void
sol_math_list_class_init (SolMathListClass *klass)
{
  SolAnalysisListClass *list_class = SOL_ANALYSIS_LIST_CLASS (klass);

  list_class->max = SOL_MATH_LIST_MAX;
  list_class->check = sol_math_list_check_item;
  list_class->fail_full = sol_math_list_fail_full;
  list_class->attach = sol_math_list_attach;
  list_class->detach = sol_math_list_detach;
  list_class->load_one = sol_math_list_load_one;
}

static void
sol_math_list_init (SolMathList *self)
{
}

SolMathList *
sol_math_list_new (SolAnalysis *analysis,
                   SolIngest   *ingest)
{
  SolMathList *self = g_object_new (SOL_TYPE_MATH_LIST, NULL);

  sol_analysis_list_set_up (SOL_ANALYSIS_LIST (self), analysis, ingest);
  return self;
}

gboolean
sol_math_list_check (const char         *text,
                     const char *const  *names,
                     const char *const  *inputs,
                     GError            **error)
{
  g_autoptr (SolExpression) expression = sol_math_names_compile (text, names, inputs, NULL, NULL, error);

  return expression != NULL;
}

/* The lowest number that is free */
static char *
make_name (SolAnalysisList *list)
{
  for (guint number = 1;; number++)
    {
      g_autofree char *name = g_strdup_printf ("M%u", number);
      gboolean is_free = TRUE;

      for (guint i = 0; i < sol_analysis_list_get_count (list) && is_free; i++)
        is_free = !g_str_equal (sol_math_item_get_name (get (list, i)), name);
      if (is_free)
        return g_steal_pointer (&name);
    }
}

SolMathItem *
sol_math_list_set (SolMathList        *self,
                   guint               position,
                   const char         *text,
                   const char         *unit,
                   const char *const  *names,
                   const char *const  *inputs,
                   GError            **error)
{
  SolAnalysisList *list = SOL_ANALYSIS_LIST (self);
  g_autoptr (SolExpression) expression = NULL;
  g_auto (GStrv) used_names = NULL, used_inputs = NULL;
  g_autoptr (SolMathItem) item = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (SOL_IS_MATH_LIST (self) && position <= sol_analysis_list_get_count (list), NULL);

  expression = sol_math_names_compile (text, names, inputs, &used_names, &used_inputs, error);
  if (expression == NULL)
    return NULL;
  if (position < sol_analysis_list_get_count (list))
    name = g_strdup (sol_math_item_get_name (get (list, position)));
  else
    name = make_name (list);
  item = sol_math_item_new (name, text, unit, (const char *const *) used_names, (const char *const *) used_inputs);
  if (!sol_analysis_list_put (list, position, SOL_ANALYSIS_ITEM (item), error))
    return NULL;
  return item; /* the list holds it */
}
