/* sol-admin-router.c: from method and path to what answers
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-router-private.h"

#include <string.h>

#include "sol-admin-guard-private.h"

#define SMALL SOL_ADMIN_MAX_BODY
#define LARGE SOL_ADMIN_MAX_PUBLISH

/* First what the original program's scripts call, then the same with more beside it */
static const SolAdminRoute routes[] = {
  { "GET", "/config", sol_admin_get_config, SMALL },
  { "POST", "/config", sol_admin_post_config, SMALL },
  { "GET", "/users", sol_admin_list_users, SMALL },
  { "POST", "/users", sol_admin_post_user, SMALL },
  { "DELETE", "/users/{}", sol_admin_delete_user, SMALL },
  { "GET", "/clients", sol_admin_get_clients, SMALL },
  { "GET", "/topics", sol_admin_get_topics, SMALL },
  { "POST", "/publish", sol_admin_post_publish, LARGE },
  { "POST", "/mqtt/connect", sol_admin_mqtt_connect, SMALL },
  { "POST", "/mqtt/disconnect", sol_admin_mqtt_disconnect, SMALL },
  { "POST", "/mqtt/subscribe", sol_admin_mqtt_subscribe, SMALL },
  { "POST", "/mqtt/unsubscribe", sol_admin_mqtt_unsubscribe, SMALL },
  { "POST", "/mqtt/publish", sol_admin_mqtt_publish, LARGE },
  { "GET", "/mqtt/messages/{}", sol_admin_mqtt_messages, SMALL },

  { "GET", "/metrics", sol_admin_get_metrics, SMALL },

  { "GET", "/api/v1/openapi.json", sol_admin_get_openapi, SMALL },
  { "GET", "/api/v1/status", sol_admin_get_status, SMALL },
  { "POST", "/api/v1/broker/start", sol_admin_start_broker, SMALL },
  { "POST", "/api/v1/broker/stop", sol_admin_stop_broker, SMALL },
  { "GET", "/api/v1/log", sol_admin_get_log, SMALL },
  { "GET", "/api/v1/config", sol_admin_get_whole_config, SMALL },
  { "PUT", "/api/v1/config", sol_admin_put_config, SMALL },
  { "POST", "/api/v1/config", sol_admin_put_config, SMALL },
  { "GET", "/api/v1/tls", sol_admin_get_tls, SMALL },
  { "POST", "/api/v1/tls/certificates", sol_admin_make_certificates, SMALL },
  { "GET", "/api/v1/tls/ca.pem", sol_admin_get_authority, SMALL },
  { "GET", "/api/v1/users", sol_admin_list_users, SMALL },
  { "POST", "/api/v1/users", sol_admin_post_user, SMALL },
  { "POST", "/api/v1/users/import", sol_admin_import_users, LARGE },
  { "PUT", "/api/v1/users/{}", sol_admin_put_user, SMALL },
  { "DELETE", "/api/v1/users/{}", sol_admin_delete_user, SMALL },
  { "GET", "/api/v1/acl", sol_admin_get_acl, SMALL },
  { "PUT", "/api/v1/acl", sol_admin_put_acl, LARGE },
  { "POST", "/api/v1/acl/test", sol_admin_test_acl, LARGE },
  { "POST", "/api/v1/acl/import", sol_admin_import_acl, LARGE },
  { "GET", "/api/v1/bans", sol_admin_list_bans, SMALL },
  { "POST", "/api/v1/bans", sol_admin_post_ban, SMALL },
  { "DELETE", "/api/v1/bans/{}", sol_admin_delete_ban, SMALL },
  { "POST", "/api/v1/password", sol_admin_post_password, SMALL },
  { "GET", "/api/v1/clients", sol_admin_list_clients, SMALL },
  { "GET", "/api/v1/clients/{}", sol_admin_get_client, SMALL },
  { "DELETE", "/api/v1/clients/{}", sol_admin_delete_client, SMALL },
  { "GET", "/api/v1/topics", sol_admin_list_topics, SMALL },
  { "POST", "/api/v1/publish", sol_admin_post_publish, LARGE },
  { "GET", "/api/v1/recordings", sol_admin_list_recordings, SMALL },
  { "GET", "/api/v1/recording", sol_admin_get_recording, SMALL },
  { "POST", "/api/v1/recording/start", sol_admin_start_recording, SMALL },
  { "POST", "/api/v1/recording/stop", sol_admin_stop_recording, SMALL },
  { "GET", "/api/v1/replay", sol_admin_get_replay, SMALL },
  { "POST", "/api/v1/replay", sol_admin_change_replay, SMALL },
  { "POST", "/api/v1/replay/start", sol_admin_start_replay, SMALL },
  { "POST", "/api/v1/replay/stop", sol_admin_stop_replay, SMALL },
};

/* The level that begins at @at ends before `/` or at the end */
static gsize
level_length (const char *at)
{
  return strcspn (at, "/");
}

static gboolean
is_end (const char *at)
{
  return *at == '\0' || g_str_equal (at, "/");
}

static gboolean
matches (const char *pattern,
         const char *path)
{
  while (*pattern == '/' && *path == '/')
    {
      gsize wanted = level_length (++pattern), given = level_length (++path);
      gboolean is_param = wanted == 2 && memcmp (pattern, "{}", 2) == 0;

      if (is_param ? given == 0 : wanted != given || memcmp (pattern, path, wanted) != 0)
        return FALSE;
      pattern += wanted;
      path += given;
    }
  return *pattern == '\0' && is_end (path);
}

static const char *
effective_method (const char *method)
{
  return g_str_equal (method, "HEAD") ? "GET" : method;
}

SolAdminMatch
sol_admin_router_match (const char           *method,
                        const char           *path,
                        const SolAdminRoute **route,
                        char                **allow)
{
  g_autoptr (GString) methods = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (!matches (routes[i].pattern, path))
        continue;
      if (g_str_equal (routes[i].method, effective_method (method)))
        {
          *route = &routes[i];
          return SOL_ADMIN_MATCH_ROUTE;
        }
      g_string_append_printf (methods, "%s%s", methods->len > 0 ? ", " : "", routes[i].method);
    }
  if (methods->len == 0 && g_str_equal (effective_method (method), "GET"))
    return SOL_ADMIN_MATCH_PAGE;
  *allow = methods->len > 0 ? g_string_free (g_steal_pointer (&methods), FALSE) : g_strdup ("GET");
  return SOL_ADMIN_MATCH_NO_METHOD;
}

const SolAdminRoute *
sol_admin_router_get_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);
  return routes;
}

static char *
decode_level (const char *at,
              gsize       length)
{
  g_autofree char *text = g_uri_unescape_segment (at, at + length, NULL);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? g_steal_pointer (&text) : NULL;
}

gboolean
sol_admin_router_read_params (const SolAdminRoute  *route,
                              const char           *path,
                              char                **params)
{
  const char *pattern = route->pattern;
  guint n = 0;

  while (*pattern == '/' && n < SOL_ADMIN_MAX_PARAMS)
    {
      gsize wanted = level_length (++pattern), given = level_length (++path);

      if (wanted == 2 && memcmp (pattern, "{}", 2) == 0)
        {
          params[n] = decode_level (path, given);
          if (params[n++] == NULL)
            return FALSE;
        }
      pattern += wanted;
      path += given;
    }
  return TRUE;
}
