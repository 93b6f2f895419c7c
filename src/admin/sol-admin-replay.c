/* sol-admin-replay.c: /api/v1/replay: a recording into this broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-recording-private.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-admin-handlers-private.h"
#include "sol-admin-reply-private.h"

#define NS_PER_S 1e9

static const char *
state_name (SolReplayState state)
{
  switch (state)
    {
    case SOL_REPLAY_OPENING:
      return "opening";
    case SOL_REPLAY_PAUSED:
      return "paused";
    case SOL_REPLAY_PLAYING:
      return "playing";
    case SOL_REPLAY_FAILED:
      return "failed";
    case SOL_REPLAY_ENDED:
    default:
      return "ended";
    }
}

static JsonObject *
describe (SolReplayer *replayer)
{
  g_autofree char *name = g_path_get_basename (sol_replayer_get_path (replayer));
  JsonObject *object = json_object_new ();
  SolReplayStatus status;

  sol_replayer_get_status (replayer, &status);
  json_object_set_string_member (object, "state", state_name (status.state));
  json_object_set_string_member (object, "name", name);
  json_object_set_double_member (object, "position", (double) (status.position_ns - status.info.first_ns) / NS_PER_S);
  json_object_set_double_member (object, "length", (double) (status.info.last_ns - status.info.first_ns) / NS_PER_S);
  json_object_set_double_member (object, "begins", (double) status.info.first_ns / NS_PER_S);
  json_object_set_double_member (object, "speed", status.speed);
  json_object_set_boolean_member (object, "loop", status.is_looping);
  json_object_set_int_member (object, "messages", (gint64) status.info.n_messages);
  json_object_set_int_member (object, "sent", (gint64) status.n_sent);
  json_object_set_int_member (object, "lost", (gint64) status.n_lost);
  json_object_set_int_member (object, "skipped", (gint64) status.n_skipped);
  if (sol_replayer_get_problem (replayer) != NULL)
    json_object_set_string_member (object, "problem", sol_replayer_get_problem (replayer));
  return object;
}

void
sol_admin_get_replay (SolAdminRequest *request)
{
  SolReplayer *replayer = sol_engine_get_replayer (sol_admin_request_get_engine (request));
  JsonObject *object;

  if (replayer != NULL)
    object = describe (replayer);
  else
    {
      object = json_object_new ();
      json_object_set_string_member (object, "state", "idle");
    }
  sol_admin_reply_object (request, object);
}

/* A number that need not be whole; one that is none is answered by 422 */
static gboolean
read_number (SolAdminRequest *request,
             const char      *name,
             double           least,
             double           most,
             double          *value)
{
  JsonNode *node = request->body != NULL ? json_object_get_member (request->body, name) : NULL;
  g_autofree char *pointer = g_strconcat ("/", name, NULL);
  g_autofree char *detail = g_strdup_printf (_ ("%s must be a number from %g to %g"), name, least, most);
  double number;

  if (node == NULL)
    return TRUE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING
      && json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      number = json_node_get_double (node);
      if (number >= least && number <= most)
        {
          *value = number;
          return TRUE;
        }
    }
  sol_admin_reply_problem (request, SOUP_STATUS_UNPROCESSABLE_ENTITY, pointer, detail);
  return FALSE;
}

static gboolean
read_settings (SolAdminRequest   *request,
               SolReplaySettings *settings)
{
  gint64 qos = -1;

  sol_replay_settings_init (settings);
  if (!read_number (request, "speed", SOL_REPLAY_MIN_SPEED, SOL_REPLAY_MAX_SPEED, &settings->speed)
      || !sol_admin_request_read_boolean (request, "loop", &settings->is_looping)
      || !sol_admin_request_read_boolean (request, "paused", &settings->is_paused)
      || !sol_admin_request_read_string (request, "prefix", FALSE, &settings->prefix)
      || !sol_admin_request_read_int (request, "qos", -1, 2, &qos))
    return FALSE;
  settings->qos = (int) qos;
  return TRUE;
}

/* Whether the file can be read is told by the state afterwards */
void
sol_admin_start_replay (SolAdminRequest *request)
{
  g_autofree char *path = NULL;
  SolReplaySettings settings;
  GError *error = NULL;

  if (!read_settings (request, &settings))
    return;
  path = sol_admin_read_recording (request, TRUE);
  if (path == NULL)
    return;
  if (sol_engine_start_replay (sol_admin_request_get_engine (request), SOL_ENGINE_THIS_BROKER, path, &settings,
                               &error))
    sol_admin_reply_success (request, _ ("Replay started"));
  else
    sol_admin_reply_error (request, "/prefix", error);
}

void
sol_admin_stop_replay (SolAdminRequest *request)
{
  sol_engine_stop_replay (sol_admin_request_get_engine (request));
  sol_admin_reply_success (request, _ ("Replay stopped"));
}

static void
change (SolReplayer *replayer,
        double       speed,
        double       position_s,
        gboolean     is_looping,
        gboolean     is_paused)
{
  SolReplayStatus status;

  sol_replayer_get_status (replayer, &status);
  sol_replayer_set_speed (replayer, speed);
  sol_replayer_set_looping (replayer, is_looping);
  if (!isnan (position_s))
    sol_replayer_seek (replayer, status.info.first_ns + (gint64) llround (position_s * NS_PER_S));
  if (is_paused)
    sol_replayer_pause (replayer);
  else if (status.state == SOL_REPLAY_PAUSED || !isnan (position_s))
    sol_replayer_play (replayer);
}

/* What is not named stays as it is */
void
sol_admin_change_replay (SolAdminRequest *request)
{
  SolReplayer *replayer = sol_engine_get_replayer (sol_admin_request_get_engine (request));
  SolReplayStatus status = { 0 };
  double position_s = NAN;
  gboolean is_paused;

  if (replayer != NULL)
    sol_replayer_get_status (replayer, &status);
  is_paused = status.state == SOL_REPLAY_PAUSED;
  if (!read_number (request, "speed", SOL_REPLAY_MIN_SPEED, SOL_REPLAY_MAX_SPEED, &status.speed)
      || !read_number (request, "position", 0.0, 1e9, &position_s)
      || !sol_admin_request_read_boolean (request, "loop", &status.is_looping)
      || !sol_admin_request_read_boolean (request, "paused", &is_paused))
    return;
  if (replayer == NULL)
    {
      sol_admin_reply_problem (request, SOUP_STATUS_CONFLICT, NULL, _ ("Nothing is replayed. Start a replay first."));
      return;
    }
  change (replayer, status.speed, position_s, status.is_looping, is_paused);
  sol_admin_reply_object (request, describe (replayer));
}
