/* test-octets5-ack.c: acknowledgements of 5.0 and their windows (rows 36, 43, 45, 47, 53 of the protocol's list)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets5-support.h"

/* A success says whether anybody was there, to 5.0 alone */
static void
test_nobody_is_told (Octets        *self,
                     gconstpointer  data)
{
  int five = octets5_open_with (self, "five", ""), three = octets_open (self, "three");
  int reader;

  octets_talk (five, "32 [<t> 0001 00 'x']", "40 03 0001 10");
  octets_talk (five, "34 [<t> 0002 00 'x']", "50 03 0002 10");
  octets_talk (five, "3c [<t> 0002 00 'x']", "50 02 0002");
  octets_talk (five, "62 02 0002", "70 02 0002");
  octets_talk (three, "32 [<t> 0001 'x']", "40 02 0001");
  octets_talk (three, "34 [<t> 0002 'x']", "50 02 0002");
  reader = octets_subscribe (self, "reader", "t", 0);
  octets_talk (five, "32 [<t> 0003 00 'x']", "40 02 0003");
  octets_expect (reader, "30 [<t> 'x']");
  octets_leave (reader);
  octets_leave (three);
  octets_leave (five);
}

/* PUBREL and PUBREC for what nobody knows: 0x92, and without a code in 3.1.1 */
static void
test_unknown_identifiers (Octets        *self,
                          gconstpointer  data)
{
  int five = octets5_open_with (self, "five", ""), three = octets_open (self, "three");

  octets_talk (five, "62 02 0009", "70 03 0009 92");
  octets_talk (five, "62 03 0009 92", "70 03 0009 92");
  octets_talk (five, "50 02 0009", "62 03 0009 92");
  octets_send (five, "50 03 0009 80");
  octets_send (five, "40 02 0009");
  octets_send (five, "70 02 0009");
  octets_expect_quiet (five);
  octets_talk (three, "62 02 0009", "70 02 0009");
  octets_talk (three, "50 02 0009", "62 02 0009");
  octets_leave (three);
  octets_leave (five);
}

/* Two octets, three, or with properties: all say the same */
static void
test_all_lengths (Octets        *self,
                  gconstpointer  data)
{
  const char *acks[]
      = { "40 02 ##", "40 03 ## 00", "40 04 ## 00 00", "40 03 ## 10", "40 03 ## 97",
          "40 [## 80 [1f <why> 26 <k> <v>]]" };
  int reader = octets5_open_with (self, "reader", "21 0001");
  int writer = octets_open (self, "writer");

  octets_talk (reader, "82 [0001 00 <t> 02]", "90 04 0001 00 02");
  for (guint i = 0; i < G_N_ELEMENTS (acks); i++)
    {
      octets_talk (writer, "32 [<t> 0001 'x']", "40 02 0001");
      octets_send_id (reader, acks[i], octets_expect (reader, "32 [<t> ## 00 'x']"));
    }
  octets_expect_quiet (reader);
  octets_leave (writer);
  octets_leave (reader);
}

static void
test_wrong_ones_close (Octets        *self,
                       gconstpointer  data)
{
  const char *malformed[]
      = { "40 01 00",          "40 02 0000",         "40 03 0001 11",     "42 02 0001",
          "50 03 0001 92",     "62 03 0001 80",      "70 03 0001 10",     "60 02 0001",
          "40 05 0001 00 01 1f", "40 [0001 00 [0b 01]]", "40 [0001 00 00 00]", NULL };
  const char *protocol[] = { "40 [0001 00 [1f <a> 1f <b>]]", NULL };

  octets5_check_fatal (self, 0x81, malformed);
  octets5_check_fatal (self, 0x82, protocol);
}

/* Another acknowledgement than the message's QoS has, in its short form and its long one */
static void
test_another_kind_closes (Octets        *self,
                          gconstpointer  data)
{
  const char *answers[][4] = {
    { "32 [<t> 0001 'x']", "40 02 0001", "32 [<t> ## 00 'x']", "50 02 ##" },
    { "32 [<t> 0001 'x']", "40 02 0001", "32 [<t> ## 00 'x']", "70 02 ##" },
    { "34 [<t> 0001 'x']", "50 02 0001", "34 [<t> ## 00 'x']", "40 02 ##" },
    { "34 [<t> 0001 'x']", "50 02 0001", "34 [<t> ## 00 'x']", "40 03 ## 10" },
    { "34 [<t> 0001 'x']", "50 02 0001", "34 [<t> ## 00 'x']", "70 02 ##" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      int reader = octets5_subscribe (self, "reader", "t", 2);
      int writer = octets_open (self, "writer");

      octets_talk (writer, answers[i][0], answers[i][1]);
      octets_send_id (reader, answers[i][3], octets_expect (reader, answers[i][2]));
      octets5_expect_end (reader, 0x82);
      octets_leave (writer);
    }
}

/* [MQTT-4.3.3-4]: no PUBREL after a refusal, and the window has room again */
static void
test_refusal_ends_delivery (Octets        *self,
                            gconstpointer  data)
{
  int reader = octets5_open_with (self, "reader", "21 0001");
  int writer = octets_open (self, "writer");
  guint16 id;

  octets_talk (reader, "82 [0001 00 <t> 02]", "90 04 0001 00 02");
  for (guint i = 0; i < 3; i++)
    {
      octets_talk (writer, "34 [<t> 0001 'x']", "50 02 0001");
      octets_talk (writer, "62 02 0001", "70 02 0001");
      id = octets_expect (reader, "34 [<t> ## 00 'x']");
      octets_send_id (reader, "50 03 ## 97", id);
    }
  octets_expect_quiet (reader);
  octets_leave (writer);
  octets_leave (reader);
}

/* [MQTT-3.3.4-9]: no more than the client's Receive Maximum; QoS 0 and PINGRESP go on */
static void
test_window_is_the_clients (Octets        *self,
                            gconstpointer  data)
{
  int reader = octets5_open_with (self, "reader", "21 0002");
  int writer = octets_open (self, "writer");

  octets_talk (reader, "82 [0001 00 <t> 01]", "90 04 0001 00 01");
  for (guint i = 0; i < 4; i++)
    octets_talk (writer, "32 [<t> 0001 'x']", "40 02 0001");
  octets_expect (reader, "32 [<t> 0001 00 'x']");
  octets_expect (reader, "32 [<t> 0002 00 'x']");
  octets_expect_quiet (reader);
  octets_send (writer, "30 [<t> '0']");
  octets_expect (reader, "30 [<t> 00 '0']");
  octets_talk (reader, "40 02 0002", "32 [<t> 0003 00 'x']");
  octets_talk (reader, "40 02 0001", "32 [<t> 0004 00 'x']");
  octets_expect_quiet (reader);
  octets_leave (writer);
  octets_leave (reader);
}

/* A client that comes back with a smaller one: the old ones in order, as it takes them */
static void
test_window_shrinks (Octets        *self,
                     gconstpointer  data)
{
  int reader = octets5_open_with (self, "reader", OCTETS5_LASTS);
  int writer = octets_open (self, "writer");

  octets_talk (reader, "82 [0001 00 <t> 02]", "90 04 0001 00 02");
  octets_talk (writer, "32 [<t> 0001 '1']", "40 02 0001");
  octets_talk (writer, "34 [<t> 0002 '2']", "50 02 0002");
  octets_talk (writer, "32 [<t> 0003 '3']", "40 02 0003");
  octets_expect (reader, "32 [<t> 0001 00 '1']");
  octets_expect (reader, "34 [<t> 0002 00 '2']");
  octets_expect (reader, "32 [<t> 0003 00 '3']");
  octets_leave (reader);
  octets_talk (writer, "32 [<t> 0004 '4']", "40 02 0004");
  reader = octets5_resume (self, "reader", OCTETS5_LASTS " 21 0001", TRUE);
  octets_expect (reader, "3a [<t> 0001 00 '1']");
  octets_expect_quiet (reader);
  octets_talk (reader, "40 02 0001", "3c [<t> 0002 00 '2']");
  octets_talk (reader, "50 02 0002", "62 02 0002");
  octets_expect_quiet (reader);
  octets_talk (reader, "70 02 0002", "3a [<t> 0003 00 '3']");
  octets_talk (reader, "40 02 0003", "32 [<t> 0004 00 '4']");
  octets_send (reader, "40 02 0004");
  octets_expect_quiet (reader);
  octets_leave (writer);
  octets_leave (reader);
}

/* A client that comes back with a smaller Maximum Packet Size: what it cannot take counts as delivered */
static void
test_packet_size_shrinks (Octets        *self,
                          gconstpointer  data)
{
  g_autofree char *payload = g_strnfill (60, 'x');
  g_autofree char *script = g_strdup_printf ("32 [<t> 0001 '%s']", payload);
  g_autofree char *expected = g_strdup_printf ("32 [<t> 0001 00 '%s']", payload);
  int reader = octets5_open_with (self, "reader", OCTETS5_LASTS);
  int writer = octets_open (self, "writer");

  octets_talk (reader, "82 [0001 00 <t> 01]", "90 04 0001 00 01");
  octets_talk (writer, script, "40 02 0001");
  octets_talk (writer, "32 [<t> 0002 '2']", "40 02 0002");
  octets_expect (reader, expected);
  octets_expect (reader, "32 [<t> 0002 00 '2']");
  octets_close (reader);
  reader = octets5_resume (self, "reader", OCTETS5_LASTS " 27 00000030", TRUE);
  octets_expect (reader, "3a [<t> 0002 00 '2']");
  octets_send (reader, "40 02 0002");
  octets_expect_quiet (reader);
  octets_leave (writer);
  octets_leave (reader);
}

/* What cannot be retained is said to be refused */
static void
test_quota_is_told (Octets        *self,
                    gconstpointer  data)
{
  int fd = octets5_open_with (self, "c", "");

  self->config->max_retained = 2;
  octets_apply (self);
  octets_talk (fd, "33 [<a> 0001 00 'x']", "40 03 0001 10");
  octets_talk (fd, "33 [<b> 0002 00 'x']", "40 03 0002 10");
  octets_talk (fd, "33 [<c> 0003 00 'x']", "40 03 0003 97");
  octets_talk (fd, "35 [<c> 0004 00 'x']", "50 03 0004 97");
  octets_talk (fd, "62 02 0004", "70 03 0004 92");
  octets_talk (fd, "33 [<b> 0005 00 'y']", "40 03 0005 10");
  octets_talk (fd, "33 [<b> 0006 00]", "40 03 0006 10");
  octets_talk (fd, "33 [<c> 0007 00 'x']", "40 03 0007 10");
  octets_leave (fd);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("ack5/nobody-is-told", test_nobody_is_told);
  OCTETS_ADD ("ack5/unknown-identifiers", test_unknown_identifiers);
  OCTETS_ADD ("ack5/all-lengths", test_all_lengths);
  OCTETS_ADD ("ack5/refusal-ends-delivery", test_refusal_ends_delivery);
  OCTETS_ADD ("ack5/window-is-the-clients", test_window_is_the_clients);
  OCTETS_ADD ("ack5/window-shrinks", test_window_shrinks);
  OCTETS_ADD ("ack5/packet-size-shrinks", test_packet_size_shrinks);
  OCTETS_ADD ("ack5/quota-is-told", test_quota_is_told);
  OCTETS_ADD ("ack5/wrong-ones-close", test_wrong_ones_close);
  OCTETS_ADD ("ack5/another-kind-closes", test_another_kind_closes);
  return g_test_run ();
}
