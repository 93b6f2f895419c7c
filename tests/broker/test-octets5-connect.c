/* test-octets5-connect.c: the first packet of MQTT 5.0 and its answer (§3.1, §3.2)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "octets-support.h"

/* CONNECT of 5.0 is answered by CONNACK with @reason and without words, then the end */
static void
check_refused (Octets     *self,
               const char *connect,
               guint8      reason)
{
  g_autofree char *script = g_strdup_printf ("10 [<MQTT> 05 %s]", connect);
  g_autofree char *reply = g_strdup_printf ("20 03 00 %02x 00", reason);
  int fd = octets_connect (self);

  g_test_message ("%s", script);
  octets_talk (fd, script, reply);
  octets_expect_close (fd);
}

static void
test_terms (Octets        *self,
            gconstpointer  data)
{
  int fd = octets_connect (self);

  /* All that a client may say of itself */
  octets_talk (fd,
               "10 [<MQTT> 05 02 003c [11 00000000 21 000a 27 00001000 22 0005 19 01 17 01 "
               "26 <a> <b> 26 <a> <c>] <c>]",
               "20 [00 00 [" OCTETS5_TERMS "]]");
  octets_expect_quiet (fd);
  octets_close (fd);

  self->config->max_inflight = 65535;
  self->config->max_packet_bytes = 268435455;
  octets_apply (self);
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 05 02 003c 00 <c>]", "20 [00 00 [22 0020]]");
  octets_close (fd);
}

/* [MQTT-3.2.2-21]: the broker's keep-alive holds, not the client's */
static void
test_server_keep_alive (Octets        *self,
                        gconstpointer  data)
{
  int never = octets_connect (self), seldom = octets_connect (self);
  int often = octets5_open (self, "often");

  octets_talk (never, "10 [<MQTT> 05 02 0000 [17 00] <never>]",
               "20 [00 00 [" OCTETS5_TERMS " 13 003c]]");
  octets_talk (seldom, "10 [<MQTT> 05 02 003d [17 00] <seldom>]",
               "20 [00 00 [" OCTETS5_TERMS " 13 003c]]");
  octets_advance (self, 89);
  octets_expect_quiet (often);
  octets_advance (self, 2);
  octets5_expect_end (never, 0x8d);
  octets5_expect_end (seldom, 0x8d);
  octets_expect_quiet (often);
  octets_close (often);
}

/* [MQTT-3.1.3-6], -7, [MQTT-3.2.2-16]: the identifier in CONNACK is the one that holds */
static void
test_assigned_id (Octets        *self,
                  gconstpointer  data)
{
  const char *connects[] = { "10 [<MQTT> 05 02 003c [17 00] <>]", "10 [<MQTT> 05 00 003c [17 00] <>]" };
  const guint id_at = 5 + 3 + 5 + 1;

  for (guint i = 0; i < G_N_ELEMENTS (connects); i++)
    {
      g_autoptr (GByteArray) connack = NULL;
      g_autofree char *id = NULL;
      int fd = octets_connect (self);

      octets_send (fd, connects[i]);
      connack = octets_receive (fd, 43);
      g_assert_cmpuint (connack->data[id_at - 1], ==, 0x12);
      g_assert_cmpuint (connack->data[id_at + 1], ==, 24);
      id = g_strndup ((char *) connack->data + id_at + 2, 24);
      g_assert_true (g_str_has_prefix (id, "soliton-"));
      octets_close (octets5_open (self, id));
      octets5_expect_end (fd, 0x8e);
    }
}

/* [MQTT-3.1.2-19]: allowed here, not before */
static void
test_password_alone (Octets        *self,
                     gconstpointer  data)
{
  octets_close (octets5_connect (self, "42 003c 00 <c> <secret>", FALSE));
}

/* Rows 4, 5, 9, 10, 11, 42: told in CONNACK, for there is no session yet */
static void
test_malformed (Octets        *self,
                gconstpointer  data)
{
  const struct
  {
    const char *connect;
    guint8      reason;
  } all[] = {
    { "02 003c [11 00000000 11 00000000] <c>", 0x82 },
    { "02 003c [21 0000] <c>", 0x82 },
    { "02 003c [27 00000000] <c>", 0x82 },
    { "02 003c [17 02] <c>", 0x82 },
    { "02 003c [19 02] <c>", 0x82 },
    { "02 003c [16 <x>] <c>", 0x82 },
    { "02 003c [23 0001] <c>", 0x81 },
    { "02 003c [18 00000001] <c>", 0x81 },
    { "02 003c [7f] <c>", 0x81 },
    { "02 003c [11 0000] <c>", 0x81 },
    { "02 003c [26 <a> 0002 c080] <c>", 0x81 },
    { "02 003c 80 00 <c>", 0x81 },
    { "02 003c 7f <c>", 0x81 },
    { "02 003c 00", 0x81 },
    { "02 003c 00 <c> 00", 0x81 },
    { "02 003c 00 0002 c080", 0x81 },
    { "02 003c 00 0003 61 00 62", 0x81 },
    { "06 003c 00 <c> [18 00000001 18 00000001] <w> <x>", 0x82 },
    { "06 003c 00 <c> [01 02] <w> <x>", 0x82 },
    { "06 003c 00 <c> [11 00000001] <w> <x>", 0x81 },
    { "06 003c 00 <c> 00 <w/#> <x>", 0x90 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    check_refused (self, all[i].connect, all[i].reason);
}

/* [MQTT-4.12.0-1]: there is no method */
static void
test_authentication_method (Octets        *self,
                            gconstpointer  data)
{
  check_refused (self, "02 003c [17 00 15 <SCRAM-SHA-1>] <c>", 0x8c);
  check_refused (self, "02 003c [17 00 15 <SCRAM-SHA-1> 16 <x>] <c>", 0x8c);
}

static void
test_reasons (Octets        *self,
              gconstpointer  data)
{
  int fd;

  self->config->max_sessions = 1;
  self->config->max_connections = 2;
  octets_apply (self);
  fd = octets5_connect (self, "02 003c [11 ffffffff] <one>", FALSE);
  check_refused (self, "02 003c [17 00 11 00000001] <two>", 0x97);
  octets_close (octets5_connect (self, "02 003c 00 <three>", FALSE));
  octets_leave (octets5_open (self, "two"));
  octets_close (fd);

  self->config->max_connections = 1;
  octets_apply (self);
  fd = octets5_open (self, "four");
  check_refused (self, "02 003c [17 00] <five>", 0x97);
  octets_leave (fd);

  octets_set_user (self, "anna", "right");
  check_refused (self, "c2 003c [17 00] <c> <anna> <wrong>", 0x86);
  self->config->allow_anonymous = FALSE;
  octets_apply (self);
  check_refused (self, "02 003c [17 00] <c>", 0x87);
}

/* Who guesses is not told which of the two is wrong */
static void
test_reason_hides_users (Octets        *self,
                         gconstpointer  data)
{
  const char *users[] = { "anna", "eve" };

  octets_set_user (self, "anna", "right");
  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_autofree char *script
          = g_strdup_printf ("10 [<MQTT> 05 c2 003c 00 <c> <%s> <wrong>]", users[i]);
      int fd = octets_connect (self);

      octets_talk (fd, script, "20 [00 86 [1f <wrong user name or password>]]");
      octets_expect_close (fd);
    }
}

/* [MQTT-3.1.2-29], [MQTT-3.1.2-24]: words only for who wants them, and in a packet that it takes */
static void
test_words (Octets        *self,
            gconstpointer  data)
{
  const char *words = "1f <It asks for an authentication method, and there is none here>";
  g_autofree char *reply = g_strdup_printf ("20 [00 8c [%s]]", words);
  int fd = octets_connect (self);

  octets_talk (fd, "10 [<MQTT> 05 02 003c [15 <x>] <c>]", reply);
  octets_expect_close (fd);
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 05 02 003c [15 <x> 17 01] <c>]", reply);
  octets_expect_close (fd);
  check_refused (self, "02 003c [15 <x> 27 00000020] <c>", 0x8c);
}

/* [MQTT-3.1.2-24]: nothing can be told at all */
static void
test_no_room_for_connack (Octets        *self,
                          gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "#", 0);
  int fd = octets_connect (self);

  octets_send (fd, "10 [<MQTT> 05 06 003c [27 00000008] <c> 00 <will> <gone>]");
  octets_expect_close (fd);
  octets_expect_quiet (watcher);
  octets_close (watcher);
}

/* [MQTT-3.1.4-6]: what follows is not done */
static void
test_nothing_after_refusal (Octets        *self,
                            gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "#", 0);
  int fd = octets_connect (self);

  octets_talk (fd, "10 [<MQTT> 05 06 003c [17 00 15 <x>] <c> 00 <will> <gone>] 30 [<a> 00 'x']",
               "20 03 00 8c 00");
  octets_expect_close (fd);
  octets_expect_quiet (watcher);
  octets_close (watcher);
}

/* Nothing but CONNECT begins, and nobody knows yet which version it would be */
static void
test_auth_first (Octets        *self,
                 gconstpointer  data)
{
  const char *scripts[] = { "f0 00", "f0 [18 [15 <x>]]", "e0 01 00", NULL };

  octets_check_refused (self, scripts);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("5/3-terms-in-connack", test_terms);
  OCTETS_ADD ("5/35-server-keep-alive", test_server_keep_alive);
  OCTETS_ADD ("5/7-assigned-client-identifier", test_assigned_id);
  OCTETS_ADD ("5/6-password-without-user-name", test_password_alone);
  OCTETS_ADD ("5/42-malformed-connect", test_malformed);
  OCTETS_ADD ("5/50-authentication-method", test_authentication_method);
  OCTETS_ADD ("5/49-reasons-in-connack", test_reasons);
  OCTETS_ADD ("5/49-reason-hides-users", test_reason_hides_users);
  OCTETS_ADD ("5/49-words-in-connack", test_words);
  OCTETS_ADD ("5/39-no-room-for-connack", test_no_room_for_connack);
  OCTETS_ADD ("5/51-nothing-is-done-after-a-refusal", test_nothing_after_refusal);
  OCTETS_ADD ("5/50-nothing-before-connect", test_auth_first);
  return g_test_run ();
}
