/* sol-application.c: the application
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-application-private.h"

#include <glib/gi18n.h>

#include "sol-history-limits.h"

struct _SolApplication
{
  AdwApplication parent_instance;

  /* Owned */
  SolEngine        *engine;
  SolAdmin         *admin;
  GSettings        *settings;
  SolHistoryLimits *limits;
};

G_DEFINE_FINAL_TYPE (SolApplication, sol_application, ADW_TYPE_APPLICATION)

static SolEngine *
make_engine (void)
{
  g_autofree char *data_dir = g_build_filename (g_get_user_data_dir (), "soliton", NULL);
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "soliton", "config.json", NULL);

  return sol_engine_new (data_dir, path, NULL);
}

static void
sol_application_startup (GApplication *application)
{
  SolApplication *self = SOL_APPLICATION (application);

  G_APPLICATION_CLASS (sol_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (SOL_APP_ID);
  self->settings = g_settings_new (SOL_APP_ID);
  if (self->engine == NULL)
    self->engine = make_engine ();
  self->limits = sol_history_limits_new (self->settings,
                                         sol_ingest_get_channels (sol_engine_get_ingest (self->engine)));
  self->admin = sol_admin_new (self->engine);

  sol_application_add_actions (self);
  g_signal_connect_object (self->engine, "notify", G_CALLBACK (sol_application_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->admin, "notify", G_CALLBACK (sol_application_update_actions), self,
                           G_CONNECT_SWAPPED);
}

static void
sol_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (sol_application_ensure_window (SOL_APPLICATION (application))));
}

/* One source is shown at a time: of several files it is the first */
static void
sol_application_open (GApplication  *application,
                      GFile        **files,
                      int            n_files,
                      const char    *hint)
{
  if (n_files > 0)
    sol_application_open_recording (SOL_APPLICATION (application), files[0]);
}

/* Windows keep the application, and with it the engine, whose end stops the broker and writes what is kept */
static void
sol_application_shutdown (GApplication *application)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (application))) != NULL)
    gtk_window_destroy (windows->data);
  G_APPLICATION_CLASS (sol_application_parent_class)->shutdown (application);
}

static void
sol_application_dispose (GObject *object)
{
  SolApplication *self = SOL_APPLICATION (object);

  g_clear_object (&self->admin);
  g_clear_object (&self->engine);
  g_clear_object (&self->limits);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (sol_application_parent_class)->dispose (object);
}

static void
sol_application_class_init (SolApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = sol_application_dispose;
  application_class->startup = sol_application_startup;
  application_class->activate = sol_application_activate;
  application_class->open = sol_application_open;
  application_class->shutdown = sol_application_shutdown;
}

static void
sol_application_init (SolApplication *self)
{
}

SolApplication *
sol_application_new (SolEngine *engine)
{
  SolApplication *self = g_object_new (SOL_TYPE_APPLICATION,
                                       "application-id", SOL_APP_ID,
                                       "flags", G_APPLICATION_HANDLES_OPEN,
                                       NULL);

  g_set_object (&self->engine, engine);
  return self;
}

SolEngine *
sol_application_get_engine (SolApplication *self)
{
  g_return_val_if_fail (SOL_IS_APPLICATION (self), NULL);
  return self->engine;
}

SolAdmin *
sol_application_get_admin (SolApplication *self)
{
  g_return_val_if_fail (SOL_IS_APPLICATION (self), NULL);
  return self->admin;
}

GSettings *
sol_application_get_settings (SolApplication *self)
{
  g_return_val_if_fail (SOL_IS_APPLICATION (self), NULL);
  return self->settings;
}

SolWindow *
sol_application_ensure_window (SolApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    if (SOL_IS_WINDOW (l->data))
      return l->data;
  return sol_window_new (self);
}
