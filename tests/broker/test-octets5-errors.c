/* test-octets5-errors.c: a connection of MQTT 5.0 that ends is told why (§3.14, §4.13)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"

typedef struct
{
  const char *script;
  guint8      reason;
} Wrong;

static void
check_wrong (Octets      *self,
             const Wrong *all,
             gsize        n)
{
  for (gsize i = 0; i < n; i++)
    {
      int fd = octets5_open (self, "wrong");

      g_test_message ("%s", all[i].script);
      octets_send (fd, all[i].script);
      octets5_expect_end (fd, all[i].reason);
    }
}

/* Rows 2, 8, 13, 14, 47, 48 */
static void
test_packets (Octets        *self,
              gconstpointer  data)
{
  static const Wrong all[] = {
    { "10 [<MQTT> 05 02 003c 00 <c>]", 0x82 },
    { "20 03 00 00 00", 0x82 },
    { "90 [0001 00 00]", 0x82 },
    { "b0 [0001 00 00]", 0x82 },
    { "d0 00", 0x82 },
    { "00 00", 0x81 },
    { "c0 80 00", 0x81 },
    { "c0 ff ff ff ff", 0x81 },
    { "c0 01 00", 0x81 },
    { "c1 00", 0x81 },
    { "e1 00", 0x81 },
    { "36 [<a> 0001 00 'x']", 0x81 },
    { "e0 [00 [11]]", 0x81 },
    { "e0 [00 [21 0001]]", 0x81 },
    { "e0 [00 [11 00000000 11 00000000]]", 0x82 },
    { "e0 01 18", 0x81 },
    { "e0 01 ff", 0x81 },
  };

  check_wrong (self, all, G_N_ELEMENTS (all));
}

/* Table 3-13: a client that says what only a server says, or what nobody does, has not said goodbye */
static void
test_goodbye_of_server (Octets        *self,
                        gconstpointer  data)
{
  static const Wrong all[] = {
    { "e0 01 87", 0x82 }, { "e0 01 89", 0x82 }, { "e0 01 8b", 0x82 }, { "e0 01 8c", 0x82 },
    { "e0 01 8d", 0x82 }, { "e0 01 8e", 0x82 }, { "e0 01 8f", 0x82 }, { "e0 01 9a", 0x82 },
    { "e0 01 9f", 0x82 }, { "e0 01 a2", 0x82 }, { "e0 01 01", 0x81 }, { "e0 01 84", 0x81 },
    { "e0 01 a3", 0x81 },
  };
  int watcher = octets_subscribe (self, "watcher", "will", 0);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      int fd = octets5_connect (self, "06 003c [17 00] <c> 00 <will> <gone>", FALSE);

      g_test_message ("%s", all[i].script);
      octets_send (fd, all[i].script);
      octets5_expect_end (fd, all[i].reason);
      octets_expect (watcher, "30 [<will> 'gone']");
    }
  octets_close (watcher);
}

/* Its own errors are a client's to tell: the end is as it asked for, and with the will */
static void
test_goodbye_of_client (Octets        *self,
                        gconstpointer  data)
{
  static const char *scripts[] = { "e0 01 04", "e0 01 80", "e0 01 81", "e0 01 90", "e0 01 93",
                                   "e0 01 99" };
  int watcher = octets_subscribe (self, "watcher", "will", 0);

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      int fd = octets5_connect (self, "06 003c [17 00] <c> 00 <will> <gone>", FALSE);

      octets_send (fd, scripts[i]);
      octets_expect_close (fd);
      octets_expect (watcher, "30 [<will> 'gone']");
    }
  octets_close (watcher);
}

/* [MQTT-4.12.1-1]: CONNECT named no method */
static void
test_auth (Octets        *self,
           gconstpointer  data)
{
  static const Wrong all[] = {
    { "f0 [18 [15 <x>]]", 0x82 },
    { "f0 [19 [15 <x> 16 <y>]]", 0x82 },
    { "f0 00", 0x82 },
    { "f0 [18 [7f]]", 0x81 },
    { "f0 [01 [15 <x>]]", 0x81 },
    { "f1 00", 0x81 },
  };

  check_wrong (self, all, G_N_ELEMENTS (all));
}

/* Told before its octets are there, and by its length with the header: as CONNACK counts it */
static void
test_packet_too_large (Octets        *self,
                       gconstpointer  data)
{
  g_autofree char *payload = g_strnfill (1020, 'x');
  g_autofree char *script = g_strdup_printf ("30 [<a> 00 '%s']", payload);
  int fd;

  self->config->max_packet_bytes = 1024;
  octets_apply (self);
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 05 02 003c [17 00] <c>]",
               "20 [00 00 [21 0064 27 0000 0403 22 0020]]");
  octets_send (fd, script);
  octets_expect_quiet (fd);
  octets_send (fd, "30 81 08");
  octets5_expect_end (fd, 0x95);
}

/* [MQTT-3.3.4-7]: the third QoS 2 message before the first is complete */
static void
test_receive_maximum (Octets        *self,
                      gconstpointer  data)
{
  const char *terms = "20 [00 00 [21 0002 27 0100 0005 22 0020]]";
  int fd = octets_connect (self);

  self->config->max_inflight = 2;
  octets_apply (self);
  octets_talk (fd, "10 [<MQTT> 05 02 003c [17 00] <c>]", terms);
  for (guint i = 0; i < 5; i++)
    octets_talk (fd, "32 [<a> 0001 00 'x'] 30 [<a> 00 'y']", "40 03 0001 10");
  octets_talk (fd, "34 [<a> 0001 00 'x'] 34 [<a> 0002 00 'x']", "50 03 0001 10 50 03 0002 10");
  octets_talk (fd, "62 02 0001", "70 02 0001");
  octets_talk (fd, "34 [<a> 0003 00 'x'] 30 [<a> 00 'y']", "50 03 0003 10");
  octets_expect_quiet (fd);
  octets_send (fd, "34 [<a> 0004 00 'x']");
  octets5_expect_end (fd, 0x93);
}

/* A message that is sent again is the one that counts already */
static void
test_receive_maximum_again (Octets        *self,
                            gconstpointer  data)
{
  const char *terms = "20 [00 00 [21 0002 27 0100 0005 22 0020]]";
  int fd = octets_connect (self);

  self->config->max_inflight = 2;
  octets_apply (self);
  octets_talk (fd, "10 [<MQTT> 05 02 003c [17 00] <c>]", terms);
  octets_talk (fd, "34 [<a> 0001 00 'x']", "50 03 0001 10");
  for (guint i = 0; i < 4; i++)
    octets_talk (fd, "3c [<a> 0001 00 'x']", "50 02 0001");
  octets_talk (fd, "34 [<a> 0002 00 'x']", "50 03 0002 10");
  octets_talk (fd, "3c [<a> 0002 00 'x']", "50 02 0002");
  octets_talk (fd, "62 02 0001", "70 02 0001");
  octets_talk (fd, "34 [<a> 0003 00 'x']", "50 03 0003 10");
  octets_send (fd, "34 [<a> 0004 00 'x']");
  octets5_expect_end (fd, 0x93);
}

static void
test_keep_alive (Octets        *self,
                 gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int fd = octets5_connect (self, "06 000a [17 00] <c> 00 <will> <gone>", FALSE);

  octets_advance (self, 16);
  octets5_expect_end (fd, 0x8d);
  octets_expect (watcher, "30 [<will> 'gone']");
  octets_close (watcher);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_kick (Octets        *self,
           gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  int fd = octets5_open (self, "c");

  sol_broker_kick_async (self->broker, "c", NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  octets5_expect_end (fd, 0x98);
}

static void
test_changed_configuration (Octets        *self,
                            gconstpointer  data)
{
  int fd = octets5_open (self, "c");

  self->config->allow_anonymous = FALSE;
  octets_apply (self);
  octets5_expect_end (fd, 0x87);
}

/* 3.1.1 has no word for it */
static void
test_stop (Octets        *self,
           gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) again = NULL;
  int fd = octets5_open (self, "c"), old = octets_open (self, "old");

  sol_broker_stop_async (self->broker, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  octets5_expect_end (fd, 0x8b);
  octets_expect_close (old);
  sol_broker_start_async (self->broker, self->config, NULL, keep_result_cb, &again);
  while (again == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* [MQTT-3.1.2-24], [MQTT-3.14.0-1]: in words where they are wanted and taken */
static void
test_words (Octets        *self,
            gconstpointer  data)
{
  int fd = octets5_connect (self, "02 003c 00 <c>", FALSE);

  octets_talk (fd, "10 00", "e0 [82 [1f <It sent a second CONNECT>]]");
  octets_expect_close (fd);
  fd = octets5_connect (self, "02 003c [27 00000020] <c>", FALSE);
  octets_talk (fd, "10 00", "e0 [82 [1f <It sent a second CONNECT>]]");
  octets_expect_close (fd);
  fd = octets5_connect (self, "02 003c [27 00000019] <c>", FALSE);
  octets_send (fd, "10 00");
  octets5_expect_end (fd, 0x82);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("5/49-wrong-packets", test_packets);
  OCTETS_ADD ("5/goodbye-of-server", test_goodbye_of_server);
  OCTETS_ADD ("5/goodbye-of-client", test_goodbye_of_client);
  OCTETS_ADD ("5/50-auth-without-method", test_auth);
  OCTETS_ADD ("5/39-packet-too-large", test_packet_too_large);
  OCTETS_ADD ("5/37-receive-maximum", test_receive_maximum);
  OCTETS_ADD ("5/37-receive-maximum-again", test_receive_maximum_again);
  OCTETS_ADD ("5/35-keep-alive", test_keep_alive);
  OCTETS_ADD ("5/49-kicked", test_kick);
  OCTETS_ADD ("5/49-configuration-changed", test_changed_configuration);
  OCTETS_ADD ("5/49-stopped", test_stop);
  OCTETS_ADD ("5/49-words", test_words);
  return g_test_run ();
}
