/* sol-alarm-item.c: what one channel is watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-item-private.h"

#include "sol-alarm-worker-private.h"

#define MAX_NEWS 10000              /* that wait for the main thread */
#define TELL_EVERY_US G_USEC_PER_SEC

G_DEFINE_FINAL_TYPE (SolAlarmItem, sol_alarm_item, SOL_TYPE_ANALYSIS_ITEM)

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
take_event (SolAlarmItem        *self,
            const SolAlarmEvent *event)
{
  self->is_active = event->has_begun;
  self->time_ns = event->t_ns;
  self->n_events += event->has_begun;
  if (is_to_be_told (self))
    g_signal_emit_by_name (self, "told");
}

static void
news_cb (gpointer data,
         gpointer user_data)
{
  g_autoptr (SolAlarmItem) self = g_object_ref (user_data);
  g_autofree SolAlarmNews *news = data;

  self->n_passed = news->n_passed;
  self->n_failed = news->n_failed;
  self->n_missed = news->n_missed;
  self->zero_ns = news->zero_ns;
  if (news->has_event)
    take_event (self, &news->event);
  g_signal_emit_by_name (self, "changed");
}

static gboolean
sol_alarm_item_start (SolAnalysisItem    *item,
                      SolChannel *const  *channels,
                      SolAnalysisJob     *job,
                      GError            **error)
{
  SolAlarmItem *self = SOL_ALARM_ITEM (item);
  gboolean has_source = sol_analysis_item_get_inputs (item)[1] != NULL;

  self->news = sol_mailbox_new (NULL, MAX_NEWS, 0, news_cb, self, g_free);
  if (self->mask == NULL)
    sol_alarm_worker_init_job (job, &self->settings, channels[0], self->news);
  else
    sol_mask_worker_init_job (job, self->mask, channels[0], channels[has_source], self->news);
  return TRUE;
}

static void
sol_alarm_item_stopped (SolAnalysisItem *item)
{
  SolAlarmItem *self = SOL_ALARM_ITEM (item);

  self->is_active = self->is_told = FALSE;
  self->n_passed = self->n_failed = self->n_missed = 0;
  self->zero_ns = 0;
  if (self->news != NULL)
    sol_mailbox_close (self->news);
  g_clear_pointer (&self->news, sol_mailbox_unref);
}

/* Object */

static void
sol_alarm_item_finalize (GObject *object)
{
  g_clear_pointer (&SOL_ALARM_ITEM (object)->mask, sol_mask_rule_unref);
  G_OBJECT_CLASS (sol_alarm_item_parent_class)->finalize (object);
}

static void
sol_alarm_item_class_init (SolAlarmItemClass *klass)
{
  SolAnalysisItemClass *item_class = SOL_ANALYSIS_ITEM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sol_alarm_item_finalize;
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

SolAlarmItem *
sol_alarm_item_new_mask (const char  *input,
                         const char  *source,
                         SolMaskRule *rule,
                         double       keep_s)
{
  SolAlarmItem *self = g_object_new (SOL_TYPE_ALARM_ITEM, NULL);
  gboolean has_source = !rule->is_per_message && !g_str_equal (source, input);

  sol_analysis_item_set_inputs (SOL_ANALYSIS_ITEM (self),
                                (const char *const[]) { input, has_source ? source : NULL, NULL });
  self->settings.kind = SOL_ALARM_MASK;
  self->mask = sol_mask_rule_ref (rule);
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

SolMaskRule *
sol_alarm_item_get_mask (SolAlarmItem *self)
{
  return self->mask;
}

void
sol_alarm_item_get_pictures (SolAlarmItem *self,
                             guint64      *n_passed,
                             guint64      *n_failed,
                             guint64      *n_missed)
{
  *n_passed = self->n_passed;
  *n_failed = self->n_failed;
  *n_missed = self->n_missed;
}

gint64
sol_alarm_item_get_zero (SolAlarmItem *self)
{
  return self->zero_ns;
}
