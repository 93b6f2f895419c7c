/* sol-welcome-page.c: the first thing a new user sees: three real choices
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-welcome-page.h"

#include <glib/gi18n.h>

#include "sol-probe.h"

struct _SolWelcomePage
{
  AdwBin parent_instance;

  /* Owned */
  GCancellable *cancellable;

  /* Template */
  GtkWidget    *found;
  AdwActionRow *found_row;
};

G_DEFINE_FINAL_TYPE (SolWelcomePage, sol_welcome_page, ADW_TYPE_BIN)

static void
probed_cb (GObject      *object,
           GAsyncResult *async_result,
           gpointer      user_data)
{
  g_autoptr (SolWelcomePage) self = user_data;
  g_autoptr (SolProbeResult) result = sol_probe_finish (async_result, NULL);
  gboolean is_broker = result != NULL && (result->answer == SOL_PROBE_BROKER || result->answer == SOL_PROBE_LOCKED);

  if (!is_broker || self->found == NULL)
    return;
  adw_action_row_set_subtitle (self->found_row,
                               result->name != NULL ? result->name
                               : result->answer == SOL_PROBE_LOCKED ? _("An MQTT broker that asks for a password")
                               : _("An MQTT broker"));
  gtk_widget_set_visible (self->found, TRUE);
}

static void
sol_welcome_page_map (GtkWidget *widget)
{
  SolWelcomePage *self = SOL_WELCOME_PAGE (widget);

  GTK_WIDGET_CLASS (sol_welcome_page_parent_class)->map (widget);
  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  sol_probe_async ("127.0.0.1", 1883, self->cancellable, probed_cb, g_object_ref (self));
}

static void
sol_welcome_page_dispose (GObject *object)
{
  SolWelcomePage *self = SOL_WELCOME_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_WELCOME_PAGE);
  G_OBJECT_CLASS (sol_welcome_page_parent_class)->dispose (object);
}

static void
sol_welcome_page_class_init (SolWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_welcome_page_dispose;
  widget_class->map = sol_welcome_page_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SolWelcomePage, found);
  gtk_widget_class_bind_template_child (widget_class, SolWelcomePage, found_row);
}

static void
sol_welcome_page_init (SolWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
