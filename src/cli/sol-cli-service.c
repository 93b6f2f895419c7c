/* sol-cli-service.c: the broker as a service: ready, alive, reloading, stopping
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-service.h"

#include <signal.h>

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "sol-cli-notify.h"

/* How often the status is looked at where no watchdog asks for more */
#define STATUS_MS 10000

struct _SolCliService
{
  SolEngine        *engine;      /* owned */
  SolCliReloadFunc  reload;
  gpointer          user_data;
  GCancellable     *cancellable; /* owned: of what is under way */
  char             *status;      /* owned, nullable: told last */
  guint             tick_id;
  guint             hangup_id;
  gboolean          is_asked;    /* the broker's thread has not answered yet */
};

static char *
dup_status (SolEngine *engine)
{
  SolBroker *broker = sol_engine_get_broker (engine);
  SolBrokerStats stats;

  if (sol_engine_get_broker_state (engine) != SOL_BROKER_RUNNING)
    return g_strdup (_("The broker is stopped; the web admin can start it"));
  sol_broker_get_stats (broker, &stats);
  return g_strdup_printf (ngettext ("%u client connected; port %u", "%u clients connected; port %u",
                                    stats.n_connections),
                          stats.n_connections, sol_broker_get_port (broker));
}

static void
sol_cli_service_tell_status (SolCliService *self)
{
  g_autofree char *status = dup_status (self->engine);
  g_autofree char *state = g_strdup_printf ("STATUS=%s", status);

  if (g_strcmp0 (status, self->status) == 0)
    return;
  sol_cli_notify (state);
  g_free (self->status);
  self->status = g_steal_pointer (&status);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  SolCliService *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) nobody = sol_broker_list_clients_finish (SOL_BROKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_asked = FALSE;
  sol_cli_notify ("WATCHDOG=1");
}

static gboolean
tick_cb (gpointer user_data)
{
  SolCliService *self = user_data;

  sol_cli_service_tell_status (self);
  if (self->is_asked)
    return G_SOURCE_CONTINUE;
  self->is_asked = TRUE;
  sol_broker_list_clients_async (sol_engine_get_broker (self->engine), 0, self->cancellable, answered_cb, self);
  return G_SOURCE_CONTINUE;
}

static void
tell_reload_failed (const GError *error)
{
  g_autofree char *state = g_strdup_printf ("READY=1\nSTATUS=%s", error->message);

  g_printerr (_("%s: nothing was changed: %s\n"), g_get_prgname (), error->message);
  sol_cli_notify (state);
}

static void
reloaded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  SolCliService *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_applied = sol_engine_apply_config_finish (SOL_ENGINE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->status, g_free);
  if (!is_applied)
    {
      tell_reload_failed (error);
      return;
    }
  sol_cli_notify ("READY=1");
  sol_cli_service_tell_status (self);
}

static gboolean
hangup_cb (gpointer user_data)
{
  SolCliService *self = user_data;
  g_autofree char *state = g_strdup_printf ("RELOADING=1\nMONOTONIC_USEC=%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_autoptr (GError) error = NULL;
  g_autoptr (SolConfig) config = NULL;

  sol_cli_notify (state);
  config = self->reload (sol_engine_get_config (self->engine), self->user_data, &error);
  if (config == NULL)
    tell_reload_failed (error);
  else
    sol_engine_apply_config_async (self->engine, config, self->cancellable, reloaded_cb, self);
  return G_SOURCE_CONTINUE;
}

SolCliService *
sol_cli_service_new (SolEngine        *engine,
                     SolCliReloadFunc  reload,
                     gpointer          user_data)
{
  SolCliService *self = g_new0 (SolCliService, 1);
  gint64 watchdog_us = sol_cli_notify_get_watchdog_us ();

  self->engine = g_object_ref (engine);
  self->reload = reload;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  sol_cli_notify ("READY=1");
  /* Twice as often as asked, as sd_watchdog_enabled(3) advises */
  self->tick_id = g_timeout_add (watchdog_us > 0 ? (guint) CLAMP (watchdog_us / 2000, 1, STATUS_MS) : STATUS_MS,
                                 tick_cb, self);
  self->hangup_id = g_unix_signal_add (SIGHUP, hangup_cb, self);
  sol_cli_service_tell_status (self);
  return self;
}

void
sol_cli_service_free (SolCliService *self)
{
  sol_cli_notify ("STOPPING=1");
  g_source_remove (self->tick_id);
  g_source_remove (self->hangup_id);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->engine);
  g_free (self->status);
  g_free (self);
}
