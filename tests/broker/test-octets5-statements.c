/* test-octets5-statements.c: statements of MQTT 5.0 about CONNECT, text and retained messages that no
 * other test is about (tests/conformance)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets5-support.h"

/* [MQTT-1.5.4-1], -2: what is no text, as octets of a string with its length */
static const char *const bad_text[] = {
  "0002 c0 80",             /* U+0000, overlong */
  "0003 e0 80 af",          /* overlong */
  "0003 ed a0 80",          /* U+D800 */
  "0003 ed bf bf",          /* U+DFFF */
  "0004 f4 90 80 80",       /* U+110000 */
  "0001 80", "0002 e2 82",  /* half a character */
  "0003 61 00 62",          /* U+0000 */
};

/* Each string of 5.0 but the reason strings of acknowledgements, with @ for what is no text. Topics and
 * filters have reasons of their own. */
static const struct
{
  const char *script;
  guint8      reason;
} texts[] = {
  { "30 [@ 00 'x']", 0x90 },
  { "30 [<t> [08 @] 'x']", 0x81 },
  { "30 [<t> [03 @] 'x']", 0x81 },
  { "30 [<t> [26 @ <v>] 'x']", 0x81 },
  { "30 [<t> [26 <k> @] 'x']", 0x81 },
  { "82 [0001 00 @ 00]", 0x8f },
  { "82 [0001 [26 @ <v>] <t> 00]", 0x81 },
  { "a2 [0001 00 @]", 0x8f },
  { "40 [0001 80 [1f @]]", 0x81 },
  { "40 [0001 80 [26 <k> @]]", 0x81 },
  { "a2 [0001 [26 <k> @] <t>]", 0x81 },
  { "e0 [04 [1f @]]", 0x81 },
  { "e0 [04 [26 @ <v>]]", 0x81 },
  { "f0 [19 [15 @]]", 0x81 },
  { "f0 [19 [15 <m> 1f @]]", 0x81 },
  { "f0 [19 [15 <m> 26 @ <v>]]", 0x81 },
  { "f0 [19 [15 <m> 26 <k> @]]", 0x81 },
};

static const char *const connects[] = {
  "10 [<MQTT> 05 02 0000 [17 00] @]",
  "10 [<MQTT> 05 82 0000 [17 00] <c> @]",
  "10 [<MQTT> 05 06 0000 [17 00] <c> 00 @ <x>]",
  "10 [<MQTT> 05 06 0000 [17 00] <c> [03 @] <w> <x>]",
  "10 [<MQTT> 05 06 0000 [17 00] <c> [08 @] <w> <x>]",
  "10 [<MQTT> 05 06 0000 [17 00] <c> [26 <k> @] <w> <x>]",
  "10 [<MQTT> 05 06 0000 [17 00] <c> [26 @ <v>] <w> <x>]",
  "10 [<MQTT> 05 02 0000 [17 00 15 @] <c>]",
  "10 [<MQTT> 05 02 0000 [17 00 26 @ <v>] <c>]",
};

static char *
fill_in (const char *script,
         const char *text)
{
  GString *filled = g_string_new (script);

  g_string_replace (filled, "@", text, 1);
  return g_string_free (filled, FALSE);
}

static void
check_connects (Octets     *self,
                const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (connects); i++)
    {
      g_autofree char *script = fill_in (connects[i], text);
      g_autoptr (GByteArray) connack = NULL;
      int fd = octets_connect (self);

      g_test_message ("%s", script);
      octets_send (fd, script);
      connack = octets_receive (fd, 5);
      g_assert_cmphex (connack->data[0], ==, 0x20);
      g_assert_cmphex (connack->data[2], ==, 0);
      g_assert_cmphex (connack->data[3], >=, 0x81);
      octets_expect_close (fd);
    }
}

/* And [MQTT-1.5.7-1], [MQTT-3.1.3-4], -11, -12, [MQTT-3.3.2-1], -13, -19, [MQTT-3.8.3-1], [MQTT-3.10.3-1] */
static void
test_text_is_utf8 (Octets        *self,
                   gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_text); i++)
    {
      check_connects (self, bad_text[i]);
      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          g_autofree char *script = fill_in (texts[j].script, bad_text[i]);
          const char *scripts[] = { script, NULL };

          octets5_check_fatal (self, texts[j].reason, scripts);
        }
    }
}

/* [MQTT-1.5.4-3] */
static void
test_bom_is_kept (Octets        *self,
                  gconstpointer  data)
{
  const char *publish = "30 [0004 ef bb bf 61 [26 0004 ef bb bf 6b 0003 ef bb bf 03 0003 ef bb bf] 'x']";
  int fd = octets5_subscribe (self, "c", "#", 0);

  octets_talk (fd, publish, publish);
  octets_talk (fd, "a2 [0002 00 0004 ef bb bf 61]", "b0 04 0002 00 11");
  octets_leave (fd);
}

/* [MQTT-3.1.2-3], -9, -11 to -13, -16 to -19 */
static void
test_flags_of_connect (Octets        *self,
                       gconstpointer  data)
{
  const char *flags[] = {
    "03 003c [17 00] <c>",                  /* reserved */
    "06 003c [17 00] <c>",                  /* no will behind the flag */
    "06 003c [17 00] <c> 00",
    "06 003c [17 00] <c> 00 <w>",
    "02 003c [17 00] <c> 00 <w> <x>",       /* a will without the flag */
    "0a 003c [17 00] <c>",                  /* its QoS without it */
    "12 003c [17 00] <c>",
    "22 003c [17 00] <c>",                  /* its retain bit without it */
    "1e 003c [17 00] <c> 00 <w> <x>",       /* QoS 3 */
    "82 003c [17 00] <c>",                  /* user name and password, with and without */
    "02 003c [17 00] <c> <user>",
    "42 003c [17 00] <c>",
    "82 003c [17 00] <c> <user> <password>",
    "c2 003c [17 00] <c> <user>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autofree char *script = g_strdup_printf ("10 [<MQTT> 05 %s]", flags[i]);
      int fd = octets_connect (self);

      g_test_message ("%s", script);
      octets_talk (fd, script, "20 03 00 81 00");
      octets_expect_close (fd);
    }
}

/* [MQTT-3.1.3-5] */
static void
test_client_ids (Octets        *self,
                 gconstpointer  data)
{
  const char *ids[] = { "0", "0123456789abcdefghijklm", "nopqrstuvwxyzABCDEFGHIJ",
                        "KLMNOPQRSTUVWXYZ0123456" };
  int fds[G_N_ELEMENTS (ids)];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    fds[i] = octets5_open (self, ids[i]);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    octets_leave (fds[i]);
}

/* [MQTT-3.2.0-1], -2: whatever came together with CONNECT */
static void
test_connack_comes_first (Octets        *self,
                          gconstpointer  data)
{
  int fd = octets_connect (self);

  octets_talk (fd,
               "10 [<MQTT> 05 02 003c 00 <c>] c0 00 82 [0001 00 <a> 01] 32 [<a> 0002 00 'x'] c0 00",
               "20 [00 00 [" OCTETS5_TERMS "]] d0 00 90 [0001 00 01]"
               "32 [<a> 0001 00 'x'] 40 02 0002 d0 00");
  octets_close (fd);
}

/* [MQTT-3.1.0-2], [MQTT-3.1.2-8] */
static void
test_second_connect (Octets        *self,
                     gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int fd = octets5_connect (self, "06 003c [17 00] <c> 00 <will> <gone>", FALSE);

  octets_send (fd, "10 [<MQTT> 05 02 003c 00 <c>]");
  octets5_expect_end (fd, 0x82);
  octets_expect (watcher, "30 [<will> 'gone']");
  octets_expect_quiet (watcher);
  octets_close (watcher);
}

/* [MQTT-3.2.2-6]: though there is a session */
static void
test_refusal_says_0 (Octets        *self,
                     gconstpointer  data)
{
  int fd;

  octets_leave (octets5_open_with (self, "c", OCTETS5_LASTS));
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 05 00 003c [17 00 15 <x>] <c>]", "20 03 00 8c 00");
  octets_expect_close (fd);
  octets_leave (octets5_resume (self, "c", OCTETS5_LASTS, TRUE));
}

/* [MQTT-3.1.2-14], -15, [MQTT-3.2.2-12], -13 */
static void
test_will_has_its_qos_and_flag (Octets        *self,
                                gconstpointer  data)
{
  const char *flags[] = { "06", "0e", "16", "26", "36" };
  const char *live[] = { "30 [<w> 00 'x']", "32 [<w> ## 00 'x']", "34 [<w> ## 00 'x']",
                         "30 [<w> 00 'x']", "34 [<w> ## 00 'x']" };
  const char *kept[] = { "", "", "", "31 [<w> 00 'x']", "35 [<w> ## 00 'x']" };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autofree char *connect = g_strdup_printf ("%s 003c 00 <c> 00 <w> <x>", flags[i]);
      int watcher = octets5_subscribe (self, "watcher", "w", 2), late;

      octets_close (octets5_connect (self, connect, FALSE));
      octets_expect (watcher, live[i]);
      late = octets5_subscribe (self, "late", "w", 2);
      octets_expect (late, kept[i]);
      octets_expect_quiet (late);
      octets_close (late);
      octets_close (watcher);
      octets_publish (self, "33 [<w> 0001]", "40 02 0001");
    }
}

/* [MQTT-3.3.1-5] to -8 */
static void
test_retained (Octets        *self,
               gconstpointer  data)
{
  const struct
  {
    const char *publish;
    const char *kept;
  } steps[] = {
    { "31 [<a> [26 <k> <v>] 'old']", "31 [<a> [26 <k> <v>] 'old']" },
    { "31 [<a> 00 'new']", "31 [<a> 00 'new']" },
    { "30 [<a> 00 'plain']", "31 [<a> 00 'new']" },
    { "30 [<a> 00]", "31 [<a> 00 'new']" },
    { "31 [<a> [26 <k> <v>]]", "" },
    { "30 [<a> 00 'plain']", "" },
  };
  int writer = octets5_open (self, "writer");

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      int reader;

      octets_send (writer, steps[i].publish);
      octets_expect_quiet (writer);
      reader = octets5_subscribe (self, "reader", "a", 0);
      octets_expect (reader, steps[i].kept);
      octets_expect_quiet (reader);
      octets_leave (reader);
    }
  octets_leave (writer);
}

/* [MQTT-3.10.1-1] */
static void
test_unsubscribe_has_its_flags (Octets        *self,
                                gconstpointer  data)
{
  const char *scripts[] = { "a0 [0001 00 <a>]", "a3 [0001 00 <a>]", "aa [0001 00 <a>]", NULL };

  octets5_check_fatal (self, 0x81, scripts);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("statement5/text-is-utf8", test_text_is_utf8);
  OCTETS_ADD ("statement5/bom-is-kept", test_bom_is_kept);
  OCTETS_ADD ("statement5/flags-of-connect-agree", test_flags_of_connect);
  OCTETS_ADD ("statement5/client-ids-of-23", test_client_ids);
  OCTETS_ADD ("statement5/connack-comes-first", test_connack_comes_first);
  OCTETS_ADD ("statement5/second-connect-sends-the-will", test_second_connect);
  OCTETS_ADD ("statement5/refusal-says-0", test_refusal_says_0);
  OCTETS_ADD ("statement5/will-has-its-qos-and-flag", test_will_has_its_qos_and_flag);
  OCTETS_ADD ("statement5/retained-is-replaced-and-cleared", test_retained);
  OCTETS_ADD ("statement5/unsubscribe-has-its-flags", test_unsubscribe_has_its_flags);
  return g_test_run ();
}
