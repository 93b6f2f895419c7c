/* sol-application-open.c: a recording that a file manager hands over
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-application-private.h"

#include <glib/gi18n.h>

#include "sol-engine-recording.h"

static void
problem_cb (SolWindow   *window,
            GParamSpec  *pspec,
            SolReplayer *replayer)
{
  if (sol_replayer_get_problem (replayer) != NULL)
    sol_window_toast (window, sol_replayer_get_problem (replayer));
}

/* From the first message on: nothing is played before it is subscribed to */
static void
play_all (SolEngine *engine)
{
  sol_source_subscribe_async (sol_engine_get_source (engine), "#", 0, NULL, NULL, NULL);
  sol_replayer_play (sol_engine_get_replayer (engine));
}

static void
open_path (SolApplication *self,
           SolWindow      *window,
           const char     *path)
{
  SolEngine *engine = sol_application_get_engine (self);
  g_autoptr (GError) error = NULL;
  SolReplaySettings settings;

  sol_replay_settings_init (&settings);
  settings.is_paused = TRUE;
  if (!sol_engine_view_recording (engine, path, &settings, &error))
    {
      sol_window_toast (window, error->message);
      return;
    }
  g_signal_connect_object (sol_engine_get_replayer (engine), "notify::problem", G_CALLBACK (problem_cb), window,
                           G_CONNECT_SWAPPED);
  play_all (engine);
  sol_window_show_view (window, "messages");
}

void
sol_application_open_recording (SolApplication *self,
                                GFile          *file)
{
  SolWindow *window = sol_application_ensure_window (self);
  g_autofree char *path = g_file_get_path (file);

  gtk_window_present (GTK_WINDOW (window));
  if (path != NULL)
    open_path (self, window, path);
  else
    sol_window_toast (window, _("Only recordings on this computer can be opened."));
}
