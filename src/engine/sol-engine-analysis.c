/* sol-engine-analysis.c: what is calculated and watched, kept in the data folder
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-engine-private.h"
#include "sol-file.h"
#include "sol-json.h"

#define FILE_NAME "channels.json"

static JsonObject *
to_json_cb (gpointer user_data)
{
  SolEngine *self = user_data;
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "math", sol_analysis_list_to_json (SOL_ANALYSIS_LIST (self->math)));
  json_object_set_array_member (object, "alarms", sol_analysis_list_to_json (SOL_ANALYSIS_LIST (self->alarms)));
  return object;
}

static void
changed_cb (SolEngine *self)
{
  if (self->analysis_saver != NULL)
    sol_saver_touch (self->analysis_saver);
}

static gboolean
is_absent (const GError *error)
{
  return g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
         || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
}

/* A damaged file costs what it held, and not the start */
static void
load (SolEngine  *self,
      const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *text = NULL;
  JsonArray *array;
  gsize length;

  if (sol_file_read (path, SOL_FILE_MAX_SETTINGS, &text, &length, &error))
    object = sol_json_parse_object (text, length, &error);
  if (object == NULL)
    {
      if (!is_absent (error))
        sol_engine_put_aside (self, path, _("What the scope calculates and watches cannot be understood"), error);
      return;
    }
  if ((array = sol_json_get_array (object, "math")) != NULL)
    sol_analysis_list_load (SOL_ANALYSIS_LIST (self->math), array);
  if ((array = sol_json_get_array (object, "alarms")) != NULL)
    sol_analysis_list_load (SOL_ANALYSIS_LIST (self->alarms), array);
}

static void
told_cb (SolEngine    *self,
         SolAlarmItem *item,
         const char   *text)
{
  SolBrokerEvent *event = g_new0 (SolBrokerEvent, 1);

  g_atomic_ref_count_init (&event->ref_count);
  event->type = SOL_BROKER_EVENT_WARNING;
  event->time_us = g_get_real_time ();
  event->reason = g_strdup (text);
  sol_event_log_add (self->log, event);
  sol_broker_event_unref (event);
}

void
sol_engine_start_analysis (SolEngine  *self,
                           const char *data_dir)
{
  self->analysis = sol_analysis_new ();
  self->math = sol_math_list_new (self->analysis, self->ingest);
  self->alarms = sol_alarm_list_new (self->analysis, self->ingest);
  if (data_dir != NULL)
    {
      g_autofree char *path = g_build_filename (data_dir, FILE_NAME, NULL);

      load (self, path);
      self->analysis_saver = sol_saver_new (path, _("What the scope calculates and watches cannot be saved"),
                                            to_json_cb, self);
    }
  g_signal_connect_object (self->math, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->alarms, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->alarms, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
}

void
sol_engine_stop_analysis (SolEngine *self)
{
  g_clear_pointer (&self->analysis_saver, sol_saver_free);
  if (self->math != NULL)
    {
      sol_alarm_list_close (self->alarms);
      sol_analysis_list_close (SOL_ANALYSIS_LIST (self->math));
    }
  g_clear_object (&self->alarms);
  g_clear_object (&self->math);
  g_clear_pointer (&self->analysis, sol_analysis_free);
}

SolAlarmList *
sol_engine_get_alarms (SolEngine *self)
{
  return self->alarms;
}

SolMathList *
sol_engine_get_math (SolEngine *self)
{
  return self->math;
}

SolLayoutStore *
sol_engine_get_layouts (SolEngine *self)
{
  g_return_val_if_fail (SOL_IS_ENGINE (self), NULL);

  if (self->layouts == NULL)
    self->layouts = sol_layout_store_new (self->scope_folder);
  return self->layouts;
}
