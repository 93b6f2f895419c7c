/* test-octets-malformed.c: packets that break the grammar (MQTT 3.1.1 §1.5.3, §2, §4.8)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "octets-support.h"

/* Everything that is no UTF-8 text, as octets of a string [MQTT-1.5.3-1], -2 */
static const char *const bad_text[] = {
  "c0 80",        /* U+0000, overlong */
  "c1 bf",        /* overlong */
  "e0 80 af",     /* overlong */
  "f0 80 80 af",  /* overlong */
  "ed a0 80",     /* U+D800 */
  "ed bf bf",     /* U+DFFF */
  "f4 90 80 80",  /* U+110000 */
  "f8 88 80 80 80",
  "80",           /* continuation alone */
  "c3",           /* truncated */
  "e2 82",
  "ff",
  "61 00 62",     /* U+0000 */
};

static guint
count_octets (const char *hex)
{
  return (strlen (hex) + 1) / 3;
}

typedef void (*Check) (Octets      *self,
                       const char **scripts);

/* In @script, @ stands for the string with its length */
static void
check_bad_text (Octets     *self,
                const char *script,
                Check       check)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_text); i++)
    {
      g_autoptr (GString) text = g_string_new (script);
      g_autofree char *field = NULL;
      const char *scripts[2] = { NULL, NULL };

      field = g_strdup_printf ("00 %02x %s", count_octets (bad_text[i]), bad_text[i]);
      g_string_replace (text, "@", field, 1);
      scripts[0] = text->str;

      check (self, scripts);
    }
}

static void
test_utf8_in_connect (Octets        *self,
                      gconstpointer  data)
{
  check_bad_text (self, "10 [<MQTT> 04 02 0000 @]", octets_check_refused);
  check_bad_text (self, "10 [<MQTT> 04 82 0000 <c> @]", octets_check_refused);
  check_bad_text (self, "10 [<MQTT> 04 06 0000 <c> @ <x>]", octets_check_refused);
}

static void
test_utf8_in_topics (Octets        *self,
                     gconstpointer  data)
{
  check_bad_text (self, "30 [@ 'x']", octets_check_fatal);
  check_bad_text (self, "82 [0001 @ 00]", octets_check_fatal);
  check_bad_text (self, "a2 [0001 @]", octets_check_fatal);
}

/* [MQTT-1.5.3-3] */
static void
test_bom_is_kept (Octets        *self,
                  gconstpointer  data)
{
  int fd = octets_subscribe (self, "c", "#", 0);

  octets_talk (fd, "30 [0004 ef bb bf 61 'x']", "30 [0004 ef bb bf 61 'x']");
  octets_talk (fd, "82 [0002 <a> 00]", "90 03 00 02 00");
  octets_talk (fd, "a2 [0003 <#>]", "b0 02 00 03");
  octets_send (fd, "30 [0004 ef bb bf 61 'x']");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* [MQTT-4.8.0-1]: the length is right, the fields in it are not */
static void
test_every_prefix_of_connect (Octets        *self,
                              gconstpointer  data)
{
  const guint8 body[] = { 0, 4, 'M', 'Q', 'T', 'T', 4, 0xc6, 0, 0, 0, 1, 'c', 0, 1, 'w',
                          0, 1, 'x', 0, 1, 'u', 0, 1, 'p' };

  for (guint length = 0; length < sizeof body; length++)
    {
      g_autoptr (GString) script = g_string_new ("10 [");
      const char *scripts[2] = { NULL, NULL };

      for (guint i = 0; i < length; i++)
        g_string_append_printf (script, "%02x", body[i]);
      g_string_append (script, "]");
      scripts[0] = script->str;
      octets_check_refused (self, scripts);
    }
}

static void
test_wrong_lengths (Octets        *self,
                    gconstpointer  data)
{
  const char *first[] = { "10 [<MQTT> 04 02 0000 <c> 00]", NULL };
  const char *later[] = {
    "30 [0005 'a']",
    "30 [00]",
    "30 00",
    "32 [<a>]",
    "32 [<a> 00]",
    "82 [0001 <a>]",
    "82 [0001 0005 'a' 00]",
    "82 [00]",
    "a2 [0001 0005 'a']",
    "a2 [0001 <a> 00]",
    "40 [00]",
    "40 [0001 00]",
    "50 [00]",
    "62 [00]",
    "62 [0001 00]",
    "70 [00]",
    "c0 01 00",
    "e0 01 00",
    NULL,
  };

  octets_check_refused (self, first);
  octets_check_fatal (self, later);
}

/* [MQTT-2.3.1-1] */
static void
test_packet_id_0 (Octets        *self,
                  gconstpointer  data)
{
  const char *scripts[] = {
    "32 [<a> 0000 'x']",
    "34 [<a> 0000 'x']",
    "82 [0000 <a> 00]",
    "a2 [0000 <a>]",
    NULL,
  };

  octets_check_fatal (self, scripts);
}

/* §2.2.1: types that only a server sends, or nobody */
static void
test_wrong_types (Octets        *self,
                  gconstpointer  data)
{
  const char *scripts[] = {
    "20 02 00 00",
    "90 03 00 01 00",
    "b0 02 00 01",
    "d0 00",
    "00 00",
    "f0 00",
    "f0 02 00 00",
    NULL,
  };

  octets_check_fatal (self, scripts);
}

/* [MQTT-2.2.2-2], [MQTT-3.8.1-1], [MQTT-3.10.1-1], [MQTT-3.6.1-1] */
static void
test_flag_nibble (Octets        *self,
                  gconstpointer  data)
{
  const char *scripts[] = {
    "80 [0001 <a> 00]",
    "83 [0001 <a> 00]",
    "a0 [0001 <a>]",
    "aa [0001 <a>]",
    "60 02 00 01",
    "63 02 00 01",
    "41 02 00 01",
    "52 02 00 01",
    "71 02 00 01",
    "c1 00",
    "e1 00",
    NULL,
  };

  octets_check_fatal (self, scripts);
}

/* [MQTT-3.3.1-4], [MQTT-3.3.1-2] */
static void
test_publish_flags (Octets        *self,
                    gconstpointer  data)
{
  const char *scripts[] = { "36 [<a> 0001 'x']", "3e [<a> 0001 'x']", "38 [<a> 'x']", NULL };

  octets_check_fatal (self, scripts);
}

/* [MQTT-3.3.2-2], [MQTT-4.7.3-1] */
static void
test_publish_topic (Octets        *self,
                    gconstpointer  data)
{
  const char *scripts[] = {
    "30 [<a/#> 'x']", "30 [<+/a> 'x']", "30 [<a+b> 'x']", "30 [<a#> 'x']", "30 [<> 'x']", NULL,
  };

  octets_check_fatal (self, scripts);
}

/* [MQTT-3.8.3-3], [MQTT-3.10.3-2], [MQTT-4.7.3-1], [MQTT-3.8.3-4] */
static void
test_subscribe_content (Octets        *self,
                        gconstpointer  data)
{
  const char *scripts[] = {
    "82 [0001]",
    "a2 [0001]",
    "82 [0001 <> 00]",
    "a2 [0001 <>]",
    "82 [0001 <a> 03]",
    "82 [0001 <a> 04]",
    "82 [0001 <a> 80]",
    "82 [0001 <a> 00 <b> 03]",
    NULL,
  };

  octets_check_fatal (self, scripts);
}

/* [MQTT-4.7.1-2], -3 */
static void
test_filters (Octets        *self,
              gconstpointer  data)
{
  const char *scripts[] = {
    "82 [0001 <a#> 00]",
    "82 [0001 <a/#/b> 00]",
    "82 [0001 <##> 00]",
    "82 [0001 <+a> 00]",
    "82 [0001 <a/b+> 00]",
    "82 [0001 <a/++> 00]",
    "82 [0001 <a> 00 <b#> 00]",
    "a2 [0001 <a#>]",
    NULL,
  };

  octets_check_fatal (self, scripts);
}

/* Nothing of a packet that is wrong at its end is done, and other clients notice nothing */
static void
test_others_go_on (Octets        *self,
                   gconstpointer  data)
{
  const char *scripts[] = { "82 [0001 <a> 00 <b> 03]", "30 [<a> 'x'] 36 [<a> 0001 'x']", NULL };
  int watcher = octets_subscribe (self, "watcher", "a", 0);

  octets_check_fatal (self, scripts);
  octets_expect (watcher, "30 [<a> 'x']");
  octets_expect_quiet (watcher);
  octets_close (watcher);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("9-utf8-in-connect", test_utf8_in_connect);
  OCTETS_ADD ("9-utf8-in-topics", test_utf8_in_topics);
  OCTETS_ADD ("10-bom-is-kept", test_bom_is_kept);
  OCTETS_ADD ("11-every-prefix-of-connect", test_every_prefix_of_connect);
  OCTETS_ADD ("11-fields-fill-their-packet", test_wrong_lengths);
  OCTETS_ADD ("12-packet-id-0-closes", test_packet_id_0);
  OCTETS_ADD ("13-wrong-types-close", test_wrong_types);
  OCTETS_ADD ("14-flag-nibble-is-checked", test_flag_nibble);
  OCTETS_ADD ("15-subscribe-needs-a-filter", test_subscribe_content);
  OCTETS_ADD ("17-wildcards-are-whole-levels", test_filters);
  OCTETS_ADD ("18-no-wildcard-in-a-topic", test_publish_topic);
  OCTETS_ADD ("48-publish-flags-agree", test_publish_flags);
  OCTETS_ADD ("49-an-error-ends-one-connection-only", test_others_go_on);
  return g_test_run ();
}
