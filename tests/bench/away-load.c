/* away-load.c: publishers of QoS 1 into a lasting session whose client is away
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * away-load PORT SECONDS: 100 publishers, each with 16 messages of 32 octets that are not
 * acknowledged. Prints a line of JSON: acknowledged messages, a second, after a warm-up of 0.3 s.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define N_PUBLISHERS 100
#define WINDOW 16
#define WARM_UP_S 0.3
#define PACKET_SIZE 44
#define N_SENT_IN_ONE 64

/* QoS 1 to "away/1", identifier at 10, then the payload */
static const unsigned char head[] = { 0x32, PACKET_SIZE - 2, 0, 6, 'a', 'w', 'a', 'y', '/', '1' };

typedef struct
{
  int      fd;
  unsigned next_id;
  unsigned n_spare;  /* octets of an acknowledgement that is not whole */
} Publisher;

static double
now_s (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
fail (const char *what)
{
  perror (what);
  exit (EXIT_FAILURE);
}

static void
send_all (int         fd,
          const void *data,
          size_t      length)
{
  const char *at = data;

  while (length > 0)
    {
      ssize_t n = send (fd, at, length, MSG_NOSIGNAL);

      if (n <= 0)
        fail ("send");
      at += n;
      length -= (size_t) n;
    }
}

static void
expect (int           fd,
        size_t        length,
        unsigned char first)
{
  unsigned char answer[16];

  if (recv (fd, answer, length, MSG_WAITALL) != (ssize_t) length || answer[0] != first
      || answer[3] >= 0x80)
    fail ("an answer");
}

static int
open_client (int         port,
             const char *id,
             int         is_clean)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  unsigned char packet[64] = { 0x10, 0, 0, 4, 'M', 'Q', 'T', 'T', 4, is_clean ? 2 : 0 };
  size_t id_len = strlen (id);
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int on = 1;

  address.sin_port = htons ((unsigned short) port);
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  if (connect (fd, (struct sockaddr *) &address, sizeof address) < 0)
    fail ("connect");
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  packet[1] = (unsigned char) (12 + id_len);
  packet[13] = (unsigned char) id_len;
  memcpy (packet + 14, id, id_len);
  send_all (fd, packet, 14 + id_len);
  expect (fd, 4, 0x20);
  return fd;
}

static void
make_away_session (int port)
{
  static const unsigned char subscribe[]
      = { 0x82, 11, 0, 1, 0, 6, 'a', 'w', 'a', 'y', '/', '#', 1 };
  int fd = open_client (port, "bench-away", 0);

  send_all (fd, subscribe, sizeof subscribe);
  expect (fd, 5, 0x90);
  send_all (fd, "\xe0", 2);
  close (fd);
}

static void
publish (Publisher *self,
         unsigned   n)
{
  unsigned char packets[N_SENT_IN_ONE * PACKET_SIZE] = { 0 };

  for (unsigned i = 0; i < n; i++)
    {
      unsigned char *packet = packets + i * PACKET_SIZE;

      memcpy (packet, head, sizeof head);
      packet[10] = (unsigned char) (self->next_id >> 8);
      packet[11] = (unsigned char) self->next_id;
      self->next_id = self->next_id == 65535 ? 1 : self->next_id + 1;
    }
  send_all (self->fd, packets, n * PACKET_SIZE);
}

/* Returns: acknowledgements that came, each followed by another message */
static unsigned
go_on (Publisher *self)
{
  unsigned char answers[4 * N_SENT_IN_ONE];
  ssize_t n = recv (self->fd, answers, sizeof answers - 4, 0);
  unsigned n_acked;

  if (n <= 0)
    fail ("the broker closed");
  self->n_spare += (unsigned) n;
  n_acked = self->n_spare / 4;
  self->n_spare %= 4;
  if (n_acked > 0)
    publish (self, n_acked);
  return n_acked;
}

static double
measure (int        epoll_fd,
         double     seconds,
         unsigned  *n_acked)
{
  struct epoll_event events[N_PUBLISHERS];
  double begin_s = now_s ();

  *n_acked = 0;
  while (now_s () - begin_s < seconds)
    {
      int n = epoll_wait (epoll_fd, events, N_PUBLISHERS, 5000);

      if (n <= 0)
        fail ("nothing was acknowledged");
      for (int i = 0; i < n; i++)
        *n_acked += go_on (events[i].data.ptr);
    }
  return now_s () - begin_s;
}

int
main (int    argc,
      char **argv)
{
  static Publisher publishers[N_PUBLISHERS];
  int epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  unsigned n_acked;
  double spent_s;

  if (argc < 3)
    {
      fputs ("usage: away-load PORT SECONDS\n", stderr);
      return EXIT_FAILURE;
    }
  make_away_session (atoi (argv[1]));
  for (int i = 0; i < N_PUBLISHERS; i++)
    {
      struct epoll_event event = { .events = EPOLLIN, .data.ptr = &publishers[i] };
      char id[16];

      snprintf (id, sizeof id, "publisher-%d", i);
      publishers[i] = (Publisher) { open_client (atoi (argv[1]), id, 1), 1, 0 };
      if (epoll_ctl (epoll_fd, EPOLL_CTL_ADD, publishers[i].fd, &event) < 0)
        fail ("epoll_ctl");
    }
  for (int i = 0; i < N_PUBLISHERS; i++)
    publish (&publishers[i], WINDOW);
  measure (epoll_fd, WARM_UP_S, &n_acked);
  spent_s = measure (epoll_fd, atof (argv[2]), &n_acked);
  printf ("{\"acknowledged\": %u, \"seconds\": %.3f, \"per_second\": %.0f}\n", n_acked, spent_s,
          n_acked / spent_s);
  return EXIT_SUCCESS;
}
