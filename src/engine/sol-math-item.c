/* sol-math-item.c: one calculated channel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-math-item-private.h"

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SolMathItem, sol_math_item, G_TYPE_OBJECT)

static void
sol_math_item_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (id == PROP_PROBLEM)
    g_value_set_string (value, SOL_MATH_ITEM (object)->problem);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sol_math_item_finalize (GObject *object)
{
  SolMathItem *self = SOL_MATH_ITEM (object);

  g_free (self->name);
  g_free (self->text);
  g_free (self->unit);
  g_strfreev (self->names);
  g_strfreev (self->inputs);
  g_free (self->problem);
  g_object_unref (self->channel);
  g_ptr_array_unref (self->bound);
  G_OBJECT_CLASS (sol_math_item_parent_class)->finalize (object);
}

static void
sol_math_item_class_init (SolMathItemClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = sol_math_item_get_property;
  G_OBJECT_CLASS (klass)->finalize = sol_math_item_finalize;
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
sol_math_item_init (SolMathItem *self)
{
  self->bound = g_ptr_array_new_with_free_func (g_object_unref);
}

SolMathItem *
sol_math_item_new (const char        *name,
                   const char        *text,
                   const char        *unit,
                   const char *const *names,
                   const char *const *inputs)
{
  SolMathItem *self = g_object_new (SOL_TYPE_MATH_ITEM, NULL);

  self->name = g_strdup (name);
  self->text = g_strdup (text);
  self->unit = g_strdup (unit != NULL ? unit : "");
  self->names = g_strdupv ((char **) names);
  self->inputs = g_strdupv ((char **) inputs);
  self->channel = sol_channel_new (text, *self->unit != '\0' ? self->unit : NULL, 0, 0);
  sol_channel_set_label (self->channel, name);
  return self;
}

void
sol_math_item_set_problem (SolMathItem *self,
                           const char  *problem)
{
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
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

const char *const *
sol_math_item_get_inputs (SolMathItem *self)
{
  return (const char *const *) self->inputs;
}

SolChannel *
sol_math_item_get_channel (SolMathItem *self)
{
  return self->channel;
}

const char *
sol_math_item_get_problem (SolMathItem *self)
{
  return self->problem;
}
