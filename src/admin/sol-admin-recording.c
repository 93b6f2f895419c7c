/* sol-admin-recording.c: /api/v1/recording: messages of this broker into files of one folder
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-recording-private.h"

#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "sol-admin-handlers-private.h"
#include "sol-admin-reply-private.h"

#define MAX_NAME 200
#define MAX_FILTERS 1000
#define MAX_LISTED 10000u

static const char *
state_name (SolRecordingState state)
{
  switch (state)
    {
    case SOL_RECORDING_OPENING:
      return "opening";
    case SOL_RECORDING_RUNNING:
      return "recording";
    case SOL_RECORDING_STALLED:
      return "stalled";
    case SOL_RECORDING_FAILED:
      return "failed";
    case SOL_RECORDING_FINISHED:
    default:
      return "idle";
    }
}

static void
set_name (JsonObject *object,
          const char *path)
{
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;

  if (name != NULL)
    json_object_set_string_member (object, "name", name);
}

void
sol_admin_get_recording (SolAdminRequest *request)
{
  SolRecorder *recorder = sol_engine_get_recorder (sol_admin_request_get_engine (request));
  JsonObject *object = json_object_new ();
  SolRecordingStatus status;

  sol_recorder_get_status (recorder, &status);
  json_object_set_string_member (object, "state", state_name (status.state));
  set_name (object, sol_recorder_get_path (recorder));
  json_object_set_int_member (object, "messages", (gint64) status.n_messages);
  json_object_set_int_member (object, "dropped", (gint64) status.n_dropped);
  json_object_set_int_member (object, "topics", status.n_topics);
  json_object_set_int_member (object, "bytes", (gint64) status.file_bytes);
  json_object_set_int_member (object, "queued_bytes", (gint64) status.queued_bytes);
  json_object_set_double_member (object, "seconds", (double) status.length_ns / 1e9);
  if (sol_recorder_get_problem (recorder) != NULL)
    json_object_set_string_member (object, "problem", sol_recorder_get_problem (recorder));
  sol_admin_reply_object (request, object);
}

/* Nothing that leads out of the folder, and nothing hidden */
static gboolean
is_name (const char *name)
{
  if (*name == '\0' || *name == '.' || strlen (name) > MAX_NAME || strpbrk (name, "/\\") != NULL
      || !g_str_has_suffix (name, SOL_RECORDING_SUFFIX) || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (; *name != '\0'; name++)
    if (g_ascii_iscntrl (*name))
      return FALSE;
  return TRUE;
}

static char *
make_name (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d %H-%M-%S" SOL_RECORDING_SUFFIX);
}

char *
sol_admin_read_recording (SolAdminRequest *request,
                          gboolean         is_required)
{
  const char *folder = sol_engine_get_recordings_folder (sol_admin_request_get_engine (request));
  g_autofree char *made = is_required ? NULL : make_name ();
  const char *name = made;

  if (!sol_admin_request_read_string (request, "name", is_required, &name))
    return NULL;
  if (folder == NULL)
    sol_admin_reply_problem (request, SOUP_STATUS_CONFLICT, NULL,
                             _ ("This broker keeps nothing in files, and so no recordings"));
  else if (!is_name (name))
    sol_admin_reply_problem (request, SOUP_STATUS_UNPROCESSABLE_ENTITY, "/name",
                             _ ("name must be that of a file, ending in .soliton, without folders"));
  else
    return g_build_filename (folder, name, NULL);
  return NULL;
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;

  if (sol_engine_start_recording_finish (SOL_ENGINE (source), result, &error))
    sol_admin_reply_success (user_data, _ ("Recording started"));
  else
    sol_admin_reply_error (user_data, error->domain == SOL_ENGINE_ERROR ? "/filters" : "/name", error);
}

/* Returns: (transfer full) (nullable): without it a problem was answered */
static char **
read_filters (SolAdminRequest *request)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func (g_free);
  JsonNode *node = request->body != NULL ? json_object_get_member (request->body, "filters") : NULL;
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;
  gboolean is_good = node == NULL || (n > 0 && n <= MAX_FILTERS);

  if (node == NULL)
    g_ptr_array_add (filters, g_strdup ("#"));
  for (guint i = 0; i < n && is_good; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      is_good = JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING;
      if (is_good)
        g_ptr_array_add (filters, g_strdup (json_node_get_string (element)));
    }
  if (!is_good)
    {
      sol_admin_reply_problem (request, SOUP_STATUS_UNPROCESSABLE_ENTITY, "/filters",
                               _ ("filters must be 1 to 1000 topic filters"));
      return NULL;
    }
  g_ptr_array_add (filters, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&filters), FALSE);
}

static void
start (SolAdminRequest *request,
       const char      *path,
       char           **filters,
       gint64           seconds,
       gint64           bytes)
{
  sol_engine_start_recording_async (sol_admin_request_get_engine (request), SOL_ENGINE_THIS_BROKER,
                                    &(SolRecordingSettings) {
                                      .path = path,
                                      .makes_folder = TRUE,
                                      .filters = (const char * const *) filters,
                                      .limit_us = seconds * G_USEC_PER_SEC,
                                      .limit_bytes = (guint64) bytes,
                                    },
                                    NULL, started_cb, request);
}

void
sol_admin_start_recording (SolAdminRequest *request)
{
  gint64 seconds = 0, bytes = 0;
  g_autofree char *path = NULL;
  g_auto (GStrv) filters = NULL;

  if (!sol_admin_request_read_int (request, "seconds", 0, G_MAXINT, &seconds)
      || !sol_admin_request_read_int (request, "bytes", 0, G_MAXINT64, &bytes))
    return;
  path = sol_admin_read_recording (request, FALSE);
  if (path == NULL)
    return;
  filters = read_filters (request);
  if (filters != NULL)
    start (request, path, filters, seconds, bytes);
}

static void
stopped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  sol_recorder_stop_finish (SOL_RECORDER (source), result, NULL);
  sol_admin_reply_success (user_data, _ ("Recording stopped"));
}

void
sol_admin_stop_recording (SolAdminRequest *request)
{
  sol_recorder_stop_async (sol_engine_get_recorder (sol_admin_request_get_engine (request)), NULL, stopped_cb, request);
}

static JsonObject *
describe_file (const char *folder,
               const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf status;
  JsonObject *object;

  if (g_stat (path, &status) != 0)
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "name", name);
  json_object_set_int_member (object, "bytes", status.st_size);
  json_object_set_double_member (object, "changed", (double) status.st_mtime);
  return object;
}

/* Off the main thread */
static JsonNode *
build_list (gpointer folder)
{
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  JsonArray *array = json_array_new ();
  JsonNode *root = json_node_new (JSON_NODE_ARRAY);
  const char *name;

  while (dir != NULL && json_array_get_length (array) < MAX_LISTED && (name = g_dir_read_name (dir)) != NULL)
    {
      JsonObject *object = is_name (name) ? describe_file (folder, name) : NULL;

      if (object != NULL)
        json_array_add_object_element (array, object);
    }
  json_node_take_array (root, array);
  return root;
}

void
sol_admin_list_recordings (SolAdminRequest *request)
{
  const char *folder = sol_engine_get_recordings_folder (sol_admin_request_get_engine (request));

  sol_admin_reply_built (request, build_list, g_strdup (folder), g_free);
}
