/* sol-application-recording.c: app.*: recording messages, opening and replaying recordings
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-application-private.h"

#include "sol-engine-recording.h"
#include "sol-record-dialog.h"
#include "sol-recording-file.h"
#include "sol-replay-dialog.h"

static SolRecorder *
get_recorder (SolApplication *self)
{
  return sol_engine_get_recorder (sol_application_get_engine (self));
}

static void
record_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolApplication *self = user_data;
  SolWindow *window = sol_application_ensure_window (self);
  g_auto (GStrv) filters = sol_window_dup_filters (window);

  gtk_window_present (GTK_WINDOW (sol_record_dialog_new (GTK_WINDOW (window), sol_application_get_engine (self),
                                                         (const char * const *) filters)));
}

static void
stop_recording_activated (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  sol_recorder_stop_async (get_recorder (user_data), NULL, NULL, NULL);
}

static void
toggle_recording_activated (GSimpleAction *action,
                            GVariant      *parameter,
                            gpointer       user_data)
{
  gboolean is_active = sol_recorder_is_active (get_recorder (user_data));

  g_action_group_activate_action (G_ACTION_GROUP (user_data), is_active ? "stop-recording" : "record", NULL);
}

static void
chosen_cb (GtkNativeDialog *chooser,
           int              response,
           gpointer         user_data)
{
  SolApplication *self = user_data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    sol_application_open_recording (self, file);
  g_object_unref (chooser);
}

static void
open_recording_activated (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  SolApplication *self = user_data;
  const char *folder = sol_engine_get_recordings_folder (sol_application_get_engine (self));
  GtkNativeDialog *chooser
    = sol_recording_file_choose_one (GTK_WINDOW (sol_application_ensure_window (self)), folder);

  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (chooser);
}

static void
open_file_activated (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  sol_application_open_recording (user_data, file);
}

/* The recording that is shown is the one that is meant */
static void
replay_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolApplication *self = user_data;
  SolWindow *window = sol_application_ensure_window (self);

  gtk_window_present (GTK_WINDOW (sol_replay_dialog_new (GTK_WINDOW (window), sol_application_get_engine (self),
                                                         sol_window_get_recording (window))));
}

static const GActionEntry entries[] = {
  { "record", record_activated },
  { "stop-recording", stop_recording_activated },
  { "toggle-recording", toggle_recording_activated },
  { "open-recording", open_recording_activated },
  { "open-file", open_file_activated, "s" },
  { "replay", replay_activated },
};

static void
set_enabled (SolApplication *self,
             const char     *name,
             gboolean        enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

static void
update (SolApplication *self)
{
  int state;

  g_object_get (get_recorder (self), "state", &state, NULL);
  set_enabled (self, "record", state >= SOL_RECORDING_FINISHED);
  set_enabled (self, "stop-recording", state < SOL_RECORDING_FINISHED);
}

void
sol_application_add_recording_actions (SolApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (get_recorder (self), "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
