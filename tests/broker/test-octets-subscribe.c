/* test-octets-subscribe.c: which message reaches whom (MQTT 3.1.1 §3.8, §3.10, §4.7)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"

/* Publishes an `x` to each of @topics from a client of its own, and waits until it is done */
static void
publish_each (Octets      *self,
              const char **topics)
{
  int fd = octets_open (self, "publisher");

  for (guint i = 0; topics[i] != NULL; i++)
    {
      g_autofree char *script = g_strdup_printf ("30 [<%s> 'x']", topics[i]);

      octets_send (fd, script);
    }
  octets_expect_quiet (fd);
  octets_leave (fd);
}

/* A client with @filter gets @matches in this order, of all that is published, and nothing else */
static void
check_filter (Octets      *self,
              const char  *filter,
              const char **topics,
              const char **matches)
{
  int fd = octets_subscribe (self, "subscriber", filter, 0);

  g_test_message ("%s", filter);
  publish_each (self, topics);
  for (guint i = 0; matches[i] != NULL; i++)
    {
      g_autofree char *script = g_strdup_printf ("30 [<%s> 'x']", matches[i]);

      octets_expect (fd, script);
    }
  octets_expect_quiet (fd);
  octets_leave (fd);
}

#define LIST(...) ((const char *[]) { __VA_ARGS__, NULL })
#define NONE ((const char *[]) { NULL })

/* [MQTT-4.7.2-1] */
static void
test_dollar (Octets        *self,
             gconstpointer  data)
{
  const char **topics = LIST ("$test/a", "$test", "a/$test", "b");

  check_filter (self, "#", topics, LIST ("a/$test", "b"));
  check_filter (self, "+/a", topics, NONE);
  check_filter (self, "+", topics, LIST ("b"));
  check_filter (self, "$test/#", topics, LIST ("$test/a", "$test"));
  check_filter (self, "$test/+", topics, LIST ("$test/a"));
  check_filter (self, "a/+", topics, LIST ("a/$test"));
}

static void
test_dollar_retained (Octets        *self,
                      gconstpointer  data)
{
  int fd = octets_open (self, "c");

  octets_send (fd, "31 [<$test/a> 'x']");
  octets_talk (fd, "82 [0001 <#> 00 <+/a> 00 <+/#> 00]", "90 05 00 01 00 00 00");
  octets_expect_quiet (fd);
  octets_talk (fd, "82 [0002 <$test/+> 00]", "90 03 00 02 00 31 [<$test/a> 'x']");
  octets_close (fd);
}

/* §4.7.1, [MQTT-4.7.3-4] */
static void
test_levels (Octets        *self,
             gconstpointer  data)
{
  const char **topics = LIST ("a", "a/", "/a", "/", "a/b", "a//b", "A", "a/b/c", "ab");

  check_filter (self, "a/#", topics, LIST ("a", "a/", "a/b", "a//b", "a/b/c"));
  check_filter (self, "a", topics, LIST ("a"));
  check_filter (self, "A", topics, LIST ("A"));
  check_filter (self, "+", topics, LIST ("a", "A", "ab"));
  check_filter (self, "+/+", topics, LIST ("a/", "/a", "/", "a/b"));
  check_filter (self, "/", topics, LIST ("/"));
  check_filter (self, "/+", topics, LIST ("/a", "/"));
  check_filter (self, "a/+", topics, LIST ("a/", "a/b"));
  check_filter (self, "a/+/b", topics, LIST ("a//b"));
  check_filter (self, "+/b/#", topics, LIST ("a/b", "a/b/c"));
  check_filter (self, "#", topics, topics);
}

/* [MQTT-3.8.4-2], -5, [MQTT-3.9.3-1] */
static void
test_suback (Octets        *self,
             gconstpointer  data)
{
  int fd = octets_open (self, "c");

  octets_talk (fd, "82 [abcd <a> 02 <b/#> 00 <c> 01]", "90 05 ab cd 02 00 01");
  octets_talk (fd, "a2 [1234 <a> <b/#>]", "b0 02 12 34");
  octets_close (fd);
}

/* [MQTT-3.8.4-3]: the same filter again replaces the QoS, and is one subscription */
static void
test_replaces (Octets        *self,
               gconstpointer  data)
{
  int fd = octets_subscribe (self, "c", "a", 0);

  octets_talk (fd, "82 [0002 <a> 01]", "90 03 00 02 01");
  octets_publish (self, "32 [<a> 0009 'x']", "40 02 00 09");
  octets_send_id (fd, "40 02 ##", octets_expect (fd, "32 [<a> ## 'x']"));
  octets_talk (fd, "82 [0003 <a> 00 <a> 00]", "90 04 00 03 00 00");
  octets_publish (self, "32 [<a> 000a 'y']", "40 02 00 0a");
  octets_expect (fd, "30 [<a> 'y']");
  octets_expect_quiet (fd);
  octets_talk (fd, "a2 [0004 <a>]", "b0 02 00 04");
  octets_send (fd, "30 [<a> 'z']");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* [MQTT-3.10.4-4], -5 */
static void
test_unsubscribe_without_match (Octets        *self,
                                gconstpointer  data)
{
  int fd = octets_subscribe (self, "c", "a/+", 0);

  octets_talk (fd, "a2 [0002 <a/b> <#> <x>]", "b0 02 00 02");
  octets_talk (fd, "30 [<a/b> 'x']", "30 [<a/b> 'x']");
  octets_close (fd);
}

/* [MQTT-3.10.4-3] */
static void
test_unsubscribe_completes (Octets        *self,
                            gconstpointer  data)
{
  int fd = octets_subscribe (self, "c", "a", 2);
  guint16 id;

  octets_publish (self, "32 [<a> 0009 'x']", "40 02 00 09");
  octets_send_id (fd, "40 02 ##", octets_expect (fd, "32 [<a> ## 'x']"));
  octets_publish (self, "34 [<a> 000a 'y'] 62 02 00 0a", "50 02 00 0a 70 02 00 0a");
  id = octets_expect (fd, "34 [<a> ## 'y']");
  octets_talk (fd, "a2 [0002 <a>]", "b0 02 00 02");
  octets_send_id (fd, "50 02 ##", id);
  octets_expect_id (fd, "62 02 ##", id);
  octets_send_id (fd, "70 02 ##", id);
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* [MQTT-3.8.4-6] */
static void
test_delivered_qos (Octets        *self,
                    gconstpointer  data)
{
  const char *published[] = { "30 [<a> 'x']", "32 [<a> 0007 'x']",
                              "34 [<a> 0007 'x'] 62 02 00 07" };
  const char *answers[] = { "", "40 02 00 07", "50 02 00 07 70 02 00 07" };
  const char *delivered[] = { "30 [<a> 'x']", "32 [<a> ## 'x']", "34 [<a> ## 'x']" };

  for (guint granted = 0; granted <= 2; granted++)
    for (guint qos = 0; qos <= 2; qos++)
      {
        int subscriber = octets_subscribe (self, "subscriber", "a", granted);
        int publisher = octets_open (self, "publisher");

        octets_talk (publisher, published[qos], answers[qos]);
        octets_expect (subscriber, delivered[MIN (qos, granted)]);
        octets_close (publisher);
        octets_close (subscriber);
      }
}

/* [MQTT-3.3.5-1]: one copy at the highest QoS granted */
static void
test_overlapping (Octets        *self,
                  gconstpointer  data)
{
  int subscriber = octets_subscribe (self, "subscriber", "a/+", 0);
  int publisher = octets_open (self, "publisher");

  octets_talk (subscriber, "82 [0002 <a/b> 01 <#> 00]", "90 04 00 02 01 00");
  octets_talk (publisher, "34 [<a/b> 0007 'x'] 62 02 00 07", "50 02 00 07 70 02 00 07");
  octets_send_id (subscriber, "40 02 ##", octets_expect (subscriber, "32 [<a/b> ## 'x']"));
  octets_expect_quiet (subscriber);
  octets_close (publisher);
  octets_close (subscriber);
}

/* A person who tries it out sees the own message */
static void
test_own_messages (Octets        *self,
                   gconstpointer  data)
{
  int fd = octets_subscribe (self, "c", "a", 0);

  octets_talk (fd, "30 [<a> ff 00 fe]", "30 [<a> ff 00 fe]");
  octets_talk (fd, "30 [<a>]", "30 [<a>]");
  octets_close (fd);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("19-wildcards-leave-out-dollar-topics", test_dollar);
  OCTETS_ADD ("19-retained-dollar-topics-too", test_dollar_retained);
  OCTETS_ADD ("20-levels", test_levels);
  OCTETS_ADD ("21-one-code-per-filter-in-order", test_suback);
  OCTETS_ADD ("21-same-filter-replaces", test_replaces);
  OCTETS_ADD ("22-unsubscribe-without-match", test_unsubscribe_without_match);
  OCTETS_ADD ("22-unsubscribe-lets-deliveries-end", test_unsubscribe_completes);
  OCTETS_ADD ("23-lower-qos-is-delivered", test_delivered_qos);
  OCTETS_ADD ("24-overlapping-is-one-copy", test_overlapping);
  OCTETS_ADD ("own-messages-come-back", test_own_messages);
  return g_test_run ();
}
