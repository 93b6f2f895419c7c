/* sol-application-about.c: the About window
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-application-private.h"

#include <cairo.h>
#include <libsoup/soup.h>

#include <glib/gi18n.h>

/* What helps to understand a report: versions, renderer, sandbox, ports. No names, no addresses, no secrets. */
static char *
dup_debug_info (SolApplication *self,
                GtkWidget      *window)
{
  SolEngine *engine = sol_application_get_engine (self);
  const SolConfig *config = sol_engine_get_config (engine);
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  GdkDisplay *display = gtk_widget_get_display (window);

  return g_strdup_printf ("Soliton %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGLib %u.%u.%u\nlibsoup %u.%u.%u\ncairo %s\n"
                          "Renderer: %s\nDisplay: %s\nSandbox: %s\nMQTT port: %u\nWebSocket port: %d\n"
                          "Admin port: %u (%s)\nAnonymous: %s\n",
                          SOL_VERSION, gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                          glib_major_version, glib_minor_version, glib_micro_version, soup_get_major_version (),
                          soup_get_minor_version (), soup_get_micro_version (), cairo_version_string (),
                          renderer != NULL ? G_OBJECT_TYPE_NAME (renderer) : "none", G_OBJECT_TYPE_NAME (display),
                          g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? "Flatpak" : "none",
                          config->broker->port, config->broker->websocket_port, config->web_port,
                          config->web_enabled ? "on" : "off", config->broker->allow_anonymous ? "yes" : "no");
}

void
sol_application_show_about (SolApplication *self)
{
  GtkWidget *window = GTK_WIDGET (sol_application_ensure_window (self));
  g_autofree char *debug_info = dup_debug_info (self, window);

  adw_show_about_window (GTK_WINDOW (window),
                         "application-name", _("Soliton"),
                         "application-icon", SOL_APP_ID,
                         "version", SOL_VERSION,
                         "developer-name", _("The Soliton authors"),
                         "copyright", "© 2026 The Soliton authors",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("An MQTT broker and an oscilloscope for your messages"),
                         "website", "https://github.com/soliton-mqtt/soliton",
                         "debug-info", debug_info,
                         "debug-info-filename", "soliton-debug.txt",
                         /* Translators: your names, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}
