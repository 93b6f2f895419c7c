/* sol-admin-page.c: the files of the page
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-handlers-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-admin-reply-private.h"
#include "sol-web-resources.h"

#define PREFIX "/io/github/soliton_mqtt/Soliton/web"

static const struct
{
  const char *suffix;
  const char *type;
} types[] = {
  { ".html", "text/html; charset=utf-8" },
  { ".css", "text/css; charset=utf-8" },
  { ".js", "text/javascript; charset=utf-8" },
  { ".json", "application/json" },
  { ".svg", "image/svg+xml" },
};

static const char *
find_type (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (path, types[i].suffix))
      return types[i].type;
  return "application/octet-stream";
}

/* What comes from the request and goes into a header must be nothing but a name: `localhost`,
 * `192.168.1.20`, `[::1]` */
static char *
dup_host_name (SoupServerMessage *message)
{
  const char *host
      = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");
  const char *end;

  if (host == NULL
      || host[strspn (host, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-:[]")]
             != '\0')
    return g_strdup ("localhost");
  end = *host == '[' ? strchr (host, ']') : strchr (host, ':');
  if (end == NULL)
    return g_strdup (host);
  return g_strndup (host, (gsize) (end - host) + (*end == ']' ? 1 : 0));
}

/* The page's own client speaks to the broker's WebSocket, whose port is another origin */
static char *
dup_policy (SolAdminRequest *request)
{
  SolBroker *broker = sol_engine_get_broker (sol_admin_request_get_engine (request));
  guint16 port = sol_broker_get_websocket_port (broker);
  g_autofree char *host = dup_host_name (request->message);
  g_autofree char *socket = port != 0 ? g_strdup_printf (" ws://%s:%u", host, port) : g_strdup ("");

  return g_strdup_printf (
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
      "connect-src 'self'%s; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      socket);
}

static void
add_headers (SolAdminRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  g_autofree char *policy = dup_policy (request);

  soup_message_headers_replace (headers, "Content-Security-Policy", policy);
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Frame-Options", "DENY");
}

void
sol_admin_get_openapi (SolAdminRequest *request)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (sol_web_get_resource (), PREFIX "/openapi.json",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  sol_admin_reply_bytes (request, "application/json", bytes);
}

void
sol_admin_get_page (SolAdminRequest *request)
{
  const char *name = g_str_equal (request->path, "/") ? "/index.html" : request->path;
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *detail = NULL;

  bytes
      = g_resource_lookup_data (sol_web_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes != NULL)
    {
      add_headers (request);
      sol_admin_reply_bytes (request, find_type (name), bytes);
      return;
    }
  detail = g_strdup_printf (_ ("There is nothing at %s"), request->path);
  sol_admin_reply_problem (request, SOUP_STATUS_NOT_FOUND, NULL, detail);
}
