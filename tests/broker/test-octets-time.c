/* test-octets-time.c: what ends by itself: connections that are silent, and sessions whose client stays away
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"

static int
open_with_keep_alive (Octets *self,
                      guint   keep_alive_s)
{
  g_autofree char *script = g_strdup_printf ("10 [<MQTT> 04 02 %04x <c>]", keep_alive_s);
  int fd = octets_connect (self);

  octets_talk (fd, script, "20 02 00 00");
  return fd;
}

/* Row 52: nothing, half a header, half a CONNECT */
static void
test_no_connect (Octets        *self,
                 gconstpointer  data)
{
  const char *scripts[] = { "", "10", "10 0d 0004 4d 51", "10 ff ff 03" };
  int fds[G_N_ELEMENTS (scripts)];
  int fd = open_with_keep_alive (self, 0);

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      fds[i] = octets_connect (self);
      octets_send (fds[i], scripts[i]);
    }
  /* An answer later, those before are known to the broker */
  octets_leave (octets_open (self, "last"));
  octets_advance (self, 9);
  octets_expect_quiet (fd);
  octets_advance (self, 2);
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    octets_expect_close (fds[i]);
  octets_close (fd);
}

/* [MQTT-3.1.2-24]: one and a half times, and only a whole packet counts */
static void
test_keep_alive (Octets        *self,
                 gconstpointer  data)
{
  int fd = open_with_keep_alive (self, 60);

  octets_advance (self, 89);
  octets_expect_quiet (fd);
  octets_send (fd, "30 05 00");
  octets_advance (self, 89);
  octets_send (fd, "01");
  octets_advance (self, 2);
  octets_expect_close (fd);
}

static void
test_no_keep_alive (Octets        *self,
                    gconstpointer  data)
{
  int fd = open_with_keep_alive (self, 0);

  octets_advance (self, 1000000);
  octets_expect_quiet (fd);
  octets_close (fd);
}

static void
test_session_is_for_ever (Octets        *self,
                          gconstpointer  data)
{
  octets_leave (octets_resume (self, "c", FALSE));
  octets_advance (self, 100 * 365 * 24 * 3600u);
  octets_leave (octets_resume (self, "c", TRUE));
}

/* The snapshot is up to 0.1 s old */
static void
wait_for_no_subscription (Octets *self)
{
  gint64 deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  SolBrokerStats stats;

  do
    {
      sol_broker_get_stats (self->broker, &stats);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
    }
  while (stats.n_subscriptions > 0);
}

/* The limit counts from the end of the connection, and takes the subscriptions with it */
static void
test_session_has_a_limit (Octets        *self,
                          gconstpointer  data)
{
  int fd;

  self->config->max_session_expiry_s = 60;
  octets_apply (self);
  fd = octets_resume (self, "c", FALSE);
  octets_talk (fd, "82 [00 01 <a> 01]", "90 03 00 01 01");
  octets_advance (self, 600);
  octets_leave (fd);
  octets_advance (self, 59);
  fd = octets_resume (self, "c", TRUE);
  octets_advance (self, 600);
  octets_expect_quiet (fd);
  octets_leave (fd);
  octets_advance (self, 61);
  wait_for_no_subscription (self);
  octets_leave (octets_resume (self, "c", FALSE));
}

/* Of those that are away and connected; before 5.0, where nobody was told */
static void
test_session_limit_is_live (Octets        *self,
                            gconstpointer  data)
{
  int fd, new;

  octets_leave (octets_resume (self, "away", FALSE));
  octets_leave (octets5_connect (self, "00 003c [11 000003e8] <told>", FALSE));
  fd = octets_resume (self, "here", FALSE);
  octets_advance (self, 100);
  self->config->max_session_expiry_s = 200;
  octets_apply (self);
  octets_advance (self, 50);
  octets_leave (octets_resume (self, "away", TRUE));
  octets_advance (self, 199);
  octets_leave (octets_resume (self, "away", TRUE));
  self->config->max_session_expiry_s = 100;
  octets_apply (self);
  octets_leave (fd);
  octets_advance (self, 101);
  octets_leave (octets_resume (self, "away", FALSE));
  octets_leave (octets_resume (self, "here", FALSE));
  self->config->max_session_expiry_s = 0;
  octets_apply (self);
  new = octets5_connect (self, "00 003c [11 000003e8] <told>", TRUE);
  octets_leave (new);
  octets_advance (self, 500);
  octets_leave (octets_resume (self, "here", TRUE));
}

static void
test_sessions_have_a_limit (Octets        *self,
                            gconstpointer  data)
{
  SolBrokerStats stats;
  int fd;

  self->config->max_sessions = 2;
  octets_apply (self);
  octets_leave (octets_resume (self, "1", FALSE));
  octets_leave (octets_resume (self, "2", FALSE));
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 04 00 0000 <3>]", "20 02 00 03");
  octets_expect_close (fd);
  /* Those that are there, and those that do not last, are let in */
  octets_leave (octets_resume (self, "2", TRUE));
  octets_leave (octets_open (self, "3"));
  octets_leave (octets_open (self, "1"));
  octets_leave (octets_resume (self, "3", FALSE));
  do
    sol_broker_get_stats (self->broker, &stats);
  while (stats.n_refused_sessions == 0 || stats.n_connects < 6);
  g_assert_cmpuint (stats.n_refused_sessions, ==, 1);
  g_assert_cmpuint (stats.n_lasting, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("52-no-connect-closes", test_no_connect);
  OCTETS_ADD ("35-keep-alive-counts-whole-packets", test_keep_alive);
  OCTETS_ADD ("35-no-keep-alive", test_no_keep_alive);
  OCTETS_ADD ("30-session-is-for-ever", test_session_is_for_ever);
  OCTETS_ADD ("31-session-has-a-limit", test_session_has_a_limit);
  OCTETS_ADD ("31-session-limit-is-live", test_session_limit_is_live);
  OCTETS_ADD ("31-sessions-have-a-limit", test_sessions_have_a_limit);
  return g_test_run ();
}
