/* test-lifecycle.c: start, stop, a changed configuration, and what the owner sees and commands
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "octets-support.h"
#include "sol-tap.h"

#define DEADLINE_US (20 * G_USEC_PER_SEC)

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

static gboolean
start (Octets  *self,
       GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_broker_start_async (self->broker, self->config, NULL, keep_result_cb, &result);
  return sol_broker_start_finish (self->broker, wait_for_result (&result), error);
}

static gboolean
stop (Octets  *self,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_broker_stop_async (self->broker, NULL, keep_result_cb, &result);
  return sol_broker_stop_finish (self->broker, wait_for_result (&result), error);
}

static gboolean
apply (Octets  *self,
       GError **error)
{
  g_autoptr (SolBrokerConfig) copy = sol_broker_config_copy (self->config);
  g_autoptr (GAsyncResult) result = NULL;

  sol_broker_apply_async (self->broker, copy, NULL, keep_result_cb, &result);
  return sol_broker_apply_finish (self->broker, wait_for_result (&result), error);
}

static gboolean
kick (Octets      *self,
      const char  *client_id,
      GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_broker_kick_async (self->broker, client_id, NULL, keep_result_cb, &result);
  return sol_broker_kick_finish (self->broker, wait_for_result (&result), error);
}

static GPtrArray *
list_clients (Octets *self,
              guint   limit)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_broker_list_clients_async (self->broker, limit, NULL, keep_result_cb, &result);
  return sol_broker_list_clients_finish (self->broker, wait_for_result (&result), NULL);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Turns the main context until @condition, or fails */
#define WAIT_UNTIL(condition) \
  G_STMT_START { \
    gint64 deadline_us = g_get_monotonic_time () + DEADLINE_US; \
    guint wake_id = g_timeout_add (5, wake_cb, NULL); \
    while (!(condition)) \
      { \
        g_assert_cmpint (g_get_monotonic_time (), <, deadline_us); \
        g_main_context_iteration (NULL, TRUE); \
      } \
    g_source_remove (wake_id); \
  } G_STMT_END

/* A port that somebody else holds, as long as @fd is open */
static guint16
take_port (int *fd)
{
  struct sockaddr_in address
      = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t size = sizeof address;

  *fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (*fd, (struct sockaddr *) &address, size), ==, 0);
  g_assert_cmpint (listen (*fd, 1), ==, 0);
  g_assert_cmpint (getsockname (*fd, (struct sockaddr *) &address, &size), ==, 0);
  return ntohs (address.sin_port);
}

static void
test_sessions_outlast_a_stop (Octets        *self,
                              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  int fd = octets_resume (self, "lasting", FALSE);

  octets_talk (fd, "82 [00 01 <a> 01]", "90 03 00 01 01");
  octets_leave (fd);
  octets_publish (self, "33 [<a> 0001 'x']", "40 02 00 01");
  g_assert_true (stop (self, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sol_broker_get_state (self->broker), ==, SOL_BROKER_STOPPED);
  g_assert_cmpuint (sol_broker_get_port (self->broker), ==, 0);

  g_assert_true (start (self, &error));
  g_assert_no_error (error);
  fd = octets_resume (self, "lasting", TRUE);
  octets_expect (fd, "32 [<a> ## 'x']");
  octets_talk (fd, "82 [00 01 <#> 00]", "90 03 00 01 00 31 [<a> 'x']");
  octets_close (fd);
}

static void
test_stop_closes_clients (Octets        *self,
                          gconstpointer  data)
{
  int fd = octets_open (self, "client");

  g_assert_true (stop (self, NULL));
  octets_expect_close (fd);
  g_assert_true (start (self, NULL));
}

static void
test_wrong_state_is_an_error (Octets        *self,
                              gconstpointer  data)
{
  g_autoptr (SolMessage) message = sol_message_new ("a", 1, NULL, 0, 0, FALSE, 0);
  g_autoptr (GError) busy = NULL;
  g_autoptr (GError) stopped = NULL;
  g_autoptr (GError) applied = NULL;
  g_autoptr (GError) published = NULL;

  g_assert_false (start (self, &busy));
  g_assert_error (busy, SOL_BROKER_ERROR, SOL_BROKER_ERROR_BUSY);
  g_assert_cmpint (sol_broker_get_state (self->broker), ==, SOL_BROKER_RUNNING);
  g_assert_true (stop (self, NULL));
  g_assert_false (stop (self, &stopped));
  g_assert_error (stopped, SOL_BROKER_ERROR, SOL_BROKER_ERROR_NOT_RUNNING);
  g_assert_false (apply (self, &applied));
  g_assert_error (applied, SOL_BROKER_ERROR, SOL_BROKER_ERROR_NOT_RUNNING);
  g_assert_false (sol_broker_publish (self->broker, message, &published));
  g_assert_error (published, SOL_BROKER_ERROR, SOL_BROKER_ERROR_NOT_RUNNING);
  g_assert_true (start (self, NULL));
}

static void
test_port_in_use (Octets        *self,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  int taken, fd = octets_open (self, "client");
  guint16 port = take_port (&taken), before = sol_broker_get_port (self->broker);
  g_autofree char *text = g_strdup_printf (":%u", port);

  self->config->port = port;
  g_assert_false (apply (self, &error));
  g_assert_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_PORT_IN_USE);
  g_assert_nonnull (strstr (error->message, text));
  g_assert_cmpuint (sol_broker_get_port (self->broker), ==, before);
  octets_expect_quiet (fd);
  octets_close (fd);

  g_clear_error (&error);
  g_assert_true (stop (self, NULL));
  g_assert_false (start (self, &error));
  g_assert_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_PORT_IN_USE);
  g_assert_cmpint (sol_broker_get_state (self->broker), ==, SOL_BROKER_STOPPED);
  close (taken);
  g_assert_true (start (self, NULL));
}

static void
test_new_port_takes_effect (Octets        *self,
                            gconstpointer  data)
{
  int taken, fd = octets_open (self, "client");

  self->config->port = take_port (&taken);
  close (taken);
  octets_apply (self);
  g_assert_cmpuint (sol_broker_get_port (self->broker), ==, self->config->port);
  octets_expect_close (fd);
  octets_leave (octets_open (self, "client"));
}

/* The switch of the desktop: this computer only, or the network. Who is connected stays. */
static void
test_wider_and_narrower_keeps_clients (Octets        *self,
                                       gconstpointer  data)
{
  static const char * const hosts[] = { "0.0.0.0", "127.0.0.1", "*", "localhost", "127.0.0.1" };
  int fd = octets_open (self, "client");

  self->config->port = sol_broker_get_port (self->broker);
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_free (self->config->host);
      self->config->host = g_strdup (hosts[i]);
      octets_apply (self);
      octets_expect_quiet (fd);
      octets_leave (octets_open (self, "other"));
    }
  octets_close (fd);
}

static void
test_failed_widening_listens_as_before (Octets        *self,
                                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  int fd = octets_open (self, "client");
  int taken;

  self->config->port = sol_broker_get_port (self->broker);
  g_free (self->config->host);
  self->config->host = g_strdup ("0.0.0.0");
  self->config->websocket_port = take_port (&taken);
  g_assert_false (apply (self, &error));
  g_assert_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_PORT_IN_USE);
  octets_expect_quiet (fd);
  octets_leave (octets_open (self, "other"));
  close (taken);
  octets_close (fd);
}

static void
test_no_address_is_an_error (Octets        *self,
                             gconstpointer  data)
{
  static const char * const hosts[] = { "nowhere.example", "192.0.2.1", "" };

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_free (self->config->host);
      self->config->host = g_strdup (hosts[i]);
      g_assert_false (apply (self, &error));
      g_assert_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_ADDRESS);
    }
}

static void
test_anonymous_off_closes_them (Octets        *self,
                                gconstpointer  data)
{
  int fd = octets_open (self, "client");

  self->config->allow_anonymous = FALSE;
  octets_apply (self);
  octets_expect_close (fd);
}

static void
test_changed_users_are_closed (Octets        *self,
                               gconstpointer  data)
{
  int anonymous = octets_open (self, "anonymous"), fd = octets_connect (self);

  octets_set_user (self, "ann", "one");
  octets_talk (fd, "10 [<MQTT> 04 c2 0000 <c> <ann> <one>]", "20 02 00 00");
  octets_expect_quiet (fd);
  octets_set_user (self, "ann", "two");
  octets_expect_close (fd);
  octets_expect_quiet (anonymous);
  octets_close (anonymous);
}

static void
test_kick_sends_the_will (Octets        *self,
                          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  int watcher = octets_subscribe (self, "watcher", "will", 0), fd = octets_connect (self);

  octets_talk (fd, "10 [<MQTT> 04 06 0000 <victim> <will> <gone>]", "20 02 00 00");
  g_assert_true (kick (self, "victim", &error));
  g_assert_no_error (error);
  octets_expect_close (fd);
  octets_expect (watcher, "30 [<will> 'gone']");
  g_assert_false (kick (self, "victim", &error));
  g_assert_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID);
  octets_close (watcher);
}

static void
test_publish_from_inside (Octets        *self,
                          gconstpointer  data)
{
  g_autoptr (SolMessage) message = sol_message_new ("a/b", 3, (const guint8 *) "x", 1, 1, TRUE, 0);
  g_autoptr (SolMessage) wrong = sol_message_new ("a/#", 3, NULL, 0, 0, FALSE, 0);
  g_autoptr (GError) error = NULL;
  int fd = octets_subscribe (self, "client", "a/+", 1);
  SolBrokerStats stats;

  g_assert_true (sol_broker_publish (self->broker, message, &error));
  g_assert_no_error (error);
  octets_expect (fd, "32 [<a/b> ## 'x']");
  WAIT_UNTIL ((sol_broker_get_stats (self->broker, &stats), stats.n_messages_in == 1));
  octets_talk (fd, "82 [00 02 <a/b> 00]", "90 03 00 02 00 31 [<a/b> 'x']");
  g_assert_false (sol_broker_publish (self->broker, wrong, &error));
  g_assert_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID);
  octets_close (fd);
}

/* Its end waits for the check that runs, 21 ms, and forgets the one that waits */
static void
test_ends_while_a_password_is_checked (Octets        *self,
                                       gconstpointer  data)
{
  Octets other = { 0 };
  int one, two;

  octets_set_up (&other, NULL);
  octets_set_user (&other, "anna", "right");
  one = octets_connect (&other);
  two = octets_connect (&other);
  octets_send (one, "10 [<MQTT> 04 c2 0000 <1> <anna> <right>]");
  octets_send (two, "10 [<MQTT> 04 c2 0000 <2> <anna> <wrong>]");
  g_clear_object (&other.broker);
  g_clear_pointer (&other.config, sol_broker_config_unref);
  octets_close (one);
  octets_close (two);
}

typedef struct
{
  GMutex     lock;
  GPtrArray *messages;
  gint       is_destroyed;
} Tapped;

static void
tapped_cb (SolMessage *message,
           gpointer    user_data)
{
  Tapped *self = user_data;

  g_assert_false (g_atomic_int_get (&self->is_destroyed));
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->messages, sol_message_ref (message));
  g_mutex_unlock (&self->lock);
}

static void
destroyed_cb (gpointer data)
{
  g_atomic_int_set (&((Tapped *) data)->is_destroyed, TRUE);
}

static guint
tapped_get_n (Tapped *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->messages->len;
  g_mutex_unlock (&self->lock);
  return n;
}

static void
test_tap (Octets        *self,
          gconstpointer  data)
{
  static const char * const filters[] = { "a/#", "a/b", NULL };
  static const char * const others[] = { "a/b", "c", NULL };
  Tapped tapped
      = { .messages = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_message_unref) };
  SolTap *tap;

  octets_publish (self, "33 [<a/b> 0001 'kept']", "40 02 00 01");
  octets_publish (self, "33 [<c> 0001 'kept']", "40 02 00 01");
  tap = sol_tap_new (self->broker, filters, tapped_cb, &tapped);
  WAIT_UNTIL (tapped_get_n (&tapped) >= 1);
  g_assert_cmpstr (((SolMessage *) tapped.messages->pdata[0])->topic, ==, "a/b");
  g_assert_true (((SolMessage *) tapped.messages->pdata[0])->retain);
  g_ptr_array_set_size (tapped.messages, 0);

  /* Both filters match: once; and it outlasts a stop */
  g_assert_true (stop (self, NULL));
  g_assert_true (start (self, NULL));
  octets_publish (self, "32 [<a/b> 0001 'x']", "40 02 00 01");
  WAIT_UNTIL (tapped_get_n (&tapped) >= 1);
  octets_publish (self, "32 [<a/c> 0001 'y']", "40 02 00 01");
  WAIT_UNTIL (tapped_get_n (&tapped) >= 2);
  g_assert_cmpuint (tapped_get_n (&tapped), ==, 2);
  g_assert_cmpuint (((SolMessage *) tapped.messages->pdata[1])->qos, ==, 1);

  /* The retained message of the new filter alone */
  sol_tap_set_filters (tap, others);
  WAIT_UNTIL (tapped_get_n (&tapped) >= 3);
  g_assert_cmpstr (((SolMessage *) tapped.messages->pdata[2])->topic, ==, "c");
  octets_publish (self, "32 [<a/c> 0001 'z']", "40 02 00 01");
  sol_tap_free (tap, destroyed_cb, &tapped);
  WAIT_UNTIL (g_atomic_int_get (&tapped.is_destroyed));
  octets_publish (self, "32 [<c> 0001 'z']", "40 02 00 01");
  g_assert_cmpuint (tapped_get_n (&tapped), ==, 3);
  g_ptr_array_unref (tapped.messages);
}

static void
test_clients_are_listed (Octets        *self,
                         gconstpointer  data)
{
  int away = octets_resume (self, "away", FALSE), fd = octets_subscribe (self, "here", "a/b", 1);
  g_autoptr (GPtrArray) clients = NULL;
  g_autoptr (GPtrArray) one = NULL;
  SolBrokerClient *client;

  octets_leave (away);
  octets_talk (fd, "82 [00 02 <#> 02] 32 [<a/b> 0001 'x']",
               "90 03 00 02 02 32 [<a/b> ## 'x'] 40 02 00 01");
  clients = list_clients (self, 100);
  g_assert_cmpuint (clients->len, ==, 2);
  client = clients->pdata[0];
  g_assert_cmpstr (client->client_id, ==, "here");
  g_assert_true (client->is_connected);
  g_assert_true (client->clean_session);
  g_assert_true (g_str_has_prefix (client->address, "127.0.0.1:"));
  g_assert_cmpuint (client->n_in, ==, 1);
  g_assert_cmpuint (client->n_out, ==, 1);
  g_assert_cmpuint (client->n_inflight, ==, 1);
  g_assert_cmpuint (g_strv_length (client->subscriptions), ==, 2);
  g_assert_cmpstr (client->subscriptions[0], ==, "a/b");
  g_assert_cmpuint (client->subscription_qos[0], ==, 1);
  g_assert_cmpstr (client->subscriptions[1], ==, "#");
  g_assert_cmpuint (client->subscription_qos[1], ==, 2);

  client = clients->pdata[1];
  g_assert_cmpstr (client->client_id, ==, "away");
  g_assert_false (client->is_connected);
  g_assert_cmpstr (client->address, ==, "");
  one = list_clients (self, 1);
  g_assert_cmpuint (one->len, ==, 1);
  octets_close (fd);
}

static void
event_cb (SolBroker      *broker,
          SolBrokerEvent *event,
          GPtrArray      *events)
{
  g_ptr_array_add (events, sol_broker_event_ref (event));
}

static SolBrokerEvent *
find_event (GPtrArray          *events,
            SolBrokerEventType  type)
{
  for (guint i = events->len; i-- > 0;)
    if (((SolBrokerEvent *) events->pdata[i])->type == type)
      return events->pdata[i];
  return NULL;
}

static void
test_events (Octets        *self,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_broker_event_unref);
  gulong id = g_signal_connect (self->broker, "event", G_CALLBACK (event_cb), events);
  SolBrokerEvent *event;
  int fd;

  octets_leave (octets_open (self, "client"));
  WAIT_UNTIL (find_event (events, SOL_BROKER_EVENT_DISCONNECTED) != NULL);
  event = find_event (events, SOL_BROKER_EVENT_CONNECTED);
  g_assert_cmpstr (event->client_id, ==, "client");
  g_assert_true (g_str_has_prefix (event->address, "127.0.0.1:"));

  self->config->allow_anonymous = FALSE;
  octets_apply (self);
  for (guint i = 0; i < 3; i++)
    {
      fd = octets_connect (self);
      octets_talk (fd, "10 [<MQTT> 04 02 0000 <nobody>]", "20 02 00 05");
      octets_expect_close (fd);
    }
  WAIT_UNTIL ((event = find_event (events, SOL_BROKER_EVENT_REFUSED)) != NULL
              && event->n_repeats == 2);
  g_assert_cmpstr (event->client_id, ==, "nobody");
  g_assert_nonnull (event->reason);
  g_signal_handler_disconnect (self->broker, id);
}

/* A full broker still lets a client come back whose old connection hangs */
static void
test_full_lets_the_same_client_in (Octets        *self,
                                   gconstpointer  data)
{
  int one, two, three;

  self->config->max_connections = 2;
  octets_apply (self);
  one = octets_open (self, "one");
  two = octets_open (self, "two");
  three = octets_connect (self);
  octets_talk (three, "10 [<MQTT> 04 02 0000 <three>]", "20 02 00 03");
  octets_expect_close (three);
  three = octets_open (self, "one");
  octets_expect_close (one);
  octets_expect_quiet (two);
  octets_expect_quiet (three);
  octets_close (two);
  octets_close (three);
}

static void
test_stats (Octets        *self,
            gconstpointer  data)
{
  SolBrokerStats stats;
  int fd = octets_subscribe (self, "client", "a", 0);

  octets_talk (fd, "31 [<a> 'x']", "30 [<a> 'x']");
  WAIT_UNTIL ((sol_broker_get_stats (self->broker, &stats), stats.n_messages_out == 1));
  g_assert_cmpuint (stats.n_messages_in, ==, 1);
  g_assert_cmpuint (stats.n_connections, ==, 1);
  g_assert_cmpuint (stats.n_sessions, ==, 1);
  g_assert_cmpuint (stats.n_subscriptions, ==, 1);
  g_assert_cmpuint (stats.n_retained, ==, 1);
  g_assert_cmpuint (stats.n_connects, ==, 1);
  g_assert_cmpuint (stats.n_bytes_in, >, 0);
  g_assert_cmpuint (stats.n_bytes_out, >, 0);
  g_assert_true (stats.is_accepting);
  octets_leave (fd);
  WAIT_UNTIL ((sol_broker_get_stats (self->broker, &stats), stats.n_connections == 0));
  g_assert_cmpuint (stats.n_sessions, ==, 0);
  g_assert_cmpuint (stats.n_subscriptions, ==, 0);
}

#define ADD(name, func) \
  g_test_add ("/broker/lifecycle/" name, Octets, NULL, octets_set_up, func, octets_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sessions-outlast-a-stop", test_sessions_outlast_a_stop);
  ADD ("stop-closes-clients", test_stop_closes_clients);
  ADD ("wrong-state-is-an-error", test_wrong_state_is_an_error);
  ADD ("port-in-use", test_port_in_use);
  ADD ("new-port-takes-effect", test_new_port_takes_effect);
  ADD ("wider-and-narrower-keeps-clients", test_wider_and_narrower_keeps_clients);
  ADD ("failed-widening-listens-as-before", test_failed_widening_listens_as_before);
  ADD ("no-address-is-an-error", test_no_address_is_an_error);
  ADD ("anonymous-off-closes-them", test_anonymous_off_closes_them);
  ADD ("changed-users-are-closed", test_changed_users_are_closed);
  ADD ("kick-sends-the-will", test_kick_sends_the_will);
  ADD ("publish-from-inside", test_publish_from_inside);
  ADD ("tap", test_tap);
  ADD ("clients-are-listed", test_clients_are_listed);
  ADD ("events", test_events);
  ADD ("full-lets-the-same-client-in", test_full_lets_the_same_client_in);
  ADD ("stats", test_stats);
  ADD ("ends-while-a-password-is-checked", test_ends_while_a_password_is_checked);
  return g_test_run ();
}
