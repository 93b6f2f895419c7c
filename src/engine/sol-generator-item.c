/* sol-generator-item.c: one source of the generator
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-item-private.h"

#include <string.h>

struct _SolGeneratorItem
{
  GObject parent_instance;

  /* Owned */
  SolWaveConfig *config;
  char          *problem;     /* nullable */
  SolWave       *wave;        /* NULL while it is stopped */

  /* Borrowed while it runs */
  SolIoThread   *thread;
  SolWaveFunc    func;
  gpointer       user_data;

  SolWaveCounts  counts;      /* of the last run */
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_RUNNING,
  PROP_PROBLEM,
  PROP_CONFIG,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SolGeneratorItem, sol_generator_item, G_TYPE_OBJECT)

static void
sol_generator_item_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  SolGeneratorItem *self = SOL_GENERATOR_ITEM (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->config->name);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->wave != NULL);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_CONFIG:
      g_value_set_pointer (value, self->config);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sol_generator_item_finalize (GObject *object)
{
  SolGeneratorItem *self = SOL_GENERATOR_ITEM (object);

  g_clear_pointer (&self->wave, sol_wave_free);
  sol_wave_config_free (self->config);
  g_free (self->problem);
  G_OBJECT_CLASS (sol_generator_item_parent_class)->finalize (object);
}

static void
sol_generator_item_class_init (SolGeneratorItemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_generator_item_get_property;
  object_class->finalize = sol_generator_item_finalize;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[PROP_CONFIG] = g_param_spec_pointer ("config", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sol_generator_item_init (SolGeneratorItem *self)
{
}

/* Why it could not start as it is now */
static void
update_problem (SolGeneratorItem *self)
{
  g_autoptr (GError) error = NULL;

  sol_wave_config_check (self->config, &error);
  if (g_strcmp0 (self->problem, error != NULL ? error->message : NULL) == 0)
    return;
  g_free (self->problem);
  self->problem = error != NULL ? g_strdup (error->message) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

SolGeneratorItem *
sol_generator_item_new (SolWaveConfig *config)
{
  SolGeneratorItem *self = g_object_new (SOL_TYPE_GENERATOR_ITEM, NULL);

  self->config = config;
  update_problem (self);
  return self;
}

static gboolean
goes_elsewhere (const SolWaveConfig *one,
                const SolWaveConfig *other)
{
  return strcmp (one->topic, other->topic) != 0 || one->qos != other->qos || one->retain != other->retain;
}

static void
start_wave (SolGeneratorItem *self)
{
  self->wave = sol_wave_new (self->thread, &self->config->settings, self->config->topic, self->config->qos,
                             self->config->retain, 0, self->func, self->user_data, NULL);
}

/* What cannot be published stops nothing: the last settings that could go on */
static void
apply (SolGeneratorItem *self,
       gboolean          is_elsewhere)
{
  if (self->wave == NULL || self->problem != NULL)
    return;
  if (!is_elsewhere)
    {
      sol_wave_set_settings (self->wave, &self->config->settings);
      return;
    }
  sol_wave_free (self->wave);
  start_wave (self);
}

void
sol_generator_item_take_config (SolGeneratorItem *self,
                                SolWaveConfig    *config)
{
  SolWaveConfig *before = self->config;
  gboolean is_elsewhere = goes_elsewhere (before, config), is_renamed = strcmp (before->name, config->name) != 0;

  self->config = config;
  sol_wave_config_free (before);
  update_problem (self);
  apply (self, is_elsewhere);
  if (is_renamed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONFIG]);
}

gboolean
sol_generator_item_start (SolGeneratorItem  *self,
                          SolIoThread       *thread,
                          SolWaveFunc        func,
                          gpointer           user_data,
                          GError           **error)
{
  if (self->wave != NULL)
    return TRUE;
  if (!sol_wave_config_check (self->config, error))
    return FALSE;
  self->thread = thread;
  self->func = func;
  self->user_data = user_data;
  self->counts = (SolWaveCounts) { 0 };
  start_wave (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  return TRUE;
}

void
sol_generator_item_stop (SolGeneratorItem *self)
{
  if (self->wave == NULL)
    return;
  sol_wave_stop (self->wave);
  sol_wave_get_counts (self->wave, &self->counts);
  g_clear_pointer (&self->wave, sol_wave_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

const SolWaveConfig *
sol_generator_item_get_config (SolGeneratorItem *self)
{
  return self->config;
}

const char *
sol_generator_item_get_name (SolGeneratorItem *self)
{
  return self->config->name;
}

gboolean
sol_generator_item_is_running (SolGeneratorItem *self)
{
  return self->wave != NULL;
}

const char *
sol_generator_item_get_problem (SolGeneratorItem *self)
{
  return self->problem;
}

void
sol_generator_item_get_counts (SolGeneratorItem *self,
                               SolWaveCounts    *counts)
{
  if (self->wave != NULL)
    sol_wave_get_counts (self->wave, counts);
  else
    *counts = self->counts;
}
