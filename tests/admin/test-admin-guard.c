/* test-admin-guard.c: who is let in, and what is too much
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "admin-support.h"
#include "sol-test-wait.h"

#define USER "{\"username\": \"u\", \"password\": \"p\"}"

static guint
send_with (Fixture    *fixture,
           const char *method,
           const char *path,
           const char *body,
           const char *name,
           const char *value)
{
  const char *headers[] = { name, value, NULL };

  fixture_send (fixture, method, path, body, headers);
  return fixture->status;
}

static void
test_host (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_cmpuint (send_with (fixture, "GET", "/config", NULL, "Host", "evil.example"), ==, 403);
  g_assert_cmpuint (send_with (fixture, "GET", "/", NULL, "Host", "evil.example:8000"), ==, 403);
  g_assert_cmpuint (send_with (fixture, "GET", "/config", NULL, "Host", "localhost.evil.example"),
                    ==, 403);
  g_assert_cmpuint (send_with (fixture, "GET", "/config", NULL, "Host", "192.0.2.1"), ==, 403);
  g_assert_cmpuint (send_with (fixture, "GET", "/config", NULL, "Host", "LocalHost:8000"), ==, 200);
  g_assert_cmpuint (send_with (fixture, "GET", "/config", NULL, "Host", "127.0.0.5"), ==, 200);
  g_assert_cmpuint (send_with (fixture, "GET", "/config", NULL, "Host", "[::1]:8000"), ==, 200);
}

static void
test_origin (Fixture       *fixture,
             gconstpointer  data)
{
  const char *own = sol_admin_get_url (fixture->admin);

  g_assert_cmpuint (send_with (fixture, "POST", "/users", USER, "Origin", "http://evil.example"),
                    ==, 403);
  g_assert_cmpuint (send_with (fixture, "POST", "/users", USER, "Origin", "null"), ==, 403);
  g_assert_cmpuint (send_with (fixture, "POST", "/users", USER, "Origin", "http://127.0.0.1:1"), ==,
                    403);
  g_assert_cmpuint (
      send_with (fixture, "DELETE", "/users/u", NULL, "Origin", "http://evil.example"), ==, 403);
  g_assert_cmpuint (
      send_with (fixture, "PUT", "/api/v1/config", "{}", "Origin", "http://evil.example"), ==, 403);
  fixture_expect_json (fixture, "GET", "/users", NULL, "[]");
  g_assert_cmpuint (send_with (fixture, "POST", "/users", USER, "Origin", own), ==, 200);
}

static void
test_other_site (Fixture       *fixture,
                 gconstpointer  data)
{
  g_assert_cmpuint (send_with (fixture, "POST", "/users", USER, "Sec-Fetch-Site", "cross-site"), ==,
                    403);
  g_assert_cmpuint (send_with (fixture, "GET", "/config", NULL, "Sec-Fetch-Site", "same-site"), ==,
                    403);
  g_assert_cmpuint (send_with (fixture, "GET", "/config", NULL, "Sec-Fetch-Site", "same-origin"),
                    ==, 200);
  g_assert_cmpuint (send_with (fixture, "GET", "/config", NULL, "Sec-Fetch-Site", "none"), ==, 200);
  g_assert_cmpuint (send_with (fixture, "GET", "/", NULL, "Sec-Fetch-Site", "cross-site"), ==, 200);
}

static void
test_content_type (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_cmpuint (send_with (fixture, "POST", "/users", USER, "Content-Type", "text/plain"), ==,
                    415);
  g_assert_cmpuint (send_with (fixture, "POST", "/users", USER, "Content-Type",
                               "application/x-www-form-urlencoded"),
                    ==, 415);
  fixture_expect_json (fixture, "GET", "/users", NULL, "[]");
  g_assert_cmpuint (send_with (fixture, "POST", "/users", USER, "Content-Type",
                               "application/json; charset=utf-8"),
                    ==, 200);
}

/* A message of @size octets */
static char *
dup_message (gsize size)
{
  g_autofree char *text = g_strnfill (size, 'x');

  return g_strdup_printf ("{\"topic\": \"t\", \"message\": \"%s\"}", text);
}

static void
test_length (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *small = dup_message (60 * 1024), *middle = dup_message (70 * 1024);
  g_autofree char *large = dup_message (15 * 1024 * 1024),
                  *too_large = dup_message (17 * 1024 * 1024);

  fixture_expect_problem (fixture, "POST", "/config", middle, 413, NULL);
  fixture_expect_problem (fixture, "POST", "/users", small, 400, "username");
  fixture_expect_success (fixture, "POST", "/publish", middle);
  fixture_expect_success (fixture, "POST", "/publish", large);
  fixture_expect_problem (fixture, "POST", "/publish", too_large, 413, NULL);
  fixture_expect (fixture, "GET", "/config", NULL, 200);
}

/* Writes @text to the admin's port; @end: (nullable): NULL for the connection's.
 * Returns: (transfer full): all that comes back until then */
static char *
talk_until (Fixture    *fixture,
            const char *text,
            const char *end)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GUri) uri = g_uri_parse (sol_admin_get_url (fixture->admin), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GString) answer = g_string_new (NULL);
  GSocket *socket;
  char octets[4096];
  gssize length = 1;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)g_uri_get_port (uri),
                                                NULL, NULL);
  g_assert_nonnull (connection);
  socket = g_socket_connection_get_socket (connection);
  g_assert_cmpint (g_socket_send (socket, text, strlen (text), NULL, NULL), ==,
                   (gssize)strlen (text));
  g_socket_set_blocking (socket, FALSE);
  while (length != 0 && (end == NULL || strstr (answer->str, end) == NULL))
    {
      sol_test_wait_until (g_socket_condition_check (socket, G_IO_IN | G_IO_HUP) != 0);
      length = g_socket_receive (socket, octets, sizeof octets, NULL, NULL);
      g_string_append_len (answer, octets, MAX (length, 0));
    }
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static char *
talk (Fixture    *fixture,
      const char *text)
{
  return talk_until (fixture, text, "\r\n\r\n");
}

static char *
talk_to_end (Fixture    *fixture,
             const char *text)
{
  return talk_until (fixture, text, NULL);
}

static void
test_chunked_length (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *filling = g_strnfill (70 * 1024, 'x');
  g_autofree char *request = g_strdup_printf (
      "POST /config HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n",
      70 * 1024, filling);
  g_autofree char *answer = talk (fixture, request);

  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 413"));
}

/* A body that is refused by its header and again while it comes is answered by one problem */
/* Returns: (transfer full): a connection that has sent @size octets of a publication's body */
static GSocketConnection *
begin_publish (Fixture    *fixture,
               gsize       size,
               const char *more_headers)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GUri) uri = g_uri_parse (sol_admin_get_url (fixture->admin), G_URI_FLAGS_NONE, NULL);
  g_autofree char *filling = g_strnfill (size, 'x');
  g_autofree char *request
      = g_strdup_printf ("POST /publish HTTP/1.1\r\nHost: localhost\r\n%s"
                         "Content-Type: application/json\r\nContent-Length: 16777216\r\n\r\n%s",
                         more_headers, filling);
  gsize length = strlen (request), sent = 0;
  GSocketConnection *connection = g_socket_client_connect_to_host (
      client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, NULL);
  GSocket *socket = g_socket_connection_get_socket (connection);

  g_socket_set_blocking (socket, FALSE);
  while (sent < length)
    {
      gssize n = g_socket_send (socket, request + sent, length - sent, NULL, NULL);

      sent += (gsize) MAX (n, 0);
      g_main_context_iteration (NULL, FALSE);
    }
  return connection;
}

/* Half-sent ones hold 64 MiB at most, whoever sends them; they end, and others are taken again */
static void
test_many_long_requests (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *text = dup_message (8 * 1024 * 1024);
  GSocketConnection *connections[4];

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    connections[i] = begin_publish (fixture, 15 * 1024 * 1024, "");
  fixture_expect_problem (fixture, "POST", "/publish", text, 503, NULL);
  fixture_expect (fixture, "GET", "/config", NULL, 200);
  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    g_object_unref (connections[i]);
  do
    fixture_send (fixture, "POST", "/publish", text, NULL);
  while (fixture->status == 503);
  g_assert_cmpuint (fixture->status, ==, 200);
}

/* From elsewhere nothing is kept of who gives no password */
static void
test_strangers_hold_nothing (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *text = dup_message (8 * 1024 * 1024);
  GSocketConnection *connections[6];

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    connections[i] = begin_publish (fixture, 15 * 1024 * 1024, "X-Forwarded-For: 192.0.2.7\r\n");
  fixture_expect_success (fixture, "POST", "/publish", text);
  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    g_object_unref (connections[i]);
}

static void
test_length_is_refused_once (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *filling = g_strnfill (70 * 1024, 'x');
  g_autofree char *request = g_strdup_printf (
      "POST /config HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Content-Length: %d\r\n\r\n%s",
      70 * 1024, filling);
  g_autofree char *answer = talk_to_end (fixture, request);
  const char *first = strstr (answer, "about:blank");

  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 413"));
  g_assert_nonnull (first);
  g_assert_null (strstr (first + 1, "about:blank"));
}

/* The parser's complaint about half a surrogate pair quotes it */
static void
test_problem_is_utf8 (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char body[] = "{\"username\":\"\\ud800\",\"password\":\"p\"}";
  g_autofree char *request = g_strdup_printf (
      "POST /users HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Connection: close\r\nContent-Length: %zu\r\n\r\n%s",
      strlen (body), body);
  g_autofree char *answer = talk_to_end (fixture, request);

  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 400"));
  g_assert_nonnull (strstr (answer, "not JSON"));
  g_assert_true (g_utf8_validate (answer, -1, NULL));
}

static void
test_broken_requests (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char *requests[] = {
    "nonsense\r\n\r\n",
    "GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "GET /users/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autofree char *answer = talk (fixture, requests[i]);

      g_assert_null (strstr (answer, " 200 "));
    }
  fixture_expect (fixture, "GET", "/config", NULL, 200);
}

static void
set_password (Fixture    *fixture,
              const char *password)
{
  g_autofree char *body = g_strdup_printf ("{\"password\": \"%s\"}", password);

  fixture_expect_success (fixture, "POST", "/api/v1/password", body);
}

/* A proxy on this computer speaks for somebody elsewhere: what it passes on needs the password.
 * Returns: the status */
static guint
send_from_elsewhere (Fixture    *fixture,
                     const char *path,
                     const char *authorization)
{
  const char *headers[] = { "X-Forwarded-For", "192.0.2.7",
                            authorization != NULL ? "Authorization" : NULL, authorization, NULL };

  fixture_send (fixture, "GET", path, NULL, headers);
  return fixture->status;
}

static char *
dup_basic (const char *text)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) text, strlen (text));

  return g_strconcat ("Basic ", encoded, NULL);
}

static void
test_password (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *right = dup_basic ("anyone:open sesame"), *wrong = dup_basic ("anyone:sesame");
  gint64 asked_us;

  g_assert_cmpuint (send_from_elsewhere (fixture, "/config", right), ==, 403);
  g_assert_nonnull (strstr (fixture->text, "--web-password-file"));
  set_password (fixture, "open sesame");
  g_assert_null (strstr (fixture->text, "open sesame"));
  g_assert_true (g_str_has_prefix (sol_engine_get_config (fixture->engine)->web_password, "$y$"));

  g_assert_cmpuint (send_from_elsewhere (fixture, "/config", NULL), ==, 401);
  g_assert_nonnull (
      strstr (soup_message_headers_get_one (fixture->headers, "WWW-Authenticate"), "Basic"));
  asked_us = g_get_monotonic_time ();
  g_assert_cmpuint (send_from_elsewhere (fixture, "/config", wrong), ==, 401);
  g_assert_cmpint (g_get_monotonic_time () - asked_us, >=, 500000);
  g_assert_cmpuint (send_from_elsewhere (fixture, "/config", right), ==, 200);
  g_assert_cmpuint (send_from_elsewhere (fixture, "/config", right), ==, 200);
  g_assert_cmpuint (send_from_elsewhere (fixture, "/config", "Bearer open sesame"), ==, 200);
  g_assert_cmpuint (send_from_elsewhere (fixture, "/", right), ==, 200);
  g_assert_cmpuint (send_from_elsewhere (fixture, "/", NULL), ==, 401);
  g_assert_cmpuint (send_from_elsewhere (fixture, "/config", "Basic ====="), ==, 401);
  g_assert_cmpuint (send_from_elsewhere (fixture, "/config", "Digest x"), ==, 401);

  /* The old one is worth nothing once there is a new one */
  set_password (fixture, "another");
  g_assert_cmpuint (send_from_elsewhere (fixture, "/config", right), ==, 401);
  set_password (fixture, "");
  g_assert_cmpuint (send_from_elsewhere (fixture, "/config", right), ==, 403);
}

static void
test_password_is_set_here_alone (Fixture       *fixture,
                                 gconstpointer  data)
{
  const char *headers[] = { "Forwarded", "for=192.0.2.7", "Authorization", "Bearer first", NULL };

  set_password (fixture, "first");
  fixture_send (fixture, "POST", "/api/v1/password", "{\"password\": \"second\"}", headers);
  g_assert_cmpuint (fixture->status, ==, 403);
  fixture_expect_problem (fixture, "POST", "/api/v1/password", "{}", 400, "password");
  fixture_expect_problem (fixture, "POST", "/api/v1/password", "{\"password\": 5}", 422,
                          "password");
}

static void
ignore_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GBytes) bytes
      = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  (*(guint *) user_data)++;
}

/* Those who leave before their answer must not cost the others anything */
static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *url = g_strconcat (sol_admin_get_url (fixture->admin), "/users", NULL);
  guint n_ended = 0;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
      g_autoptr (GBytes) body = g_bytes_new_static (USER, strlen (USER));

      soup_message_set_request_body_from_bytes (message, "application/json", body);
      soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, cancellable,
                                        ignore_cb, &n_ended);
    }
  sol_test_wait_until (n_ended > 0);
  g_cancellable_cancel (cancellable);
  sol_test_wait_until (n_ended == 20);
  fixture_expect (fixture, "GET", "/users", NULL, 200);
}

static void
add (const char  *path,
     void       (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/admin/guard/foreign-host", test_host);
  add ("/admin/guard/foreign-origin", test_origin);
  add ("/admin/guard/other-site", test_other_site);
  add ("/admin/guard/content-type", test_content_type);
  add ("/admin/guard/length", test_length);
  add ("/admin/guard/chunked-length", test_chunked_length);
  add ("/admin/guard/many-long-requests", test_many_long_requests);
  add ("/admin/guard/strangers-hold-nothing", test_strangers_hold_nothing);
  add ("/admin/guard/length-is-refused-once", test_length_is_refused_once);
  add ("/admin/guard/problem-is-utf8", test_problem_is_utf8);
  add ("/admin/guard/broken-requests", test_broken_requests);
  add ("/admin/guard/password", test_password);
  add ("/admin/guard/password-is-set-here-alone", test_password_is_set_here_alone);
  add ("/admin/guard/given-up", test_given_up);
  return g_test_run ();
}
