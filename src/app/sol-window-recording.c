/* sol-window-recording.c: what is recorded, opened and replayed, in strips over the page
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-window-private.h"

#include <glib/gi18n.h>

static void
ended_cb (SolWindow  *self,
          const char *text)
{
  const char *path = sol_recorder_get_path (sol_engine_get_recorder (self->engine));
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  if (path != NULL)
    {
      adw_toast_set_button_label (toast, _("_Open"));
      adw_toast_set_action_target (toast, "s", path);
      adw_toast_set_action_name (toast, "app.open-file");
    }
  sol_window_add_toast (self, toast);
}

static void
opened_cb (SolWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "scope.show-recording", NULL);
  sol_window_show_view (self, "scope");
}

void
sol_window_watch_recording (SolWindow *self)
{
  sol_recording_bar_set_engine (self->recording_bar, self->engine);
  sol_open_bar_set_engine (self->open_bar, self->engine);
  sol_replay_bar_set_engine (self->replay_bar, self->engine);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "replay", sol_replay_bar_get_actions (self->replay_bar));
  g_signal_connect_object (self->recording_bar, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->open_bar, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
}

void
sol_window_open_recording (SolWindow  *self,
                           const char *path)
{
  g_return_if_fail (SOL_IS_WINDOW (self));
  sol_open_bar_open (self->open_bar, path);
}

const char *
sol_window_get_recording (SolWindow *self)
{
  g_return_val_if_fail (SOL_IS_WINDOW (self), NULL);
  return sol_open_bar_get_path (self->open_bar);
}

char **
sol_window_dup_filters (SolWindow *self)
{
  GListModel *topics;
  guint n;
  char **filters;

  g_return_val_if_fail (SOL_IS_WINDOW (self), NULL);
  topics = sol_scope_page_get_topics (self->scope_page);
  n = g_list_model_get_n_items (topics);
  filters = g_new0 (char *, MAX (n, 1) + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkStringObject) topic = g_list_model_get_item (topics, i);

      filters[i] = g_strdup (gtk_string_object_get_string (topic));
    }
  if (n == 0)
    filters[0] = g_strdup ("#");
  return filters;
}
