/* sol-alarm-item.c: what one channel is watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-alarm-item-private.h"

G_DEFINE_FINAL_TYPE (SolAlarmItem, sol_alarm_item, G_TYPE_OBJECT)

static void
sol_alarm_item_finalize (GObject *object)
{
  SolAlarmItem *self = SOL_ALARM_ITEM (object);

  g_free (self->input);
  g_clear_object (&self->channel);
  G_OBJECT_CLASS (sol_alarm_item_parent_class)->finalize (object);
}

static void
sol_alarm_item_class_init (SolAlarmItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_alarm_item_finalize;
  g_signal_new ("changed", SOL_TYPE_ALARM_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sol_alarm_item_init (SolAlarmItem *self)
{
}

SolAlarmItem *
sol_alarm_item_new (const char             *input,
                    const SolAlarmSettings *settings,
                    double                  keep_s)
{
  SolAlarmItem *self = g_object_new (SOL_TYPE_ALARM_ITEM, NULL);

  self->input = g_strdup (input);
  self->settings = *settings;
  self->keep_s = keep_s;
  return self;
}

const char *
sol_alarm_item_get_input (SolAlarmItem *self)
{
  return self->input;
}

const SolAlarmSettings *
sol_alarm_item_get_settings (SolAlarmItem *self)
{
  return &self->settings;
}

double
sol_alarm_item_get_keep (SolAlarmItem *self)
{
  return self->keep_s;
}

gboolean
sol_alarm_item_is_active (SolAlarmItem *self)
{
  return self->is_active;
}

gboolean
sol_alarm_item_is_watching (SolAlarmItem *self)
{
  return self->worker != 0;
}

guint64
sol_alarm_item_get_count (SolAlarmItem *self)
{
  return self->n_events;
}

gint64
sol_alarm_item_get_time (SolAlarmItem *self)
{
  return self->time_ns;
}

char *
sol_alarm_item_describe (SolAlarmItem *self)
{
  const SolAlarmSettings *settings = &self->settings;

  switch (settings->kind)
    {
    case SOL_ALARM_ABOVE:
      return g_strdup_printf (_("%s above %g"), self->input, settings->level);
    case SOL_ALARM_BELOW:
      return g_strdup_printf (_("%s below %g"), self->input, settings->level);
    case SOL_ALARM_OUTSIDE:
      return g_strdup_printf (_("%s outside %g to %g"), self->input, settings->level, settings->upper_level);
    case SOL_ALARM_INSIDE:
      return g_strdup_printf (_("%s within %g to %g"), self->input, settings->level, settings->upper_level);
    case SOL_ALARM_ABSENCE:
    case SOL_ALARM_MASK:
    default:
      return g_strdup_printf (_("%s silent for %g s"), self->input, settings->duration_s);
    }
}
