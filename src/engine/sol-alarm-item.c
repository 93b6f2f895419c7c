/* sol-alarm-item.c: what one channel is watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-item.h"

#include <glib/gi18n.h>

#include "sol-alarm-worker-private.h"
#include "sol-json.h"

#define MAX_NEWS 10000              /* that wait for the main thread */
#define TELL_EVERY_US G_USEC_PER_SEC

struct _SolAlarmItem
{
  SolAnalysisItem parent_instance;

  /* Owned */
  SolMailbox       *news;       /* nullable: while it is watched */

  SolAlarmSettings  settings;
  double            keep_s;
  gboolean          is_active;
  guint64           n_events;
  gint64            time_ns;
  gint64            told_us;    /* monotonic time of the last beginning that was told of */
  gboolean          is_told;    /* its end will be told of as well */
};

G_DEFINE_FINAL_TYPE (SolAlarmItem, sol_alarm_item, SOL_TYPE_ANALYSIS_ITEM)

static const char *const kinds[] = {
  [SOL_ALARM_ABOVE] = "above",   [SOL_ALARM_BELOW] = "below",     [SOL_ALARM_OUTSIDE] = "outside",
  [SOL_ALARM_INSIDE] = "inside", [SOL_ALARM_ABSENCE] = "absence",
};

/* Words */

static char *
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
    case SOL_ALARM_ABSENCE:
    case SOL_ALARM_MASK:
    default:
      return g_strdup_printf (_("%s silent for %g s"), input, settings->duration_s);
    }
}

/* `Since 12:14:03; 5 in all` */
static char *
sol_alarm_item_describe_state (SolAnalysisItem *item,
                               SolAnalysisMood *mood)
{
  SolAlarmItem *self = SOL_ALARM_ITEM (item);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (self->time_ns / 1000000000);
  g_autofree char *clock = time != NULL ? g_date_time_format (time, "%X") : g_strdup ("");
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, self->n_events);

  if (self->is_active)
    *mood = SOL_ANALYSIS_ALERT;
  if (self->is_active)
    return g_strdup_printf (_("Since %s; %s in all"), clock, count);
  if (self->n_events > 0)
    return g_strdup_printf (_("Over since %s; %s in all"), clock, count);
  return g_strdup (_("Not yet"));
}

static char *
sol_alarm_item_describe_missing (SolAnalysisItem *item,
                                 guint            i)
{
  return g_strdup (_("The channel is not on the scope: add it again"));
}

/* Work */

static gboolean
is_to_be_told (SolAlarmItem *self)
{
  gint64 now_us = g_get_monotonic_time ();

  if (!self->is_active)
    {
      gboolean was_told = self->is_told;

      self->is_told = FALSE;
      return was_told;
    }
  if (self->told_us != 0 && now_us - self->told_us < TELL_EVERY_US)
    return FALSE;
  self->told_us = now_us;
  return self->is_told = TRUE;
}

static void
news_cb (gpointer data,
         gpointer user_data)
{
  g_autoptr (SolAlarmItem) self = g_object_ref (user_data);
  g_autofree SolAlarmEvent *event = data;

  self->is_active = event->has_begun;
  self->time_ns = event->t_ns;
  self->n_events += event->has_begun;
  if (is_to_be_told (self))
    g_signal_emit_by_name (self, "told");
  g_signal_emit_by_name (self, "changed");
}

static gboolean
sol_alarm_item_start (SolAnalysisItem    *item,
                      SolChannel *const  *channels,
                      SolAnalysisJob     *job,
                      GError            **error)
{
  SolAlarmItem *self = SOL_ALARM_ITEM (item);

  self->news = sol_mailbox_new (NULL, MAX_NEWS, 0, news_cb, self, g_free);
  sol_alarm_worker_init_job (job, &self->settings, channels[0], self->news);
  return TRUE;
}

static void
sol_alarm_item_stopped (SolAnalysisItem *item)
{
  SolAlarmItem *self = SOL_ALARM_ITEM (item);

  self->is_active = self->is_told = FALSE;
  if (self->news != NULL)
    sol_mailbox_close (self->news);
  g_clear_pointer (&self->news, sol_mailbox_unref);
}

/* Saved */

static JsonObject *
sol_alarm_item_to_json (SolAnalysisItem *item)
{
  SolAlarmItem *self = SOL_ALARM_ITEM (item);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "channel", sol_alarm_item_get_input (self));
  json_object_set_string_member (object, "kind", kinds[self->settings.kind]);
  json_object_set_double_member (object, "level", self->settings.level);
  json_object_set_double_member (object, "upper_level", self->settings.upper_level);
  json_object_set_double_member (object, "hysteresis", self->settings.hysteresis);
  json_object_set_double_member (object, "duration_s", self->settings.duration_s);
  json_object_set_double_member (object, "keep_s", self->keep_s);
  return object;
}

SolAlarmItem *
sol_alarm_item_new_from_json (JsonObject *object)
{
  const char *input = sol_json_get_string (object, "channel"), *kind = sol_json_get_string (object, "kind");
  SolAlarmSettings settings = { 0 };

  if (input == NULL || kind == NULL)
    return NULL;
  while (settings.kind < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[settings.kind], kind))
    settings.kind++;
  if (settings.kind == G_N_ELEMENTS (kinds))
    return NULL;
  settings.level = sol_json_get_number (object, "level");
  settings.upper_level = sol_json_get_number (object, "upper_level");
  settings.hysteresis = sol_json_get_number (object, "hysteresis");
  settings.duration_s = sol_json_get_number (object, "duration_s");
  return sol_alarm_item_new (input, &settings, sol_json_get_number (object, "keep_s"));
}

/* Object */

static void
sol_alarm_item_class_init (SolAlarmItemClass *klass)
{
  SolAnalysisItemClass *item_class = SOL_ANALYSIS_ITEM_CLASS (klass);

  item_class->describe = sol_alarm_item_describe;
  item_class->describe_state = sol_alarm_item_describe_state;
  item_class->describe_missing = sol_alarm_item_describe_missing;
  item_class->start = sol_alarm_item_start;
  item_class->stopped = sol_alarm_item_stopped;
  item_class->to_json = sol_alarm_item_to_json;
  g_signal_new ("told", SOL_TYPE_ALARM_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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

  sol_analysis_item_set_inputs (SOL_ANALYSIS_ITEM (self), (const char *const[]) { input, NULL });
  self->settings = *settings;
  self->keep_s = keep_s;
  return self;
}

const char *
sol_alarm_item_get_input (SolAlarmItem *self)
{
  return sol_analysis_item_get_inputs (SOL_ANALYSIS_ITEM (self))[0];
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
