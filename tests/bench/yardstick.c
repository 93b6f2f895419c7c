/* yardstick.c: the least that an MQTT broker can do, as a measure for one that does it all
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exact topics by one hash; QoS 0 and 1 copied from the input onto the tail of each receiver's output; one receive of
 * 256 KiB and one send for each connection and batch. It trusts its peers and checks nothing: loopback and the load
 * generator only. It prints the port it listens on. A filter that ends in `/+` is kept as its prefix, which is all that
 * fan-in needs. A connection's block is not given back, so that the rest of its batch may still point to it.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define N_BUCKETS  65536
#define INPUT_SIZE (256 * 1024)
#define N_EVENTS   512
#define N_SPARE    128

typedef struct Conn Conn;
struct Conn
{
  int       fd;
  uint8_t  *in, *out;           /* only while they hold octets */
  uint32_t  in_len, out_len, out_capacity;
  uint16_t  next_id;
  uint8_t   is_dirty, is_blocked;
  Conn     *next_dirty;
};

typedef struct Subscription Subscription;
struct Subscription
{
  Subscription *next;
  Conn         *conn;
  uint8_t       qos;
  uint16_t      topic_len;
  char          topic[];
};

static Subscription *buckets[N_BUCKETS];
static Conn *dirty;
static struct { uint8_t *octets; uint32_t capacity; } spare[N_SPARE]; /* output buffers that nobody needs now */
static int n_spare;
static uint8_t input[INPUT_SIZE];
static int epoll_fd;

static uint32_t
hash (const char *topic, uint32_t length)
{
  uint32_t h = 2166136261u;

  for (uint32_t i = 0; i < length; i++)
    h = (h ^ (uint8_t) topic[i]) * 16777619u;
  return (h ^ h >> 16) & (N_BUCKETS - 1);
}

/* From the heap each time, a large buffer would be given back to the system and faulted in again, page by page: 1.4
 * instead of 0.5 CPU seconds a million messages of 1 KiB. */
static void
take_buffer (Conn *conn)
{
  if (n_spare == 0)
    return;
  conn->out = spare[--n_spare].octets;
  conn->out_capacity = spare[n_spare].capacity;
}

static void
give_buffer (Conn *conn)
{
  if (n_spare < N_SPARE)
    {
      spare[n_spare].octets = conn->out;
      spare[n_spare++].capacity = conn->out_capacity;
    }
  else
    free (conn->out);
  conn->out = NULL;
  conn->out_capacity = 0;
}

/* Room of @length octets at the tail of the output */
static uint8_t *
tail (Conn *conn, uint32_t length)
{
  uint8_t *at;

  if (conn->out == NULL)
    take_buffer (conn);
  if (conn->out_len + length > conn->out_capacity)
    {
      conn->out_capacity = (conn->out_len + length) * 2;
      conn->out = realloc (conn->out, conn->out_capacity);
    }
  at = conn->out + conn->out_len;
  conn->out_len += length;
  if (!conn->is_dirty)
    {
      conn->is_dirty = 1;
      conn->next_dirty = dirty;
      dirty = conn;
    }
  return at;
}

static void
put (Conn *conn, const void *octets, uint32_t length)
{
  memcpy (tail (conn, length), octets, length);
}

static void
watch (Conn *conn, int operation, uint32_t events)
{
  struct epoll_event event = { .events = events, .data.ptr = conn };

  epoll_ctl (epoll_fd, operation, conn->fd, &event);
}

/* Copies a PUBLISH packet of @length octets, as QoS 0 when either side says so */
static void
deliver (const Subscription *to, const uint8_t *packet, uint32_t length, const uint8_t *topic, uint32_t topic_len)
{
  int qos = packet[0] >> 1 & 3;
  uint32_t head = (uint32_t) (topic - packet) + topic_len;
  uint8_t *at = tail (to->conn, length);

  memcpy (at, packet, length);
  if (qos == 1 && to->qos > 0)
    {
      uint16_t id = to->conn->next_id = to->conn->next_id == 65535 ? 1 : to->conn->next_id + 1;

      at[head] = id >> 8;
      at[head + 1] = (uint8_t) id;
    }
}

static void
publish (Conn *conn, const uint8_t *packet, uint32_t length, const uint8_t *body)
{
  uint32_t topic_len = (uint32_t) body[0] << 8 | body[1];
  const char *topic = (const char *) body + 2;
  const char *slash = memrchr (topic, '/', topic_len);
  uint32_t prefix_len = slash != NULL ? (uint32_t) (slash - topic) + 1 : 0;

  if (packet[0] >> 1 & 3)
    put (conn, (uint8_t[]) { 0x40, 2, body[2 + topic_len], body[3 + topic_len] }, 4);
  for (const Subscription *s = buckets[hash (topic, topic_len)]; s != NULL; s = s->next)
    if (s->topic_len == topic_len && memcmp (s->topic, topic, topic_len) == 0)
      deliver (s, packet, length, body + 2, topic_len);
  for (const Subscription *s = prefix_len ? buckets[hash (topic, prefix_len)] : NULL; s != NULL; s = s->next)
    if (s->topic_len == prefix_len && memcmp (s->topic, topic, prefix_len) == 0)
      deliver (s, packet, length, body + 2, topic_len);
}

static void
subscribe (Conn *conn, const uint8_t *body)
{
  uint32_t length = (uint32_t) body[2] << 8 | body[3];
  const char *filter = (const char *) body + 4;
  uint8_t qos = body[4 + length];
  Subscription *s, **bucket;

  put (conn, (uint8_t[]) { 0x90, 3, body[0], body[1], qos }, 5);
  if (filter[length - 1] == '+')
    length--;
  s = malloc (sizeof *s + length);
  bucket = &buckets[hash (filter, length)];
  *s = (Subscription) { .next = *bucket, .conn = conn, .qos = qos, .topic_len = (uint16_t) length };
  memcpy (s->topic, filter, length);
  *bucket = s;
}

static void
handle_packet (Conn *conn, const uint8_t *packet, uint32_t length, const uint8_t *body)
{
  switch (packet[0] >> 4)
    {
    case 1:
      put (conn, (uint8_t[]) { 0x20, 2, 0, 0 }, 4);
      break;
    case 3:
      publish (conn, packet, length, body);
      break;
    case 8:
      subscribe (conn, body);
      break;
    default:
      break;
    }
}

/* Returns: octets that were whole packets */
static uint32_t
parse (Conn *conn, const uint8_t *data, uint32_t length)
{
  uint32_t used = 0;

  while (length - used >= 2)
    {
      const uint8_t *at = data + used + 1;
      uint32_t left = length - used - 1, value = 0, shift = 0, size;

      while (left > 0 && *at & 0x80)
        value |= (uint32_t) (*at++ & 0x7f) << shift, shift += 7, left--;
      if (left == 0)
        break;
      value |= (uint32_t) *at++ << shift;
      size = (uint32_t) (at - data) - used + value;
      if (length - used < size)
        break;
      handle_packet (conn, data + used, size, at);
      used += size;
    }
  return used;
}

static void
drop (Conn *conn)
{
  for (uint32_t i = 0; i < N_BUCKETS; i++)
    for (Subscription **s = &buckets[i]; *s != NULL;)
      if ((*s)->conn == conn)
        {
          Subscription *gone = *s;

          *s = gone->next;
          free (gone);
        }
      else
        s = &(*s)->next;
  close (conn->fd);
  free (conn->in);
  free (conn->out);
  conn->fd = -1;
  conn->in = conn->out = NULL;
  conn->in_len = conn->out_len = conn->out_capacity = 0;
}

/* The rest of a packet whose end has not come is kept in a block of its own, and stands before the next receive. */
static void
receive (Conn *conn)
{
  uint32_t held = conn->in_len, used, length;
  ssize_t n;

  memcpy (input, conn->in != NULL ? conn->in : input, held);
  n = recv (conn->fd, input + held, INPUT_SIZE - held, 0);
  if (n < 0 && errno == EAGAIN)
    return;
  if (n <= 0)
    {
      drop (conn);
      return;
    }
  length = held + (uint32_t) n;
  used = parse (conn, input, length);
  free (conn->in);
  conn->in_len = length - used;
  conn->in = conn->in_len > 0 ? malloc (conn->in_len) : NULL;
  if (conn->in != NULL)
    memcpy (conn->in, input + used, conn->in_len);
}

static void
send_out (Conn *conn)
{
  ssize_t n = send (conn->fd, conn->out, conn->out_len, MSG_NOSIGNAL);
  int is_blocked;

  if (n > 0)
    memmove (conn->out, conn->out + n, conn->out_len -= (uint32_t) n);
  is_blocked = conn->out_len > 0;
  if (is_blocked != conn->is_blocked)
    watch (conn, EPOLL_CTL_MOD, EPOLLIN | (is_blocked ? EPOLLOUT : 0));
  conn->is_blocked = (uint8_t) is_blocked;
  if (!is_blocked && conn->out != NULL)
    give_buffer (conn);
}

static void
accept_one (int listener)
{
  int fd = accept4 (listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  int on = 1;
  Conn *conn;

  if (fd < 0)
    return;
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  conn = calloc (1, sizeof *conn);
  conn->fd = fd;
  watch (conn, EPOLL_CTL_ADD, EPOLLIN);
}

static void
turn (int listener)
{
  struct epoll_event events[N_EVENTS];
  int n = epoll_wait (epoll_fd, events, N_EVENTS, -1);

  for (int i = 0; i < n; i++)
    {
      Conn *conn = events[i].data.ptr;

      if (conn == NULL)
        accept_one (listener);
      else if (events[i].events & EPOLLIN)
        receive (conn);
      else if (events[i].events & EPOLLOUT)
        send_out (conn);
    }
  for (Conn *conn = dirty, *next; conn != NULL; conn = next)
    {
      next = conn->next_dirty;
      conn->is_dirty = 0;
      if (conn->fd >= 0 && !conn->is_blocked)
        send_out (conn);
    }
  dirty = NULL;
}

int
main (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = NULL };

  epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  if (bind (listener, (struct sockaddr *) &address, sizeof address) != 0 || listen (listener, 1024) != 0)
    {
      perror ("yardstick");
      return 1;
    }
  getsockname (listener, (struct sockaddr *) &address, &length);
  printf ("MQTT 127.0.0.1:%u\n", ntohs (address.sin_port));
  fflush (stdout);
  epoll_ctl (epoll_fd, EPOLL_CTL_ADD, listener, &event);
  for (;;)
    turn (listener);
}
