/* sol-welcome-page.c: the first thing a new user sees: three real choices, and the brokers that are there already
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-welcome-page.h"

#include "sol-found-view.h"

struct _SolWelcomePage
{
  AdwBin parent_instance;

  /* Template */
  SolFoundView *found;
};

G_DEFINE_FINAL_TYPE (SolWelcomePage, sol_welcome_page, ADW_TYPE_BIN)

/* An encrypted one has a certificate for its name, and often wants a user: that is asked first */
static void
picked_cb (SolWelcomePage *self,
           SolFoundBroker *broker)
{
  gboolean is_secure = sol_found_broker_is_secure (broker);
  g_autofree char *address = is_secure ? sol_found_broker_dup_title (broker) : sol_found_broker_dup_address (broker);
  g_autofree char *target = is_secure ? g_strconcat ("mqtts://", address, NULL) : g_strdup (address);

  gtk_widget_activate_action (GTK_WIDGET (self), is_secure ? "app.connect-dialog" : "app.connect-to", "s", target);
}

static void
sol_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_WELCOME_PAGE);
  G_OBJECT_CLASS (sol_welcome_page_parent_class)->dispose (object);
}

static void
sol_welcome_page_class_init (SolWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_welcome_page_dispose;

  g_type_ensure (SOL_TYPE_FOUND_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SolWelcomePage, found);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
}

static void
sol_welcome_page_init (SolWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_welcome_page_set_engine (SolWelcomePage *self,
                             SolEngine      *engine)
{
  g_return_if_fail (SOL_IS_WELCOME_PAGE (self));
  sol_found_view_set_engine (self->found, engine);
}
