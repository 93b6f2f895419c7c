/* sol-show-signal.c: app.show-signal: from nothing to a moving, triggered wave
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-application-private.h"

#include <glib/gi18n.h>

#include "sol-config-row.h"

#define SIGNAL_TOPIC "soliton/signal"

/* A port for MQTT and one for WebSocket may each be taken */
#define MAX_ATTEMPTS 3

typedef struct
{
  SolApplication *application;  /* owned */
  guint           n_attempts;
} Show;

static void start_broker (Show *show);

static void
show_free (Show *show)
{
  g_object_unref (show->application);
  g_free (show);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Show, show_free)

/* The source of that topic, made when it was removed, as the plain sine that everybody expects; one that runs is what
 * somebody made of it */
static gboolean
start_source (SolEngine  *engine,
              GError    **error)
{
  SolGeneratorList *sources = sol_engine_get_generators (engine);
  SolGeneratorItem *item = sol_generator_list_find (sources, SIGNAL_TOPIC);
  g_autoptr (SolWaveConfig) config = NULL;
  SolGeneratorSettings settings;

  sol_generator_settings_init_simple (&settings);
  config = sol_wave_config_new (item != NULL ? sol_generator_item_get_name (item) : _("Sine"), SIGNAL_TOPIC, &settings);
  if (item == NULL)
    item = sol_generator_list_add (sources, 0, config, error);
  else if (!sol_generator_item_is_running (item))
    sol_generator_list_set (sources, item, config);
  return item != NULL && sol_generator_list_start (sources, item, error);
}

static void
show_wave (SolApplication *self)
{
  SolWindow *window = sol_application_ensure_window (self);
  g_autoptr (GError) error = NULL;

  if (!start_source (sol_application_get_engine (self), &error))
    {
      sol_window_toast (window, error->message);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (window), "scope.add-topic", "s", SIGNAL_TOPIC);
  sol_window_show_view (window, "scope");
}

static void
port_applied_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Show) show = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_config_apply_field_finish (SOL_ENGINE (object), result, &error))
    sol_window_show_start_error (sol_application_ensure_window (show->application), error);
  else
    start_broker (g_steal_pointer (&show));
}

/* Takes the next free port for the one that cannot be bound. FALSE: neither of them is the cause */
static gboolean
use_free_port (Show *show)
{
  SolEngine *engine = sol_application_get_engine (show->application);
  const SolBrokerConfig *config = sol_engine_get_config (engine)->broker;
  gboolean is_port = sol_engine_find_free_port (config->host, config->port - 1) != config->port;
  guint16 taken = is_port ? config->port : (guint16) config->websocket_port;
  guint16 port = sol_engine_find_free_port (config->host, taken);
  g_autofree char *text = NULL;

  if (port == 0 || show->n_attempts >= MAX_ATTEMPTS)
    return FALSE;
  text = g_strdup_printf (_("Port %u is taken; the broker uses %u"), taken, port);
  sol_window_toast (sol_application_ensure_window (show->application), text);
  sol_config_apply_field_async (engine, is_port ? "port" : "websocket_port",
                                json_node_init_int (json_node_alloc (), port), port_applied_cb, show);
  return TRUE;
}

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Show) show = user_data;
  g_autoptr (GError) error = NULL;

  if (sol_engine_start_broker_finish (SOL_ENGINE (object), result, &error))
    show_wave (show->application);
  else if (g_error_matches (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_PORT_IN_USE) && use_free_port (show))
    g_steal_pointer (&show);
  else
    sol_window_show_start_error (sol_application_ensure_window (show->application), error);
}

static void
start_broker (Show *show)
{
  show->n_attempts++;
  sol_engine_start_broker_async (sol_application_get_engine (show->application), NULL, started_cb, show);
}

void
sol_application_show_signal (SolApplication *self)
{
  SolEngine *engine = sol_application_get_engine (self);
  Show *show;

  if (!sol_source_is_local (sol_engine_get_source (engine)))
    sol_engine_use_this_broker (engine);
  if (sol_engine_get_broker_state (engine) == SOL_BROKER_RUNNING)
    {
      show_wave (self);
      return;
    }
  show = g_new0 (Show, 1);
  show->application = g_object_ref (self);
  start_broker (show);
}
