/* sol-alarm-words.c: what an alarm says of itself
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-item-private.h"

#include <glib/gi18n.h>

char *
sol_alarm_item_describe (SolAnalysisItem *item)
{
  SolAlarmItem *self = SOL_ALARM_ITEM (item);
  const SolAlarmSettings *settings = &self->settings;
  const char *input = sol_alarm_item_get_input (self);

  switch (settings->kind)
    {
    case SOL_ALARM_ABOVE:
      return g_strdup_printf (_("%s above %g"), input, settings->level);
    case SOL_ALARM_BELOW:
      return g_strdup_printf (_("%s below %g"), input, settings->level);
    case SOL_ALARM_OUTSIDE:
      return g_strdup_printf (_("%s outside %g to %g"), input, settings->level, settings->upper_level);
    case SOL_ALARM_INSIDE:
      return g_strdup_printf (_("%s within %g to %g"), input, settings->level, settings->upper_level);
    case SOL_ALARM_MASK:
      return g_strdup_printf (_("%s outside its mask"), input);
    case SOL_ALARM_ABSENCE:
    default:
      return g_strdup_printf (_("%s silent for %g s"), input, settings->duration_s);
    }
}

/* `812 passed, 3 failed` */
static char *
describe_pictures (SolAlarmItem *self)
{
  g_autofree char *passed = g_strdup_printf ("%" G_GUINT64_FORMAT, self->n_passed);
  g_autofree char *failed = g_strdup_printf ("%" G_GUINT64_FORMAT, self->n_failed);
  g_autofree char *missed = g_strdup_printf ("%" G_GUINT64_FORMAT, self->n_missed);

  if (self->n_missed > 0)
    return g_strdup_printf (_("%s passed, %s failed, %s not tested"), passed, failed, missed);
  return g_strdup_printf (_("%s passed, %s failed"), passed, failed);
}

/* `Since 12:14:03; 5 in all` */
static char *
describe_events (SolAlarmItem *self)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (self->time_ns / 1000000000);
  g_autofree char *clock = time != NULL ? g_date_time_format (time, "%X") : g_strdup ("");
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, self->n_events);

  if (self->is_active)
    return g_strdup_printf (_("Since %s; %s in all"), clock, count);
  if (self->n_events > 0)
    return g_strdup_printf (_("Over since %s; %s in all"), clock, count);
  return g_strdup (_("Not yet"));
}

char *
sol_alarm_item_describe_state (SolAnalysisItem *item,
                               SolAnalysisMood *mood)
{
  SolAlarmItem *self = SOL_ALARM_ITEM (item);
  g_autofree char *events = describe_events (self), *pictures = NULL;

  if (self->is_active)
    *mood = SOL_ANALYSIS_ALERT;
  if (self->mask == NULL)
    return g_steal_pointer (&events);
  pictures = describe_pictures (self);
  return g_strdup_printf ("%s\n%s", pictures, events);
}

char *
sol_alarm_item_describe_missing (SolAnalysisItem *item,
                                 guint            i)
{
  if (i == 0)
    return g_strdup (_("The channel is not on the scope: add it again"));
  return g_strdup_printf (_("%s, which triggers, is not on the scope: add it again"),
                          sol_analysis_item_get_inputs (item)[i]);
}
