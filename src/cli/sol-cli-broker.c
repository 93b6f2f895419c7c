/* sol-cli-broker.c: soliton-cli broker: the broker and its web admin, without a display
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sol-admin.h"
#include "sol-cli-broker-options.h"
#include "sol-cli-commands.h"
#include "sol-cli-journal.h"
#include "sol-cli-options.h"
#include "sol-cli-service.h"
#include "sol-cli-wait.h"
#include "sol-deadline.h"
#include "sol-lan.h"

typedef struct
{
  SolCliBrokerOptions options;
  SolEngine          *engine;
  SolAdmin           *admin;
  GCancellable       *cancellable; /* of SIGINT and SIGTERM */
} SolCliBroker;

static void
sol_cli_broker_clear (SolCliBroker *self)
{
  g_clear_object (&self->admin);
  g_clear_object (&self->engine);
  g_clear_object (&self->cancellable);
  sol_cli_broker_options_clear (&self->options);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliBroker, sol_cli_broker_clear)

static gboolean
is_every_interface (const char *host)
{
  return g_str_equal (host, "*") || g_str_equal (host, "0.0.0.0") || g_str_equal (host, "::");
}

/* An IPv6 address in brackets, as it stands before a port */
static char *
bracket (const char *host)
{
  return strchr (host, ':') != NULL ? g_strdup_printf ("[%s]", host) : g_strdup (host);
}

/* What devices on the network must use: never localhost */
static void
print_lan_addresses (const char *host,
                     guint16     port)
{
  gboolean only_ipv4 = g_str_equal (host, "0.0.0.0");
  g_auto (GStrv) addresses = NULL;

  if (!is_every_interface (host))
    return;
  addresses = sol_engine_list_lan_addresses ();
  for (char **address = addresses; *address != NULL; address++)
    {
      g_autofree char *bracketed = bracket (*address);

      if (!only_ipv4 || strchr (*address, ':') == NULL)
        g_print ("Devices     %s:%u\n", bracketed, port);
    }
}

/* Scripts read these lines: a name, blanks, an address */
static void
sol_cli_broker_print_addresses (SolCliBroker *self)
{
  const SolConfig *config = sol_engine_get_config (self->engine);
  SolBroker *broker = sol_engine_get_broker (self->engine);
  const char *url = self->admin != NULL ? sol_admin_get_url (self->admin) : NULL;
  guint16 websocket_port = sol_broker_get_websocket_port (broker);
  g_autofree char *host = bracket (config->broker->host);

  g_print ("MQTT        %s:%u\n", host, sol_broker_get_port (broker));
  if (websocket_port != 0)
    g_print ("WebSocket   ws://%s:%u/mqtt\n", is_every_interface (config->broker->host) ? "localhost" : host,
             websocket_port);
  if (sol_broker_get_tls_port (broker) != 0)
    g_print ("TLS         mqtts://%s:%u\n", is_every_interface (config->broker->host) ? "localhost" : host,
             sol_broker_get_tls_port (broker));
  if (url != NULL)
    g_print ("Web admin   %s\n", url);
  print_lan_addresses (config->broker->host, sol_broker_get_port (broker));
}

static void
sol_cli_broker_warn (SolCliBroker *self)
{
  const SolConfig *config = sol_engine_get_config (self->engine);
  const char *warning = sol_engine_get_warning (self->engine);

  if (warning != NULL)
    g_printerr ("%s: %s\n", g_get_prgname (), warning);
  if (config->broker->allow_anonymous && sol_lan_is_reachable (config->broker->host))
    g_printerr (_("%s: anybody on the network can connect, read and publish everything. Add users in the web admin and "
                  "use --allow-anonymous=false, or --mqtt-host 127.0.0.1 for this computer alone.\n"),
                g_get_prgname ());
  if (config->web_enabled && sol_lan_is_reachable (config->web_host) && config->web_password == NULL)
    g_printerr (_("%s: the web admin answers other computers only once it has a password: give --web-password-file.\n"),
                g_get_prgname ());
}

static gboolean
sol_cli_broker_set_web_password (SolCliBroker  *self,
                                 GError       **error)
{
  g_auto (SolCliWait) wait = { 0 };

  if (self->options.web_password == NULL)
    return TRUE;
  sol_engine_set_web_password_async (self->engine, self->options.web_password, self->cancellable, sol_cli_wait_cb,
                                     &wait);
  return sol_engine_set_web_password_finish (self->engine, sol_cli_wait (&wait), error);
}

static gboolean
sol_cli_broker_start_engine (SolCliBroker  *self,
                             GError       **error)
{
  g_auto (SolCliWait) wait = { 0 };

  sol_engine_start_broker_async (self->engine, self->cancellable, sol_cli_wait_cb, &wait);
  return sol_engine_start_broker_finish (self->engine, sol_cli_wait (&wait), error);
}

/* Without its web admin a broker that was asked for one would be there for nobody to configure */
static gboolean
sol_cli_broker_start_admin (SolCliBroker  *self,
                            GError       **error)
{
  const GError *cause;

  self->admin = sol_admin_new (self->engine);
  cause = sol_admin_get_error (self->admin);
  if (cause == NULL)
    return TRUE;
  g_set_error (error, cause->domain, cause->code, _("%s (--web-port PORT chooses another, --no-web does without.)"),
               cause->message);
  return FALSE;
}

static gboolean
sol_cli_broker_start (SolCliBroker  *self,
                      GError       **error)
{
  g_autofree char *warning = NULL;
  g_autoptr (SolConfig) config = sol_cli_broker_options_make_config (&self->options, &warning, error);

  if (config == NULL)
    return FALSE;
  if (warning != NULL)
    g_printerr ("%s: %s\n", g_get_prgname (), warning);
  self->cancellable = sol_cli_catch_signals ();
  self->engine = sol_engine_new (self->options.data_dir, self->options.config_path, config);
  sol_cli_journal_watch (sol_engine_get_broker (self->engine));
  return sol_cli_broker_set_web_password (self, error)
         && sol_cli_broker_start_engine (self, error)
         && sol_cli_broker_start_admin (self, error);
}

/* The file again, with the options over it; the files of TLS are read in any case */
static SolConfig *
reload_cb (const SolConfig  *current,
           gpointer          user_data,
           GError          **error)
{
  SolCliBroker *self = user_data;

  return sol_cli_broker_options_reload_config (&self->options, current, error);
}

/* The engine's last reference waits for the threads, the store's with what it still writes */
static gboolean
sol_cli_broker_stop (SolCliBroker  *self,
                     GError       **error)
{
  g_autoptr (SolDeadline) deadline = sol_deadline_new (SOL_DEADLINE_STOP_S, _("stopping the broker"));
  g_auto (SolCliWait) wait = { 0 };
  gboolean ok;

  g_clear_object (&self->admin);
  sol_engine_stop_broker_async (self->engine, NULL, sol_cli_wait_cb, &wait);
  ok = sol_engine_stop_broker_finish (self->engine, sol_cli_wait (&wait), error);
  sol_cli_wait_clear (&wait);
  sol_deadline_set_what (deadline, _("writing what is kept to the database"));
  g_clear_object (&self->engine);
  return ok;
}

static gboolean
sol_cli_broker_run (SolCliBroker  *self,
                    GError       **error)
{
  SolCliService *service;

  if (!sol_cli_broker_start (self, error))
    return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
  sol_cli_broker_print_addresses (self);
  sol_cli_broker_warn (self);
  service = sol_cli_service_new (self->engine, reload_cb, self);
  while (!g_cancellable_is_cancelled (self->cancellable))
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&service, sol_cli_service_free);
  return sol_cli_broker_stop (self, error);
}

int
sol_cli_run_broker (char **argv)
{
  g_auto (SolCliBroker) self = { 0 };
  GError *error = NULL;

  sol_cli_raise_descriptor_limit ();
  if (!sol_cli_broker_options_parse (&self.options, argv, &error) || !sol_cli_broker_run (&self, &error))
    return sol_cli_fail (error);
  g_clear_error (&error);
  return SOL_EXIT_OK;
}
