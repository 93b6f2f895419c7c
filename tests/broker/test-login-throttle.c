/* test-login-throttle.c: an address that guesses passwords must pause, others need not
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "octets-support.h"

#define RIGHT "10 [<MQTT> 04 c2 0000 <c> <anna> <right>]"
#define WRONG "10 [<MQTT> 04 c2 0000 <c> <anna> <wrong>]"
#define UNKNOWN "10 [<MQTT> 04 c2 0000 <c> <otto> <wrong>]"
#define ANONYMOUS "10 [<MQTT> 04 02 0000 <c>]"

#define ACCEPTED "20 02 00 00"
#define UNAVAILABLE "20 02 00 03"
#define BAD_CREDENTIALS "20 02 00 04"

/* From this computer four times as many are let pass */
#define N_PASS (4 * 3)

typedef struct
{
  Octets octets;  /* must be first */
  guint  n_told;
} Fixture;

static void
event_cb (SolBroker      *broker,
          SolBrokerEvent *event,
          gpointer        user_data)
{
  Fixture *self = user_data;

  if (g_str_has_prefix (event->reason != NULL ? event->reason : "", "Too many wrong passwords"))
    {
      g_assert_cmpstr (event->address, ==, "127.0.0.1");
      g_assert_cmpint (event->type, ==, SOL_BROKER_EVENT_WARNING);
      self->n_told++;
    }
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  octets_set_up (&self->octets, data);
  g_signal_connect (self->octets.broker, "event", G_CALLBACK (event_cb), self);
  self->octets.config->max_login_failures = 3;
  octets_apply (&self->octets);
  octets_set_user (&self->octets, "anna", "right");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_signal_handlers_disconnect_by_data (self->octets.broker, self);
  octets_tear_down (&self->octets, data);
}

static void
try (Fixture    *self,
     const char *connect,
     const char *answer)
{
  int fd = octets_connect (&self->octets);

  octets_talk (fd, connect, answer);
  if (g_str_equal (answer, ACCEPTED))
    octets_leave (fd);
  else
    octets_expect_close (fd);
}

static int
connect_from (Fixture       *self,
              const guint32  source)
{
  struct sockaddr_in from = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (source) };
  struct sockaddr_in to = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  to.sin_port = htons (sol_broker_get_port (self->octets.broker));
  g_assert_cmpint (bind (fd, (struct sockaddr *) &from, sizeof from), ==, 0);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &to, sizeof to), ==, 0);
  return fd;
}

static void
test_pauses (Fixture       *self,
             gconstpointer  data)
{
  SolBrokerStats stats;
  int fd;

  for (guint i = 0; i < N_PASS; i++)
    try (self, i % 2 == 0 ? WRONG : UNKNOWN, BAD_CREDENTIALS);
  for (guint i = 0; i < 10; i++)
    try (self, i % 2 == 0 ? RIGHT : WRONG, UNAVAILABLE);
  try (self, ANONYMOUS, ACCEPTED);

  fd = connect_from (self, INADDR_LOOPBACK + 1);
  octets_talk (fd, RIGHT, ACCEPTED);
  octets_leave (fd);

  do
    {
      try (self, ANONYMOUS, ACCEPTED);
      g_main_context_iteration (NULL, FALSE);
      sol_broker_get_stats (self->octets.broker, &stats);
    }
  while (stats.n_throttled < 10 || self->n_told == 0);
  g_assert_cmpuint (stats.n_throttled, ==, 10);
  g_assert_cmpuint (self->n_told, ==, 1);
}

static void
test_right_ones_pass (Fixture       *self,
                      gconstpointer  data)
{
  for (guint i = 0; i < 3 * N_PASS; i++)
    try (self, RIGHT, ACCEPTED);
}

static void
test_off (Fixture       *self,
          gconstpointer  data)
{
  self->octets.config->max_login_failures = 0;
  octets_apply (&self->octets);
  for (guint i = 0; i < 2 * N_PASS; i++)
    try (self, WRONG, BAD_CREDENTIALS);
  try (self, RIGHT, ACCEPTED);
}

#define ADD(name, func) g_test_add ("/broker/login-throttle/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pauses", test_pauses);
  ADD ("right-ones-pass", test_right_ones_pass);
  ADD ("off", test_off);
  return g_test_run ();
}
