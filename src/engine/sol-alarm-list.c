/* sol-alarm-list.c: what channels are watched for, and what was seen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-list.h"

#include <glib/gi18n.h>

#include "sol-alarm-item-private.h"
#include "sol-signal-error.h"

struct _SolAlarmList
{
  SolAnalysisList parent_instance;

  /* Owned */
  SolAlarmCaptures *captures;
};

G_DEFINE_FINAL_TYPE (SolAlarmList, sol_alarm_list, SOL_TYPE_ANALYSIS_LIST)

static gboolean
sol_alarm_list_check (SolAnalysisList  *list,
                      guint             position,
                      SolAnalysisItem  *item,
                      GError          **error)
{
  const SolAlarmSettings *settings = sol_alarm_item_get_settings (SOL_ALARM_ITEM (item));
  double keep_s = sol_alarm_item_get_keep (SOL_ALARM_ITEM (item));

  if (!sol_alarm_check (settings, error))
    return FALSE;
  if (!(keep_s >= 0.0 && keep_s <= SOL_ALARM_MAX_KEEP_S))
    g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS, _("%g s cannot be kept: 0 to %g s can"), keep_s,
                 SOL_ALARM_MAX_KEEP_S);
  else if (settings->kind == SOL_ALARM_MASK && sol_alarm_item_get_mask (SOL_ALARM_ITEM (item)) == NULL)
    g_set_error_literal (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS,
                         _("There is no mask yet: take it from the screen, or read a file"));
  else
    return TRUE;
  return FALSE;
}

static void
sol_alarm_list_fail_full (SolAnalysisList  *list,
                          GError          **error)
{
  g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS, _("There are %u alarms already: remove one"),
               SOL_ALARM_LIST_MAX);
}

/* News */

static void
keep_surroundings (SolAlarmList *self,
                   SolAlarmItem *item)
{
  g_autofree char *title = sol_analysis_item_describe (SOL_ANALYSIS_ITEM (item));
  double keep_s = sol_alarm_item_get_keep (item);

  if (keep_s > 0.0)
    sol_alarm_captures_keep (self->captures, title, sol_analysis_item_get_bound (SOL_ANALYSIS_ITEM (item), 0),
                             sol_alarm_item_get_time (item), (gint64) (keep_s * 1e9));
}

static void
told_cb (SolAlarmList *self,
         SolAlarmItem *item)
{
  g_autofree char *what = sol_analysis_item_describe (SOL_ANALYSIS_ITEM (item));
  gboolean is_active = sol_alarm_item_is_active (item);
  g_autofree char *text = g_strdup_printf (is_active ? _("Alarm: %s") : _("Alarm over: %s"), what);

  g_signal_emit_by_name (self, "told", item, text);
  if (is_active)
    keep_surroundings (self, item);
}

static void
noted_cb (SolAlarmList *self)
{
  g_signal_emit_by_name (self, "noted");
}

gboolean
sol_alarm_list_put (SolAlarmList  *self,
                    guint          position,
                    SolAlarmItem  *item,
                    GError       **error)
{
  g_return_val_if_fail (SOL_IS_ALARM_LIST (self), FALSE);

  g_signal_connect_object (item, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "changed", G_CALLBACK (noted_cb), self, G_CONNECT_SWAPPED);
  return sol_analysis_list_put (SOL_ANALYSIS_LIST (self), position, SOL_ANALYSIS_ITEM (item), error);
}

static void
sol_alarm_list_load_one (SolAnalysisList *list,
                         JsonObject      *object)
{
  g_autoptr (SolAlarmItem) item = sol_alarm_item_new_from_json (object);

  if (item != NULL)
    sol_alarm_list_put (SOL_ALARM_LIST (list), sol_analysis_list_get_count (list), item, NULL);
}

/* Object */

static void
sol_alarm_list_dispose (GObject *object)
{
  g_clear_object (&SOL_ALARM_LIST (object)->captures);
  G_OBJECT_CLASS (sol_alarm_list_parent_class)->dispose (object);
}

static void
sol_alarm_list_class_init (SolAlarmListClass *klass)
{
  SolAnalysisListClass *list_class = SOL_ANALYSIS_LIST_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_alarm_list_dispose;
  list_class->max = SOL_ALARM_LIST_MAX;
  list_class->check = sol_alarm_list_check;
  list_class->fail_full = sol_alarm_list_fail_full;
  list_class->load_one = sol_alarm_list_load_one;
  g_signal_new ("noted", SOL_TYPE_ALARM_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("told", SOL_TYPE_ALARM_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                SOL_TYPE_ALARM_ITEM, G_TYPE_STRING);
}

static void
sol_alarm_list_init (SolAlarmList *self)
{
  self->captures = sol_alarm_captures_new ();
}

SolAlarmList *
sol_alarm_list_new (SolAnalysis *analysis,
                    SolIngest   *ingest)
{
  SolAlarmList *self = g_object_new (SOL_TYPE_ALARM_LIST, NULL);

  sol_analysis_list_set_up (SOL_ANALYSIS_LIST (self), analysis, ingest);
  return self;
}

void
sol_alarm_list_close (SolAlarmList *self)
{
  sol_analysis_list_close (SOL_ANALYSIS_LIST (self));
  sol_alarm_captures_close (self->captures);
}

gboolean
sol_alarm_list_set (SolAlarmList            *self,
                    guint                    position,
                    const char              *input,
                    const SolAlarmSettings  *settings,
                    double                   keep_s,
                    GError                 **error)
{
  g_autoptr (SolAlarmItem) item = sol_alarm_item_new (input, settings, keep_s);

  g_return_val_if_fail (SOL_IS_ALARM_LIST (self), FALSE);

  return sol_alarm_list_put (self, position, item, error);
}

/* Returns: (transfer full) (nullable): an alarm that the list does not have */
static SolAlarmItem *
make_missing (SolAlarmList *self,
              JsonNode     *node)
{
  g_autoptr (JsonArray) present = sol_analysis_list_to_json (SOL_ANALYSIS_LIST (self));
  g_autoptr (SolAlarmItem) item = NULL;
  g_autoptr (JsonNode) wanted = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    item = sol_alarm_item_new_from_json (json_node_get_object (node));
  if (item == NULL)
    return NULL;
  wanted = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (wanted, sol_alarm_item_to_json (SOL_ANALYSIS_ITEM (item)));
  for (guint i = 0; i < json_array_get_length (present); i++)
    if (json_node_equal (json_array_get_element (present, i), wanted))
      return NULL;
  return g_steal_pointer (&item);
}

guint
sol_alarm_list_add_missing (SolAlarmList *self,
                            JsonArray    *array)
{
  SolAnalysisList *list = SOL_ANALYSIS_LIST (self);
  guint n_added = 0;

  g_return_val_if_fail (SOL_IS_ALARM_LIST (self), 0);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (SolAlarmItem) item = make_missing (self, json_array_get_element (array, i));

      if (item != NULL && sol_alarm_list_put (self, sol_analysis_list_get_count (list), item, NULL))
        n_added++;
    }
  return n_added;
}

guint
sol_alarm_list_get_n_active (SolAlarmList *self)
{
  SolAnalysisList *list = SOL_ANALYSIS_LIST (self);
  guint n = 0;

  for (guint i = 0; i < sol_analysis_list_get_count (list); i++)
    n += sol_alarm_item_is_active (SOL_ALARM_ITEM (sol_analysis_list_get (list, i)));
  return n;
}

SolAlarmCaptures *
sol_alarm_list_get_captures (SolAlarmList *self)
{
  return self->captures;
}
