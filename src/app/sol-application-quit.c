/* sol-application-quit.c: quitting, with a question while clients are connected
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-application-private.h"

#include <glib/gi18n.h>

static void
response_cb (SolApplication *self,
             const char     *response)
{
  GtkWidget *window = GTK_WIDGET (sol_application_ensure_window (self));

  if (g_strcmp0 (response, "quit") == 0)
    g_application_quit (G_APPLICATION (self));
  else if (g_strcmp0 (response, "background") == 0)
    gtk_widget_set_visible (window, FALSE);
}

static void
ask (SolApplication *self,
     guint           n_clients)
{
  SolWindow *window = sol_application_ensure_window (self);
  g_autofree char *body =
    g_strdup_printf (ngettext ("%u client is connected to the broker and will be disconnected.",
                               "%u clients are connected to the broker and will be disconnected.", n_clients),
                     n_clients);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), _("Quit Soliton?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "background", _("_Keep Running"),
                                    "quit", _("_Quit"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "quit", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
sol_application_ask_to_quit (SolApplication *self)
{
  SolBrokerStats stats = { 0 };

  sol_broker_get_stats (sol_engine_get_broker (sol_application_get_engine (self)), &stats);
  if (stats.n_connections > 0)
    ask (self, stats.n_connections);
  else
    g_application_quit (G_APPLICATION (self));
}

static void
stopped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      is_stopped)
{
  sol_engine_stop_broker_finish (SOL_ENGINE (source), result, NULL);
  *(gboolean *) is_stopped = TRUE;
}

void
sol_application_stop_broker (SolApplication *self)
{
  SolEngine *engine = sol_application_get_engine (self);
  gboolean is_stopped = FALSE;

  /* Another process of the application did what was asked */
  if (engine == NULL)
    return;
  sol_engine_stop_broker_async (engine, NULL, stopped_cb, &is_stopped);
  while (!is_stopped)
    g_main_context_iteration (NULL, TRUE);
}
