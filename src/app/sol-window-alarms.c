/* sol-window-alarms.c: tells of alarms, whichever page is shown
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-window-private.h"

#include <glib/gi18n.h>

/* One for all: an alarm that is over replaces the one that began */
#define NOTIFICATION "alarm"

static void
update_badge (SolWindow *self)
{
  AdwViewStackPage *page = adw_view_stack_get_page (self->views, GTK_WIDGET (self->scope_page));
  guint n = sol_alarm_list_get_n_active (sol_engine_get_alarms (self->engine));

  adw_view_stack_page_set_badge_number (page, n);
  adw_view_stack_page_set_needs_attention (page, n > 0);
}

/* Who looks at the window sees it there; without a session's bus it is the only place */
static void
told_cb (SolWindow    *self,
         SolAlarmItem *item,
         const char   *text)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autoptr (GNotification) notification = NULL;

  if (gtk_window_is_active (GTK_WINDOW (self)) || application == NULL
      || g_application_get_dbus_connection (application) == NULL)
    {
      sol_window_toast (self, text);
      return;
    }
  notification = g_notification_new (_("Soliton"));
  g_notification_set_body (notification, text);
  g_application_send_notification (application, NOTIFICATION, notification);
}

void
sol_window_watch_alarms (SolWindow *self)
{
  SolAlarmList *alarms = sol_engine_get_alarms (self->engine);

  g_signal_connect_object (alarms, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (alarms, "noted", G_CALLBACK (update_badge), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (alarms, "items-changed", G_CALLBACK (update_badge), self, G_CONNECT_SWAPPED);
  update_badge (self);
}
