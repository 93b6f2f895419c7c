/* test-octets5-session.c: how long a session and a will last in MQTT 5.0 (§3.1.2.5, §3.1.2.11.2, §3.1.3.2.2)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"

#define RESUME "00 003c [17 00 11 %08x] <c>"

static int
resume (Octets   *self,
        guint32   expiry_s,
        gboolean  is_present)
{
  g_autofree char *connect = g_strdup_printf (RESUME, expiry_s);

  return octets5_connect (self, connect, is_present);
}

/* @flags: 06 is a clean start, 04 is not */
static int
open_mortal (Octets     *self,
             const char *flags,
             guint32     expiry_s,
             guint32     delay_s,
             gboolean    is_present)
{
  g_autofree char *connect
      = g_strdup_printf ("%s 003c [17 00 11 %08x] <c> [18 %08x] <will> <gone>", flags, expiry_s,
                         delay_s);

  return octets5_connect (self, connect, is_present);
}

/* As octets_leave(), in 5.0 */
static void
leave (int         fd,
       const char *disconnect)
{
  octets_send (fd, disconnect);
  octets_expect_close (fd);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Returns: (transfer full): all that the broker knows of */
static GPtrArray *
list_clients (Octets *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_broker_list_clients_async (self->broker, 10, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return sol_broker_list_clients_finish (self->broker, result, NULL);
}

static gboolean
is_connected (Octets     *self,
              const char *client_id)
{
  g_autoptr (GPtrArray) clients = list_clients (self);

  for (guint i = 0; i < clients->len; i++)
    {
      SolBrokerClient *client = clients->pdata[i];

      if (client->is_connected && g_str_equal (client->client_id, client_id))
        return TRUE;
    }
  return FALSE;
}

/* A connection of client c is lost, and the broker has seen it */
static void
lose (Octets *self,
      int     fd)
{
  gint64 deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  octets_close (fd);
  while (is_connected (self, "c"))
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
}

/* The default of 5.0: it ends with its connection, whatever Clean Start says */
static void
test_default (Octets        *self,
              gconstpointer  data)
{
  leave (octets5_connect (self, "00 003c 00 <c>", FALSE), "e0 00");
  leave (octets5_connect (self, "00 003c 00 <c>", FALSE), "e0 00");
}

/* [MQTT-3.1.2-4], -5, -6, [MQTT-3.2.2-2], -3 */
static void
test_session_present (Octets        *self,
                      gconstpointer  data)
{
  leave (resume (self, 100, FALSE), "e0 00");
  leave (resume (self, 100, TRUE), "e0 00");
  leave (octets5_connect (self, "02 003c [11 00000064] <c>", FALSE), "e0 00");
  leave (resume (self, 100, TRUE), "e0 00");
  /* Present, and for the last time */
  leave (resume (self, 0, TRUE), "e0 00");
  leave (resume (self, 100, FALSE), "e0 00");
  /* Versions share it */
  octets_leave (octets_resume (self, "c", TRUE));
  leave (resume (self, 100, TRUE), "e0 00");
}

/* [MQTT-3.1.2-23]: counted from the end of the connection; subscriptions and queue go with it */
static void
test_expiry (Octets        *self,
             gconstpointer  data)
{
  int fd = resume (self, 60, FALSE);

  octets_talk (fd, "82 [0001 00 <a> 01]", "90 [0001 00 01]");
  leave (fd, "e0 00");
  octets_publish (self, "32 [<a> 0001 'x']", "40 02 0001");
  octets_advance (self, 59);
  fd = resume (self, 60, TRUE);
  octets_send_id (fd, "40 02 ##", octets_expect (fd, "32 [<a> ## 00 'x']"));
  leave (fd, "e0 00");
  octets_publish (self, "32 [<a> 0001 'y']", "40 02 0001");
  octets_advance (self, 61);
  fd = resume (self, 60, FALSE);
  octets_publish (self, "32 [<a> 0001 'z']", "40 02 0001");
  octets_expect_quiet (fd);
  octets_close (fd);
}

static void
test_never (Octets        *self,
            gconstpointer  data)
{
  leave (resume (self, G_MAXUINT32, FALSE), "e0 00");
  octets_advance (self, 100 * 365 * 24 * 3600u);
  leave (resume (self, G_MAXUINT32 - 1, TRUE), "e0 00");
  octets_advance (self, 100 * 365 * 24 * 3600u);
  leave (resume (self, 1, TRUE), "e0 00");
  octets_advance (self, 2);
  leave (resume (self, 1, FALSE), "e0 00");
}

/* §3.2.2.3.2: what was cut is told */
static void
test_cap (Octets        *self,
          gconstpointer  data)
{
  int fd = octets_connect (self);

  self->config->max_session_expiry_s = 60;
  octets_apply (self);
  octets_talk (fd, "10 [<MQTT> 05 02 003c [11 ffffffff] <c>]",
               "20 [00 00 [11 0000003c " OCTETS5_TERMS "]]");
  leave (fd, "e0 [00 [11 ffffffff]]");
  octets_advance (self, 61);
  leave (resume (self, 60, FALSE), "e0 00");
}

/* §3.14.2.2.2 */
static void
test_disconnect_changes_expiry (Octets        *self,
                                gconstpointer  data)
{
  int fd;

  leave (resume (self, 100, FALSE), "e0 [00 [11 00000005]]");
  octets_advance (self, 4);
  leave (resume (self, 100, TRUE), "e0 [00 [11 00000000]]");
  fd = resume (self, 0, FALSE);
  octets_send (fd, "e0 [00 [11 00000005]]");
  octets5_expect_end (fd, 0x82);
  leave (resume (self, 0, FALSE), "e0 [00 [11 00000000]]");
  leave (resume (self, 0, FALSE), "e0 00");
}

/* [MQTT-3.1.4-3]: the old one is told, the session is handed over whole */
static void
test_takeover (Octets        *self,
               gconstpointer  data)
{
  int old = resume (self, 100, FALSE);
  guint16 id;
  int fd;

  octets_talk (old, "82 [0001 00 <a> 01]", "90 [0001 00 01]");
  octets_publish (self, "32 [<a> 0001 'x']", "40 02 0001");
  id = octets_expect (old, "32 [<a> ## 00 'x']");
  fd = resume (self, 100, TRUE);
  octets5_expect_end (old, 0x8e);
  octets_expect_id (fd, "3a [<a> ## 00 'x']", id);
  /* Nothing of 5.0 for one of 3.1.1 */
  old = octets_resume (self, "c", TRUE);
  octets5_expect_end (fd, 0x8e);
  octets_expect_id (old, "3a [<a> ## 'x']", id);
  fd = resume (self, 100, TRUE);
  octets_expect_close (old);
  octets_close (fd);
}

/* Row 34: the shorter of the two; once */
static void
test_will_delay (Octets        *self,
                 gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);

  lose (self, open_mortal (self, "06", 100, 10, FALSE));
  octets_advance (self, 9);
  octets_expect_quiet (watcher);
  octets_advance (self, 2);
  octets_expect (watcher, "30 [<will> 'gone']");
  octets_advance (self, 200);
  octets_expect_quiet (watcher);

  lose (self, open_mortal (self, "06", 10, 100, FALSE));
  octets_advance (self, 9);
  octets_expect_quiet (watcher);
  octets_advance (self, 2);
  octets_expect (watcher, "30 [<will> 'gone']");
  octets_advance (self, 200);
  octets_expect_quiet (watcher);

  /* No session to wait in */
  lose (self, open_mortal (self, "06", 0, 100, FALSE));
  octets_expect (watcher, "30 [<will> 'gone']");
  octets_close (watcher);
}

/* [MQTT-3.1.3-9] */
static void
test_will_is_cancelled (Octets        *self,
                        gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);

  lose (self, open_mortal (self, "06", 100, 10, FALSE));
  octets_advance (self, 9);
  leave (resume (self, 100, TRUE), "e0 00");
  octets_advance (self, 200);
  octets_expect_quiet (watcher);
  octets_close (watcher);
}

/* [MQTT-3.14.4-3]: 0x00 alone takes it away */
static void
test_disconnect_with_will (Octets        *self,
                           gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);

  leave (open_mortal (self, "06", 0, 0, FALSE), "e0 00");
  leave (open_mortal (self, "06", 0, 0, FALSE), "e0 01 00");
  leave (open_mortal (self, "06", 0, 0, FALSE), "e0 02 00 00");
  octets_expect_quiet (watcher);
  leave (open_mortal (self, "06", 0, 0, FALSE), "e0 01 04");
  octets_expect (watcher, "30 [<will> 'gone']");
  leave (open_mortal (self, "06", 0, 0, FALSE), "e0 [80 [1f <tired>]]");
  octets_expect (watcher, "30 [<will> 'gone']");
  /* The new expiry counts for the delay too */
  leave (open_mortal (self, "06", 100, 100, FALSE), "e0 [04 [11 00000005]]");
  octets_advance (self, 4);
  octets_expect_quiet (watcher);
  octets_advance (self, 2);
  octets_expect (watcher, "30 [<will> 'gone']");
  octets_close (watcher);
}

/* Row 32: sent, unless it waits and the session goes on */
static void
test_will_and_takeover (Octets        *self,
                        gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int old = open_mortal (self, "06", 100, 0, FALSE);
  int fd = open_mortal (self, "04", 100, 10, TRUE);

  octets5_expect_end (old, 0x8e);
  octets_expect (watcher, "30 [<will> 'gone']");
  old = fd;
  fd = open_mortal (self, "04", 100, 10, TRUE);
  octets5_expect_end (old, 0x8e);
  octets_expect_quiet (watcher);
  old = fd;
  fd = open_mortal (self, "06", 100, 10, FALSE);
  octets5_expect_end (old, 0x8e);
  octets_expect (watcher, "30 [<will> 'gone']");
  leave (fd, "e0 00");
  octets_expect_quiet (watcher);
  octets_close (watcher);
}

/* Row 33: with its properties, in their order; its expiry begins when it is published */
static void
test_will_properties (Octets        *self,
                      gconstpointer  data)
{
  int watcher = octets5_open (self, "watcher");
  int fd;

  octets_talk (watcher, "82 [0001 00 <will> 00]", "90 [0001 00 00]");
  fd = octets5_connect (self,
                        "06 003c [17 00 11 00000064] <c> [26 <k> <2> 18 0000000a 01 01 02 00000005 "
                        "03 <text> 26 <k> <1> 09 <id> 08 <re>] <will> <gone>",
                        FALSE);
  lose (self, fd);
  octets_advance (self, 11);
  octets_expect (watcher, "30 [<will> [02 00000005 26 <k> <2> 01 01 03 <text> 26 <k> <1> 09 <id> "
                          "08 <re>] 'gone']");
  octets_close (watcher);
}

/* [MQTT-3.3.4-9]: never more than the client takes, also of what it had before; the rest flows */
static void
test_receive_maximum (Octets        *self,
                      gconstpointer  data)
{
  guint16 first, second;
  int fd = octets5_connect (self, "02 003c [11 00000064 21 0002] <c>", FALSE);

  octets_talk (fd, "82 [0001 00 <a> 02 <b> 00]", "90 [0001 00 02 00]");
  octets_publish (self, "32 [<a> 0001 '1'] 32 [<a> 0002 '2'] 32 [<a> 0003 '3'] 30 [<b> 'q']",
                  "40 02 0001 40 02 0002 40 02 0003");
  first = octets_expect (fd, "32 [<a> ## 00 '1']");
  second = octets_expect (fd, "32 [<a> ## 00 '2']");
  octets_expect (fd, "30 [<b> 00 'q']");
  octets_expect_quiet (fd);
  leave (fd, "e0 00");

  fd = octets5_connect (self, "00 003c [11 00000064 21 0001] <c>", TRUE);
  octets_expect_id (fd, "3a [<a> ## 00 '1']", first);
  octets_expect_quiet (fd);
  octets_send_id (fd, "40 02 ##", first);
  octets_expect_id (fd, "3a [<a> ## 00 '2']", second);
  octets_expect_quiet (fd);
  octets_send_id (fd, "40 02 ##", second);
  octets_send_id (fd, "40 02 ##", octets_expect (fd, "32 [<a> ## 00 '3']"));
  octets_expect_quiet (fd);
  octets_close (fd);
}

static void
test_snapshot (Octets        *self,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) clients = NULL;
  SolBrokerClient *client;

  leave (resume (self, 77, FALSE), "e0 00");
  clients = list_clients (self);
  client = clients->pdata[0];
  g_assert_cmpuint (client->version, ==, 5);
  g_assert_cmpuint (client->session_expiry_s, ==, 77);
  g_assert_false (client->clean_session);
  g_assert_false (client->is_connected);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("5/30-default-expiry-is-0", test_default);
  OCTETS_ADD ("5/30-session-present", test_session_present);
  OCTETS_ADD ("5/31-expiry-deletes-all", test_expiry);
  OCTETS_ADD ("5/31-never", test_never);
  OCTETS_ADD ("5/31-cap-is-told", test_cap);
  OCTETS_ADD ("5/31-disconnect-changes-expiry", test_disconnect_changes_expiry);
  OCTETS_ADD ("5/32-takeover", test_takeover);
  OCTETS_ADD ("5/34-will-delay", test_will_delay);
  OCTETS_ADD ("5/34-will-is-cancelled", test_will_is_cancelled);
  OCTETS_ADD ("5/33-disconnect-with-will", test_disconnect_with_will);
  OCTETS_ADD ("5/32-will-and-takeover", test_will_and_takeover);
  OCTETS_ADD ("5/33-will-has-properties", test_will_properties);
  OCTETS_ADD ("5/36-receive-maximum", test_receive_maximum);
  OCTETS_ADD ("5/31-snapshot", test_snapshot);
  return g_test_run ();
}
