/* fuzz-http.c: requests that change something, through libsoup and the web admin
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first octet chooses the route, the rest is the body; a name in the path is the body's first line. The broker
 * does not run and nothing can be saved, so that an input leaves nothing behind.
 */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "sol-admin-private.h"

#define NOWHERE "/dev/null/nowhere"

static const char * const routes[] = {
  "POST /config",           "PUT /api/v1/config",     "POST /users",         "PUT /api/v1/users/",
  "DELETE /api/v1/users/",  "POST /publish",          "POST /mqtt/subscribe", "POST /mqtt/publish",
  "POST /mqtt/unsubscribe", "POST /mqtt/disconnect",  "POST /api/v1/password",
  "PUT /api/v1/acl",        "POST /api/v1/acl/test",  "POST /api/v1/bans",   "DELETE /api/v1/bans/",
};

static SolAdmin *admin;

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_autoptr (SolConfig) config = sol_config_new ();
  SolEngine *engine;

  g_assert_cmpint (g_setenv ("G_DEBUG", "fatal-warnings", TRUE), ==, TRUE);
  config->web_port = 0;
  engine = sol_engine_new (NOWHERE, NOWHERE, config);
  admin = sol_admin_new (engine);
  g_assert_no_error (sol_admin_get_error (admin));
  g_object_unref (engine);
  return 0;
}

/* Percent-encoded up to the end of the line, as a page sends it */
static char *
dup_name (const char *body,
          gsize       length)
{
  const char *end = memchr (body, '\n', length);
  g_autofree char *line = g_strndup (body, end != NULL ? (gsize) (end - body) : length);

  return g_uri_escape_string (line, NULL, FALSE);
}

static GBytes *
make_request (const char *route,
              const char *body,
              gsize       length)
{
  gboolean has_name = g_str_has_suffix (route, "/");
  g_autofree char *name = has_name ? dup_name (body, length) : g_strdup ("");
  GString *text = g_string_new (route);

  g_string_append_printf (text, "%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n", name);
  g_string_append_printf (text, "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n", length);
  g_string_append_len (text, body, (gssize) length);
  return g_string_free_to_bytes (text);
}

static void
exchange (GBytes *request,
          GBytes **answer)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_bytes (request);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GIOStream) stream = g_simple_io_stream_new (input, output);
  g_autoptr (GSocketAddress) local = g_inet_socket_address_new_from_string ("127.0.0.1", 1);

  soup_server_accept_iostream (admin->server, stream, local, local, NULL);
  while (!g_io_stream_is_closed (stream))
    g_main_context_iteration (NULL, TRUE);
  *answer = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) request = NULL, answer = NULL;
  const char *text;
  gsize length;

  if (size == 0)
    return 0;
  request = make_request (routes[data[0] % G_N_ELEMENTS (routes)], (const char *) data + 1, size - 1);
  exchange (request, &answer);
  text = g_bytes_get_data (answer, &length);
  g_assert_cmpuint (length, >, 12);
  g_assert_cmpint (memcmp (text, "HTTP/1.1 ", 9), ==, 0);
  return 0;
}
