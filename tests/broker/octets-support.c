/* octets-support.c: a broker of its own for each test, and clients made of octets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "octets-script.h"
#include "sol-broker-private.h"

#define DEADLINE_MS 20000

#define REQUEST "GET /mqtt HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n" \
                "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" \
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: other, mqtt\r\n\r\n"

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static gint64
read_now_us (gpointer user_data)
{
  return g_get_monotonic_time () + ((Octets *) user_data)->ahead_us;
}

static gint64
read_real_us (gpointer user_data)
{
  return g_get_real_time () + ((Octets *) user_data)->ahead_us;
}

void
octets_prepare (Octets *self)
{
  self->clock = (SolClock) { read_now_us, read_real_us, self };
  self->config = sol_broker_config_new ();
  self->config->port = 0;
  self->config->websocket_port = -1;
  self->config->allow_anonymous = TRUE;
}

void
octets_start (Octets   *self,
              SolStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->broker = sol_broker_new_with_clock (store, &self->clock);
  sol_broker_start_async (self->broker, self->config, NULL, keep_result_cb, &result);
  sol_broker_start_finish (self->broker, wait_for_result (&result), &error);
  g_assert_no_error (error);
}

void
octets_set_up (Octets        *self,
               gconstpointer  data)
{
  g_autoptr (SolStore) store = sol_store_new (NULL);

  octets_prepare (self);
  octets_start (self, store);
}

void
octets_stop (Octets *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sol_broker_stop_async (self->broker, NULL, keep_result_cb, &result);
  sol_broker_stop_finish (self->broker, wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&self->broker);
}

void
octets_tear_down (Octets        *self,
                  gconstpointer  data)
{
  octets_stop (self);
  g_clear_pointer (&self->config, sol_broker_config_unref);
}

void
octets_apply (Octets *self)
{
  g_autoptr (SolBrokerConfig) copy = sol_broker_config_copy (self->config);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sol_broker_apply_async (self->broker, copy, NULL, keep_result_cb, &result);
  sol_broker_apply_finish (self->broker, wait_for_result (&result), &error);
  g_assert_no_error (error);
}

typedef struct
{
  Octets      *octets;
  gint64       leap_us;
  GAsyncQueue *done;
} Advance;

/* In the broker's thread, so that it leaps between two batches */
static void
advance_cb (gpointer data,
            gpointer user_data)
{
  Advance *work = data;

  work->octets->ahead_us += work->leap_us;
  sol_timer_wheel_advance (((SolBrokerCore *) user_data)->wheel);
  g_async_queue_push (work->done, work);
}

void
octets_advance (Octets *self,
                guint   seconds)
{
  g_autoptr (GAsyncQueue) done = g_async_queue_new ();
  Advance work = { self, seconds * (gint64) G_USEC_PER_SEC, done };

  sol_io_thread_post (sol_broker_get_thread (self->broker), advance_cb, &work,
                      sol_broker_get_core (self->broker), NULL);
  if (g_async_queue_timeout_pop (done, DEADLINE_MS * 1000) == NULL)
    g_error ("the broker does not answer");
}

void
octets_set_user (Octets     *self,
                 const char *name,
                 const char *password)
{
  g_autoptr (GHashTable) users = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GAsyncResult) result = NULL;

  sol_broker_hash_password_async (password, NULL, keep_result_cb, &result);
  g_hash_table_insert (users, (gpointer) name,
                       sol_broker_hash_password_finish (wait_for_result (&result), NULL));
  sol_broker_set_users (self->broker, users);
}

void
octets_set_rules (Octets      *self,
                  const char **rules)
{
  g_autoptr (GPtrArray) list = sol_acl_rules_new ();
  g_autoptr (SolAcl) acl = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; rules[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (rules[i], " ", -1);
      SolAclRule *rule = sol_acl_rule_new_from_words ((const char * const *) words, &error);

      g_assert_no_error (error);
      g_ptr_array_add (list, rule);
    }
  acl = sol_acl_new (list);
  sol_broker_set_acl (self->broker, acl);
  /* Answered behind it */
  octets_apply (self);
}

void
octets_ban (Octets     *self,
            SolBanKind  kind,
            const char *value)
{
  g_autoptr (GPtrArray) bans = sol_bans_new ();

  g_ptr_array_add (bans, sol_ban_new (kind, value, 0, 0));
  sol_broker_set_bans (self->broker, bans);
  octets_apply (self);
}

int
octets_connect (Octets *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_port = htons (sol_broker_get_port (self->broker));
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  return fd;
}

void
octets_send_id (int         fd,
                const char *script,
                guint16     id)
{
  g_autoptr (GByteArray) octets = octets_compile (script, id, NULL);

  for (gsize sent = 0; sent < octets->len;)
    {
      gssize n = send (fd, octets->data + sent, octets->len - sent, MSG_NOSIGNAL);

      /* A broker that refuses may close while we still speak */
      if (n < 0 && (errno == EPIPE || errno == ECONNRESET))
        return;
      g_assert_cmpint (n, >, 0);
      sent += n;
    }
}

void
octets_send (int         fd,
             const char *script)
{
  octets_send_id (fd, script, 0);
}

/* Octets read, 0 at the end; fails after the deadline */
static gsize
receive (int     fd,
         guint8 *data,
         gsize   length)
{
  struct pollfd poller = { .fd = fd, .events = POLLIN };
  gssize n;

  if (poll (&poller, 1, DEADLINE_MS) != 1)
    g_error ("nothing came within %d ms", DEADLINE_MS);
  n = recv (fd, data, length, 0);
  if (n < 0 && errno == ECONNRESET)
    return 0;
  g_assert_cmpint (n, >=, 0);
  return n;
}

static char *
dup_hex (const guint8 *data,
         gsize         length)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, "%02x ", data[i]);
  return g_string_free (text, FALSE);
}

GByteArray *
octets_receive (int   fd,
                gsize length)
{
  GByteArray *octets = g_byte_array_sized_new (length);
  guint8 data[4096];
  gsize n;

  while (octets->len < length && (n = receive (fd, data, MIN (length - octets->len, 4096))) > 0)
    g_byte_array_append (octets, data, n);
  return octets;
}

static guint16
read_id (const GByteArray *octets,
         gint              at)
{
  return at < 0 || at + 1 >= (gint) octets->len ? 0 : octets->data[at] << 8 | octets->data[at + 1];
}

/* In hexadecimal where they differ: that costs time */
static void
assert_same (const GByteArray *received,
             const GByteArray *expected)
{
  g_autofree char *received_hex = NULL, *expected_hex = NULL;

  if (received->len == expected->len
      && (expected->len == 0 || memcmp (received->data, expected->data, expected->len) == 0))
    return;
  received_hex = dup_hex (received->data, received->len);
  expected_hex = dup_hex (expected->data, expected->len);
  g_assert_cmpstr (received_hex, ==, expected_hex);
}

guint16
octets_expect (int         fd,
               const char *script)
{
  gint id_at;
  g_autoptr (GByteArray) blank = octets_compile (script, 0, &id_at);
  g_autoptr (GByteArray) received = octets_receive (fd, blank->len);
  guint16 id = read_id (received, id_at);
  g_autoptr (GByteArray) expected = octets_compile (script, id, NULL);

  assert_same (received, expected);
  if (id_at >= 0)
    g_assert_cmpuint (id, >, 0);
  return id;
}

void
octets_expect_id (int         fd,
                  const char *script,
                  guint16     id)
{
  g_assert_cmpuint (octets_expect (fd, script), ==, id);
}

void
octets_talk (int         fd,
             const char *script,
             const char *reply)
{
  octets_send (fd, script);
  octets_expect (fd, reply);
}

void
octets_expect_close (int fd)
{
  guint8 data[256];
  gsize n = receive (fd, data, sizeof data);
  g_autofree char *hex = dup_hex (data, n);

  g_assert_cmpstr (hex, ==, "");
  octets_close (fd);
}

void
octets_expect_quiet (int fd)
{
  octets_talk (fd, "c0 00", "d0 00");
}

void
octets_close (int fd)
{
  g_assert_cmpint (close (fd), ==, 0);
}

void
octets_leave (int fd)
{
  octets_send (fd, "e0 00");
  octets_expect_close (fd);
}

static int
open_client (Octets     *self,
             const char *client_id,
             gboolean    is_clean,
             gboolean    is_present)
{
  g_autofree char *script = g_strdup_printf ("10 [<MQTT> 04 %s 0000 <%s>]",
                                             is_clean ? "02" : "00", client_id);
  int fd = octets_connect (self);

  octets_talk (fd, script, is_present ? "20 02 01 00" : "20 02 00 00");
  return fd;
}

int
octets_open (Octets     *self,
             const char *client_id)
{
  return open_client (self, client_id, TRUE, FALSE);
}

int
octets_resume (Octets     *self,
               const char *client_id,
               gboolean    is_present)
{
  return open_client (self, client_id, FALSE, is_present);
}

int
octets5_connect (Octets     *self,
                 const char *connect,
                 gboolean    is_present)
{
  g_autofree char *script = g_strdup_printf ("10 [<MQTT> 05 %s]", connect);
  int fd = octets_connect (self);

  octets_talk (fd, script, is_present ? "20 [01 00 [" OCTETS5_TERMS "]]"
                                      : "20 [00 00 [" OCTETS5_TERMS "]]");
  return fd;
}

int
octets5_open (Octets     *self,
              const char *client_id)
{
  g_autofree char *connect = g_strdup_printf ("02 003c [17 00] <%s>", client_id);

  return octets5_connect (self, connect, FALSE);
}

void
octets5_expect_end (int    fd,
                    guint8 reason)
{
  g_autofree char *script = g_strdup_printf ("e0 01 %02x", reason);

  octets_expect (fd, script);
  octets_expect_close (fd);
}

int
octets_subscribe (Octets     *self,
                  const char *client_id,
                  const char *filter,
                  guint8      qos)
{
  g_autofree char *script = g_strdup_printf ("82 [00 01 <%s> %02x]", filter, qos);
  g_autofree char *reply = g_strdup_printf ("90 03 00 01 %02x", qos);
  int fd = octets_open (self, client_id);

  octets_talk (fd, script, reply);
  return fd;
}

/* Returns: (transfer full): the head of the answer */
static char *
read_head (int fd)
{
  GString *head = g_string_new (NULL);

  while (!g_str_has_suffix (head->str, "\r\n\r\n"))
    {
      g_autoptr (GByteArray) octet = octets_receive (fd, 1);

      g_string_append_c (head, (char) octet->data[0]);
    }
  return g_string_free (head, FALSE);
}

/* [MQTT-6.0.0-4]: of the subprotocols offered, mqtt is chosen */
int
octets_open_websocket (Octets *self)
{
  struct sockaddr_in address
      = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
          .sin_port = htons (sol_broker_get_websocket_port (self->broker)) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_autofree char *head = NULL;

  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (send (fd, REQUEST, strlen (REQUEST), 0), ==, strlen (REQUEST));
  head = read_head (fd);
  g_assert_true (g_str_has_prefix (head, "HTTP/1.1 101 "));
  g_assert_nonnull (strstr (head, "\r\nSec-WebSocket-Protocol: mqtt\r\n"));
  return fd;
}

void
octets_publish (Octets     *self,
                const char *script,
                const char *reply)
{
  int fd = octets_open (self, "publisher");

  octets_talk (fd, script, reply);
  octets_expect_quiet (fd);
  octets_leave (fd);
}

void
octets_check_refused (Octets      *self,
                      const char **scripts)
{
  for (guint i = 0; scripts[i] != NULL; i++)
    {
      int fd = octets_connect (self);

      g_test_message ("%s", scripts[i]);
      octets_send (fd, scripts[i]);
      octets_expect_close (fd);
    }
}

void
octets_check_fatal (Octets      *self,
                    const char **scripts)
{
  for (guint i = 0; scripts[i] != NULL; i++)
    {
      int fd = octets_open (self, "fatal");

      g_test_message ("%s", scripts[i]);
      octets_send (fd, scripts[i]);
      octets_expect_close (fd);
    }
}
