/* test-descriptors.c: a broker that runs out of descriptors stops accepting, says so and recovers
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "octets-support.h"

#define LIMIT 96
#define DEADLINE_US (20 * G_USEC_PER_SEC)

static void
event_cb (SolBroker      *broker,
          SolBrokerEvent *event,
          guint          *n_warnings)
{
  *n_warnings += event->type == SOL_BROKER_EVENT_WARNING ? 1 : 0;
}

static gboolean
is_accepting (Octets *self)
{
  SolBrokerStats stats;

  sol_broker_get_stats (self->broker, &stats);
  return stats.is_accepting;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for_accepting (Octets   *self,
                    gboolean  accepting)
{
  gint64 deadline_us = g_get_monotonic_time () + DEADLINE_US;
  guint id = g_timeout_add (5, wake_cb, NULL);

  while (is_accepting (self) != accepting)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_us);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (id);
}

/* TRUE when the client on @fd was answered, FALSE when the broker warned instead */
static gboolean
wait_for_answer (int    fd,
                 guint *n_warnings)
{
  gint64 deadline_us = g_get_monotonic_time () + DEADLINE_US;

  while (*n_warnings == 0)
    {
      struct pollfd poller = { .fd = fd, .events = POLLIN };

      if (poll (&poller, 1, 5) == 1)
        return TRUE;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_us);
      g_main_context_iteration (NULL, FALSE);
    }
  return FALSE;
}

static double
read_cpu_s (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

/* Clients of this same process: each costs two descriptors once it is accepted, and one while it
 * waits */
static void
test_recovers (Octets        *self,
               gconstpointer  data)
{
  struct rlimit limit = { LIMIT, LIMIT };
  g_autoptr (GArray) fds = g_array_new (FALSE, FALSE, sizeof (int));
  guint n_warnings = 0, n_served = 0;
  double cpu_s;
  int fd;

  g_signal_connect (self->broker, "event", G_CALLBACK (event_cb), &n_warnings);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  do
    {
      fd = octets_connect (self);
      octets_send (fd, "10 [<MQTT> 04 02 0000 <>]");
      g_array_append_val (fds, fd);
    }
  while (wait_for_answer (fd, &n_warnings));
  wait_for_accepting (self, FALSE);
  fd = octets_connect (self);
  octets_send (fd, "10 [<MQTT> 04 02 0000 <last>]");

  /* Who is in is served; and the broker does not turn in circles meanwhile */
  octets_talk (g_array_index (fds, int, 0), "c0 00", "20 02 00 00 d0 00");
  cpu_s = read_cpu_s ();
  /* Waits for nothing: what a stretch of time costs is what is measured, a broker that turns uses all of it */
  g_usleep (200 * 1000);
  g_assert_cmpfloat (read_cpu_s () - cpu_s, <, 0.1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_warnings, ==, 1);

  for (; n_served < fds->len; n_served++)
    close (g_array_index (fds, int, n_served));
  octets_expect (fd, "20 02 00 00");
  wait_for_accepting (self, TRUE);
  octets_close (fd);
  octets_leave (octets_open (self, "again"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/broker/descriptors/recovers", Octets, NULL, octets_set_up, test_recovers,
              octets_tear_down);
  return g_test_run ();
}
