/* test-octets5-share.c: shared subscriptions (row 29 of the protocol's list)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets5-support.h"

static int
join (Octets     *self,
      const char *client_id,
      guint8      qos)
{
  return octets5_subscribe (self, client_id, "$share/g/a/+", qos);
}

static int
join_lasting (Octets     *self,
              const char *client_id)
{
  int fd = octets5_open_with (self, client_id, OCTETS5_LASTS);

  octets_talk (fd, "82 [0001 00 <$share/g/a/+> 02]", "90 04 0001 00 02");
  return fd;
}

/* In turn, each to exactly one, at the QoS that this one asked for */
static void
test_members_take_turns (Octets        *self,
                         gconstpointer  data)
{
  int one = join (self, "one", 1), two = join (self, "two", 0), three = join (self, "three", 2);
  int writer = octets_open (self, "writer");
  guint16 id = 0;

  for (guint i = 0; i < 3; i++)
    {
      octets_talk (writer, "34 [<a/b> 0001 'x']", "50 02 0001");
      octets_talk (writer, "62 02 0001", "70 02 0001");
      octets_talk (writer, "34 [<a/b> 0001 'y']", "50 02 0001");
      octets_talk (writer, "62 02 0001", "70 02 0001");
      octets_talk (writer, "34 [<a/b> 0001 'z']", "50 02 0001");
      octets_talk (writer, "62 02 0001", "70 02 0001");
      id = octets_expect (one, "32 [<a/b> ## 00 'x']");
      octets_send_id (one, "40 02 ##", id);
      octets_expect (two, "30 [<a/b> 00 'y']");
      id = octets_expect (three, "34 [<a/b> ## 00 'z']");
      octets_send_id (three, "50 02 ##", id);
      octets_expect_id (three, "62 02 ##", id);
      octets_send_id (three, "70 02 ##", id);
    }
  octets_expect_quiet (one);
  octets_expect_quiet (two);
  octets_expect_quiet (three);
  octets_leave (writer);
  octets_leave (one);
  octets_leave (two);
  octets_leave (three);
}

/* With a plain one and another group beside it, each has its own copy; clients of 3.1.1 may join */
static void
test_groups_mix (Octets        *self,
                 gconstpointer  data)
{
  int one = octets_subscribe (self, "one", "$share/g/a/+", 0);
  int two = octets5_open_with (self, "two", "");
  int writer = octets_open (self, "writer");

  octets_talk (two, "82 [0001 [0b 01] <$share/g/a/+> 00]", "90 04 0001 00 00");
  octets_talk (two, "82 [0002 [0b 02] <a/b> 00]", "90 04 0002 00 00");
  octets_talk (two, "82 [0003 [0b 03] <$share/h/#> 00]", "90 04 0003 00 00");
  octets_send (writer, "30 [<a/x> '1']");
  octets_expect (one, "30 [<a/x> '1']");
  octets_expect (two, "30 [<a/x> [0b 03] '1']");
  octets_send (writer, "30 [<a/x> '2']");
  octets_expect_quiet (one);
  octets_expect (two, "30 [<a/x> [0b 03] '2']");
  octets_expect (two, "30 [<a/x> [0b 01] '2']");
  octets_leave (writer);
  octets_leave (one);
  octets_leave (two);
}

/* §4.8.2: a subscription to a group brings nothing retained, whatever Retain Handling says */
static void
test_nothing_retained (Octets        *self,
                       gconstpointer  data)
{
  int fd;

  octets_publish (self, "33 [<a/b> 0001 'r']", "40 02 0001");
  fd = join (self, "one", 0);
  octets_talk (fd, "82 [0002 00 <$share/g/a/+> 10]", "90 04 0002 00 00");
  octets_expect_quiet (fd);
  octets_leave (fd);
}

/* Between many who are away, those here have their turns; who comes back has his again */
static void
test_away_members_return (Octets        *self,
                          gconstpointer  data)
{
  int one = join_lasting (self, "one");
  int writer = octets_open (self, "writer");
  int two;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("away-%u", i);

      octets_leave (join_lasting (self, name));
    }
  two = join_lasting (self, "two");
  for (guint i = 0; i < 3; i++)
    {
      octets_send (writer, "30 [<a/1> 'x'] 30 [<a/2> 'y']");
      octets_expect (one, "30 [<a/1> 00 'x']");
      octets_expect (two, "30 [<a/2> 00 'y']");
    }
  octets_leave (one);
  octets_send (writer, "30 [<a/3> 'x'] 30 [<a/4> 'y']");
  octets_expect (two, "30 [<a/3> 00 'x'] 30 [<a/4> 00 'y']");
  one = octets5_resume (self, "one", OCTETS5_LASTS, TRUE);
  octets_send (writer, "30 [<a/5> 'x'] 30 [<a/6> 'y'] 30 [<a/7> 'z']");
  octets_expect (one, "30 [<a/5> 00 'x'] 30 [<a/7> 00 'z']");
  octets_expect (two, "30 [<a/6> 00 'y']");
  octets_expect_quiet (one);
  octets_expect_quiet (two);
  octets_leave (writer);
  octets_leave (one);
  octets_leave (two);
}

/* Those who are away get nothing while one is here, and then in turn */
static void
test_away_members_wait (Octets        *self,
                        gconstpointer  data)
{
  int one = join_lasting (self, "one"), two = join_lasting (self, "two");
  int writer = octets_open (self, "writer");

  octets_leave (two);
  octets_talk (writer, "32 [<a/1> 0001 'x']", "40 02 0001");
  octets_talk (writer, "32 [<a/2> 0002 'x']", "40 02 0002");
  octets_expect (one, "32 [<a/1> 0001 00 'x']");
  octets_expect (one, "32 [<a/2> 0002 00 'x']");
  octets_send (one, "40 02 0001 40 02 0002");
  octets_leave (one);
  octets_talk (writer, "32 [<a/3> 0003 'x']", "40 02 0003");
  octets_talk (writer, "32 [<a/4> 0004 'x']", "40 02 0004");
  one = octets5_resume (self, "one", OCTETS5_LASTS, TRUE);
  two = octets5_resume (self, "two", OCTETS5_LASTS, TRUE);
  octets_expect (two, "32 [<a/3> 0001 00 'x']");
  octets_expect (one, "32 [<a/4> 0003 00 'x']");
  octets_leave (writer);
  octets_leave (one);
  octets_leave (two);
}

/* The end of a session hands over what was not acknowledged at QoS 1; [MQTT-4.8.2-5]: not at QoS 2 */
static void
test_end_hands_over (Octets        *self,
                     gconstpointer  data)
{
  int one = join (self, "one", 2);
  int writer = octets_open (self, "writer");
  int two;

  octets_talk (writer, "32 [<a/1> 0001 'x']", "40 02 0001");
  octets_talk (writer, "32 [<a/2> 0002 'x']", "40 02 0002");
  octets_talk (writer, "34 [<a/3> 0003 'x']", "50 02 0003");
  octets_expect (one, "32 [<a/1> 0001 00 'x']");
  octets_expect (one, "32 [<a/2> 0002 00 'x']");
  octets_expect (one, "34 [<a/3> 0003 00 'x']");
  octets_send (one, "40 02 0001");
  octets_expect_quiet (one);
  two = join (self, "two", 2);
  octets_close (one);
  octets_expect (two, "32 [<a/2> 0001 00 'x']");
  octets_expect_quiet (two);
  octets_leave (writer);
  octets_leave (two);
}

/* What waits behind a full window goes to another when the member unsubscribes; what is under way stays */
static void
test_unsubscribe_hands_over (Octets        *self,
                             gconstpointer  data)
{
  int one = octets5_open_with (self, "one", "21 0001");
  int writer = octets_open (self, "writer");
  int two;

  octets_talk (one, "82 [0001 00 <$share/g/a/+> 01 <p> 01]", "90 05 0001 00 01 01");
  octets_talk (writer, "32 [<a/1> 0001 'x']", "40 02 0001");
  octets_talk (writer, "32 [<a/2> 0002 'x']", "40 02 0002");
  octets_talk (writer, "32 [<p> 0003 'x']", "40 02 0003");
  octets_talk (writer, "32 [<a/3> 0004 'x']", "40 02 0004");
  octets_expect (one, "32 [<a/1> 0001 00 'x']");
  two = join (self, "two", 1);
  octets_talk (one, "a2 [0002 00 <$share/g/a/+>]", "b0 04 0002 00 00");
  octets_expect (two, "32 [<a/2> 0001 00 'x']");
  octets_expect (two, "32 [<a/3> 0002 00 'x']");
  octets_send (one, "40 02 0001");
  octets_expect (one, "32 [<p> 0002 00 'x']");
  octets_send (one, "40 02 0002");
  octets_expect_quiet (one);
  octets_leave (writer);
  octets_leave (one);
  octets_leave (two);
}

/* What a lasting member never took is another's when its session is cleared */
static void
test_cleared_session_hands_over (Octets        *self,
                                 gconstpointer  data)
{
  int one = join_lasting (self, "one");
  int writer = octets_open (self, "writer");
  int two;

  octets_leave (one);
  octets_talk (writer, "32 [<a/1> 0001 'x']", "40 02 0001");
  octets_talk (writer, "34 [<a/2> 0002 'x']", "50 02 0002");
  two = join (self, "two", 2);
  octets_leave (octets5_open_with (self, "one", ""));
  octets_expect (two, "32 [<a/1> 0001 00 'x']");
  octets_expect (two, "34 [<a/2> 0002 00 'x']");
  octets_leave (writer);
  octets_leave (two);
}

/* [MQTT-4.8.2-6]: a refusal ends it, nobody else gets it */
static void
test_refusal_ends_it (Octets        *self,
                      gconstpointer  data)
{
  int one = join (self, "one", 1), two = join (self, "two", 1);
  int writer = octets_open (self, "writer");

  octets_talk (writer, "32 [<a/1> 0001 'x']", "40 02 0001");
  octets_expect (one, "32 [<a/1> 0001 00 'x']");
  octets_send (one, "40 03 0001 83");
  octets_expect_quiet (one);
  octets_close (one);
  octets_expect_quiet (two);
  octets_leave (writer);
  octets_leave (two);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("share/members-take-turns", test_members_take_turns);
  OCTETS_ADD ("share/groups-mix", test_groups_mix);
  OCTETS_ADD ("share/nothing-retained", test_nothing_retained);
  OCTETS_ADD ("share/away-members-wait", test_away_members_wait);
  OCTETS_ADD ("share/away-members-return", test_away_members_return);
  OCTETS_ADD ("share/end-hands-over", test_end_hands_over);
  OCTETS_ADD ("share/unsubscribe-hands-over", test_unsubscribe_hands_over);
  OCTETS_ADD ("share/cleared-session-hands-over", test_cleared_session_hands_over);
  OCTETS_ADD ("share/refusal-ends-it", test_refusal_ends_it);
  return g_test_run ();
}
