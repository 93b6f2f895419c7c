/* sol-math-item.c: one calculated channel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-math-item.h"

#include <glib/gi18n.h>

#include "sol-math.h"

#define LIMIT 65536 /* samples a turn, some 2 ms: other workers have their turn too */

struct _SolMathItem
{
  SolAnalysisItem parent_instance;

  /* Owned */
  char        *name, *text, *unit;
  char       **names;
  SolChannel  *channel;
};

G_DEFINE_FINAL_TYPE (SolMathItem, sol_math_item, SOL_TYPE_ANALYSIS_ITEM)

static char *
sol_math_item_describe (SolAnalysisItem *item)
{
  SolMathItem *self = SOL_MATH_ITEM (item);

  return g_strdup_printf ("%s = %s", self->name, self->text);
}

static char *
sol_math_item_describe_state (SolAnalysisItem *item,
                              SolAnalysisMood *mood)
{
  return g_strdup ("");
}

static char *
sol_math_item_describe_missing (SolAnalysisItem *item,
                                guint            i)
{
  /* Translators: the channel's name in an expression, and the topic and field it stands for */
  return g_strdup_printf (_("%s (%s) is not on the scope: add it again, or change the expression"),
                          SOL_MATH_ITEM (item)->names[i], sol_analysis_item_get_inputs (item)[i]);
}

/* In the analysis' thread */
static gboolean
run (gpointer math,
     gboolean has_come,
     gint64   now_ns)
{
  return sol_math_advance (math, LIMIT) >= LIMIT;
}

static gboolean
sol_math_item_start (SolAnalysisItem    *item,
                     SolChannel *const  *channels,
                     SolAnalysisJob     *job,
                     GError            **error)
{
  SolMathItem *self = SOL_MATH_ITEM (item);
  SolMath *math;

  sol_channel_clear (self->channel);
  math = sol_math_new (self->text, channels, (const char *const *) self->names, g_strv_length (self->names),
                       self->channel, error);
  *job = (SolAnalysisJob) { run, math, (GDestroyNotify) sol_math_free };
  return math != NULL;
}

static JsonArray *
strings_to_json (const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  return array;
}

static JsonObject *
sol_math_item_to_json (SolAnalysisItem *item)
{
  SolMathItem *self = SOL_MATH_ITEM (item);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "expression", self->text);
  json_object_set_string_member (object, "unit", self->unit);
  json_object_set_array_member (object, "names", strings_to_json (sol_math_item_get_names (self)));
  json_object_set_array_member (object, "channels", strings_to_json (sol_analysis_item_get_inputs (item)));
  return object;
}

static void
sol_math_item_finalize (GObject *object)
{
  SolMathItem *self = SOL_MATH_ITEM (object);

  g_free (self->name);
  g_free (self->text);
  g_free (self->unit);
  g_strfreev (self->names);
  g_object_unref (self->channel);
  G_OBJECT_CLASS (sol_math_item_parent_class)->finalize (object);
}

static void
sol_math_item_class_init (SolMathItemClass *klass)
{
  SolAnalysisItemClass *item_class = SOL_ANALYSIS_ITEM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sol_math_item_finalize;
  item_class->describe = sol_math_item_describe;
  item_class->describe_state = sol_math_item_describe_state;
  item_class->describe_missing = sol_math_item_describe_missing;
  item_class->start = sol_math_item_start;
  item_class->to_json = sol_math_item_to_json;
}

static void
sol_math_item_init (SolMathItem *self)
{
}

SolMathItem *
sol_math_item_new (const char        *name,
                   const char        *text,
                   const char        *unit,
                   const char *const *names,
                   const char *const *inputs)
{
  SolMathItem *self = g_object_new (SOL_TYPE_MATH_ITEM, NULL);

  sol_analysis_item_set_inputs (SOL_ANALYSIS_ITEM (self), inputs);
  self->name = g_strdup (name);
  self->text = g_strdup (text);
  self->unit = g_strdup (unit != NULL ? unit : "");
  self->names = g_strdupv ((char **) names);
  self->channel = sol_channel_new (text, *self->unit != '\0' ? self->unit : NULL, 0, 0);
  sol_channel_set_label (self->channel, name);
  return self;
}

const char *
sol_math_item_get_name (SolMathItem *self)
{
  return self->name;
}

const char *
sol_math_item_get_text (SolMathItem *self)
{
  return self->text;
}

const char *
sol_math_item_get_unit (SolMathItem *self)
{
  return self->unit;
}

const char *const *
sol_math_item_get_names (SolMathItem *self)
{
  return (const char *const *) self->names;
}

SolChannel *
sol_math_item_get_channel (SolMathItem *self)
{
  return self->channel;
}
