/* sol-window-actions.c: win.*
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-window-private.h"

#include <glib/gi18n.h>

static void
view_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sol_window_show_view (user_data, g_variant_get_string (parameter, NULL));
}

static void
copy_address_activated (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  SolWindow *self = user_data;
  g_autofree char *address = sol_window_dup_address (self);

  if (address == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), address);
  sol_window_toast (self, _("Address copied"));
}

static void
fullscreen_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  if (gtk_window_is_fullscreen (user_data))
    gtk_window_unfullscreen (user_data);
  else
    gtk_window_fullscreen (user_data);
}

static void
search_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolWindow *self = user_data;

  if (g_strcmp0 (sol_window_get_view (self), "messages") == 0)
    sol_messages_page_search (self->messages_page);
  else if (g_strcmp0 (sol_window_get_view (self), "broker") == 0)
    sol_broker_page_search (self->broker_page);
}

static const GActionEntry entries[] = {
  { "view", view_activated, "s" },
  { "copy-address", copy_address_activated },
  { "search", search_activated },
  { "fullscreen", fullscreen_activated },
};

void
sol_window_add_actions (SolWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/* Scope and Generator have no list to search */
void
sol_window_update_search (SolWindow *self)
{
  GAction *search = g_action_map_lookup_action (G_ACTION_MAP (self), "search");
  const char *view = sol_window_get_view (self);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (search),
                               g_strcmp0 (view, "messages") == 0 || g_strcmp0 (view, "broker") == 0);
}

void
sol_window_update_actions (SolWindow *self)
{
  GAction *copy = g_action_map_lookup_action (G_ACTION_MAP (self), "copy-address");
  gboolean running = sol_engine_get_broker_state (self->engine) == SOL_BROKER_RUNNING;

  g_simple_action_set_enabled (G_SIMPLE_ACTION (copy), running);
  sol_window_update_search (self);
}
