/* sol-admin-config.c: /config
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-handlers-private.h"

#include <glib/gi18n.h>

#include "sol-admin-reply-private.h"
#include "sol-lan.h"

/* A change of the configuration on its way */
typedef struct
{
  SolAdminRequest *request;
  SolConfig       *config;
  gboolean         wants_config; /* the answer is the configuration */
} Change;

static void change_begin (Change *change);

void
sol_admin_get_config (SolAdminRequest *request)
{
  const SolBrokerConfig *broker
      = sol_engine_get_config (sol_admin_request_get_engine (request))->broker;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "host", broker->host);
  json_object_set_int_member (object, "port", broker->port);
  json_object_set_boolean_member (object, "allow_anonymous", broker->allow_anonymous);
  json_object_set_int_member (object, "max_connections", broker->max_connections);
  json_object_set_int_member (object, "max_keepalive", broker->max_keepalive_s);
  sol_admin_reply_object (request, object);
}

void
sol_admin_get_whole_config (SolAdminRequest *request)
{
  sol_admin_reply_object (
      request, sol_config_to_json (sol_engine_get_config (sol_admin_request_get_engine (request))));
}

static void
change_free (Change *change)
{
  g_clear_pointer (&change->config, sol_config_unref);
  g_free (change);
}

static gboolean
is_taken (const char *host,
          guint16     port,
          guint16     port_before)
{
  return port != 0 && port != port_before && !sol_lan_can_bind (host, port);
}

static gboolean
is_taken_tls (SolEngine             *engine,
              const SolBrokerConfig *broker)
{
  return broker->tls_port > 0
         && is_taken (broker->host, (guint16) broker->tls_port,
                      sol_broker_get_tls_port (sol_engine_get_broker (engine)));
}

/* Which field a broker's refusal is about; NULL when it is about none */
static const char *
find_pointer (SolEngine       *engine,
              const SolConfig *config,
              const GError    *error)
{
  const SolBrokerConfig *broker = config->broker;
  guint16 bound = sol_broker_get_port (sol_engine_get_broker (engine));

  if (g_error_matches (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_ADDRESS))
    return "/host";
  if (g_error_matches (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_CERTIFICATE))
    return "/tls_certificate";
  if (g_error_matches (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_KEY))
    return "/tls_key";
  if (g_error_matches (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_CLIENT_CA))
    return "/tls_client_ca";
  if (g_error_matches (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_PORT_IN_USE)
      && is_taken_tls (engine, broker))
    return "/tls_port";
  if (g_error_matches (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_PORT_DENIED))
    return broker->port > 0 && broker->port < 1024 ? "/port" : "/websocket_port";
  if (g_error_matches (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_PORT_IN_USE))
    return is_taken (broker->host, broker->port, bound) ? "/port" : "/websocket_port";
  if (g_error_matches (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_STALE))
    return "/revision";
  return NULL;
}

static void
change_succeed (Change *change)
{
  SolAdminRequest *request = change->request;

  if (change->wants_config)
    sol_admin_get_whole_config (request);
  else
    sol_admin_reply_success (request, _ ("Configuration applied"));
  change_free (change);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Change *change = user_data;
  SolEngine *engine = SOL_ENGINE (source);
  g_autoptr (GError) error = NULL;

  if (sol_engine_apply_config_finish (engine, result, &error))
    change_succeed (change);
  else if (g_error_matches (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_STALE)
           && !json_object_has_member (change->request->body, "revision"))
    /* Whoever names no revision changes what is there by then */
    change_begin (change);
  else
    {
      const char *pointer = find_pointer (engine, change->config, error);

      sol_admin_reply_error (change->request, pointer, g_steal_pointer (&error));
      change_free (change);
    }
}

/* The admin listens only after the answer is out: a port that it cannot have must be refused
 * before */
static gboolean
check_web_port (SolAdmin         *admin,
                const SolConfig  *config,
                GError          **error)
{
  if (!config->web_enabled || !is_taken (config->web_host, config->web_port, admin->port))
    return TRUE;
  g_set_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_PORT_IN_USE,
               _ ("Port %u is used by another program. Choose another port for the web admin."),
               config->web_port);
  return FALSE;
}

static void
change_begin (Change *change)
{
  SolAdminRequest *request = change->request;
  SolEngine *engine = sol_admin_request_get_engine (request);
  g_autofree char *pointer = NULL;
  GError *error = NULL;

  g_clear_pointer (&change->config, sol_config_unref);
  change->config
      = sol_config_new_from_json (sol_engine_get_config (engine), request->body, &pointer, &error);
  if (change->config == NULL || !check_web_port (request->admin, change->config, &error))
    {
      sol_admin_reply_error (request, pointer != NULL ? pointer : "/web_port", error);
      change_free (change);
      return;
    }
  sol_engine_apply_config_async (engine, change->config, NULL, applied_cb, change);
}

static void
begin (SolAdminRequest *request,
       gboolean         wants_config)
{
  Change *change;

  if (request->body == NULL)
    {
      sol_admin_reply_problem (request, SOUP_STATUS_BAD_REQUEST, NULL,
                               _ ("The configuration is missing"));
      return;
    }
  change = g_new0 (Change, 1);
  change->request = request;
  change->wants_config = wants_config;
  change_begin (change);
}

void
sol_admin_post_config (SolAdminRequest *request)
{
  begin (request, FALSE);
}

void
sol_admin_put_config (SolAdminRequest *request)
{
  begin (request, TRUE);
}
