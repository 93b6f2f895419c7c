/* sol-engine-analysis.c: what is calculated and watched, kept in the data folder
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-engine-private.h"
#include "sol-json.h"

#define FILE_NAME "channels.json"

typedef struct
{
  char *path;
  char *text;
  gsize length;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_free (save->path);
  g_free (save->text);
  g_free (save);
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Save *save = data;
  GError *error = NULL;

  if (g_file_set_contents_full (save->path, save->text, (gssize) save->length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
save (SolEngine *self);

/* One after the other, so that the newest is what stays */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (SolEngine) self = SOL_ENGINE (user_data);
  g_autoptr (GError) error = NULL;

  self->is_saving_watch = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_warning (_("What the scope calculates and watches cannot be saved: %s"), error->message);
  if (self->wants_save_watch && self->math != NULL)
    save (self);
}

static void
save (SolEngine *self)
{
  g_autoptr (GTask) task = NULL;
  JsonObject *object = json_object_new ();
  Save *job = g_new0 (Save, 1);

  self->is_saving_watch = TRUE;
  self->wants_save_watch = FALSE;
  json_object_set_array_member (object, "math", sol_analysis_list_to_json (SOL_ANALYSIS_LIST (self->math)));
  json_object_set_array_member (object, "alarms", sol_analysis_list_to_json (SOL_ANALYSIS_LIST (self->alarms)));
  job->path = g_strdup (self->watch_path);
  job->text = sol_json_print_object (object, TRUE, &job->length);
  task = g_task_new (NULL, NULL, saved_cb, g_object_ref (self));
  g_task_set_source_tag (task, save);
  g_task_set_task_data (task, job, save_free);
  g_task_run_in_thread (task, save_thread);
}

static void
changed_cb (SolEngine *self)
{
  if (self->watch_path == NULL)
    return;
  if (self->is_saving_watch)
    self->wants_save_watch = TRUE;
  else
    save (self);
}

static JsonArray *
get_array (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
is_absent (const GError *error)
{
  return g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
         || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
}

/* A file that cannot be read costs what it held, and not the start */
static void
load (SolEngine *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (self->watch_path, &text, &length, &error))
    {
      if (!is_absent (error))
        g_warning (_("What the scope calculates and watches cannot be read: %s"), error->message);
      return;
    }
  object = sol_json_parse_object (text, length, &error);
  if (object == NULL)
    {
      g_warning (_("What the scope calculates and watches cannot be read: %s"), error->message);
      return;
    }
  if (get_array (object, "math") != NULL)
    sol_analysis_list_load (SOL_ANALYSIS_LIST (self->math), get_array (object, "math"));
  if (get_array (object, "alarms") != NULL)
    sol_analysis_list_load (SOL_ANALYSIS_LIST (self->alarms), get_array (object, "alarms"));
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
      self->watch_path = g_build_filename (data_dir, FILE_NAME, NULL);
      load (self);
    }
  g_signal_connect_object (self->math, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->alarms, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->alarms, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
}

void
sol_engine_stop_analysis (SolEngine *self)
{
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
