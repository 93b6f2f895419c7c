/* fuzz-http.c: requests that change something, through libsoup and the web admin
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first octet chooses the route, the rest is the body; a name in the path is the body's first line. The broker
 * does not run and nothing can be saved, so that an input leaves nothing behind.
 */
#include "config.h"

#include <errno.h>
#include <glib-unix.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fuzz.h"
#include "sol-admin.h"

#define NOWHERE "/dev/null/nowhere"

static const char * const routes[] = {
  "POST /config",           "PUT /api/v1/config",     "POST /users",         "PUT /api/v1/users/",
  "DELETE /api/v1/users/",  "POST /publish",          "POST /mqtt/subscribe", "POST /mqtt/publish",
  "POST /mqtt/unsubscribe", "POST /mqtt/disconnect",  "POST /api/v1/password",
  "PUT /api/v1/acl",        "POST /api/v1/acl/test",  "POST /api/v1/acl/import", "POST /api/v1/users/import",
  "POST /api/v1/bans",      "DELETE /api/v1/bans/",
};

static guint16 port;

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_autoptr (SolConfig) config = sol_config_new ();
  g_autoptr (SolEngine) engine = NULL;
  g_autoptr (GUri) uri = NULL;
  /* Never freed: it serves to the end */
  static SolAdmin *admin;

  config->web_port = 0;
  engine = sol_engine_new (NOWHERE, NOWHERE, config);
  admin = sol_admin_new (engine);
  g_assert_no_error (sol_admin_get_error (admin));
  uri = g_uri_parse (sol_admin_get_url (admin), G_URI_FLAGS_NONE, NULL);
  port = (guint16) g_uri_get_port (uri);
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

  g_string_append_printf (text, "%s HTTP/1.1\r\nHost: localhost\r\n", name);
  g_string_append_printf (text, "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n", length);
  g_string_append_len (text, body, (gssize) length);
  return g_string_free_to_bytes (text);
}

/* A reset at the end leaves no port behind that waits; others on this machine may have taken them all for a while, and
 * libFuzzer's alarm interrupts */
static int
open_connection (void)
{
  const struct linger reset = { TRUE, 0 };
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  while (connect (fd, (struct sockaddr *) &address, sizeof address) != 0 && errno != EISCONN)
    g_assert_true (errno == EADDRNOTAVAIL || errno == EINTR || errno == EALREADY);
  setsockopt (fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  return fd;
}

/* Whether the whole of an answer is there: its head says how long the body is */
static gboolean
is_whole (const GString *answer)
{
  const char *body = strstr (answer->str, "\r\n\r\n");
  const char *length = strstr (answer->str, "Content-Length: ");

  return body != NULL && length != NULL && length < body
         && answer->len >= (gsize) (body + 4 - answer->str) + g_ascii_strtoull (length + 16, NULL, 10);
}

static gboolean
answered_cb (int          fd,
             GIOCondition condition,
             gpointer     user_data)
{
  return G_SOURCE_CONTINUE;
}

/* A request fits into the kernel's buffer; both ends are in this thread, and what the kernel has not yet carried over
 * must wake it too */
static GString *
exchange (GBytes *request)
{
  GString *answer = g_string_new (NULL);
  int fd = open_connection ();
  char octets[4096];
  gsize length;
  const char *data = g_bytes_get_data (request, &length);
  guint source = g_unix_fd_add (fd, G_IO_IN, answered_cb, NULL);

  g_assert_cmpint (send (fd, data, length, MSG_NOSIGNAL), ==, length);
  while (!is_whole (answer))
    {
      gssize n = recv (fd, octets, sizeof octets, MSG_DONTWAIT);

      if (n > 0)
        g_string_append_len (answer, octets, n);
      else if (n == 0)
        break;
      else
        g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
  close (fd);
  return answer;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) request = NULL;
  g_autoptr (GString) answer = NULL;

  if (size == 0)
    return 0;
  request = make_request (routes[data[0] % G_N_ELEMENTS (routes)], (const char *) data + 1, size - 1);
  answer = exchange (request);
  g_assert_true (g_str_has_prefix (answer->str, "HTTP/1.1 "));
  return 0;
}
