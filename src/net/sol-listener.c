/* sol-listener.c: accepts TCP connections at one address
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-listener.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "sol-net-error.h"

#define BACKLOG 1024
#define ACCEPTS_PER_BATCH 64

/* Left free for the rest of the process: files, the admin's connections */
#define DESCRIPTORS_SPARE 16

struct _SolListener
{
  SolWatch         watch;     /* must be first: the ready function finds us by it */
  SolReactor      *reactor;   /* borrowed */
  SolEndpoint      endpoint;
  SolListenerFunc  func;
  gpointer         user_data;
};

static int
count_descriptors_allowed (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur > G_MAXINT)
    return G_MAXINT;
  return (int) limit.rlim_cur;
}

/* A descriptor is the lowest number that is free: a high one says how many are taken */
static void
sol_listener_hand_over (SolListener *self,
                        int          fd,
                        int          limit)
{
  gboolean is_last = fd >= limit - DESCRIPTORS_SPARE;

  self->func (self, fd, self->user_data);
  if (!is_last)
    return;
  sol_listener_set_paused (self, TRUE);
  self->func (self, -1, self->user_data);
}

static gboolean
is_out_of_descriptors (int number)
{
  return number == EMFILE || number == ENFILE || number == ENOBUFS || number == ENOMEM;
}

static void
listener_ready_cb (SolWatch *watch,
                   guint32   events)
{
  SolListener *self = (SolListener *) watch;
  int limit = count_descriptors_allowed ();

  /* The function called may pause us */
  for (guint i = 0; i < ACCEPTS_PER_BATCH && !sol_listener_is_paused (self); i++)
    {
      int fd = accept4 (watch->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

      if (fd >= 0)
        sol_listener_hand_over (self, fd, limit);
      else if (is_out_of_descriptors (errno))
        {
          sol_listener_set_paused (self, TRUE);
          self->func (self, -1, self->user_data);
        }
      else if (errno != EINTR && errno != ECONNABORTED)
        return;
    }
}

/* Connections inherit TCP_NODELAY from the socket that accepts them */
static gboolean
sol_listener_bind (int                fd,
                   const SolEndpoint *endpoint)
{
  int on = 1;

  setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (endpoint->any.sa_family == AF_INET6)
    setsockopt (fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  return bind (fd, &endpoint->any, sol_endpoint_get_size (endpoint)) == 0
         && listen (fd, BACKLOG) == 0;
}

static int
open_socket (const SolEndpoint  *endpoint,
             GError            **error)
{
  int fd = socket (endpoint->any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  g_autofree char *name = NULL;
  int number;

  if (fd >= 0 && sol_listener_bind (fd, endpoint))
    return fd;

  number = errno;
  if (fd >= 0)
    close (fd);
  name = sol_endpoint_to_string (endpoint);
  g_set_error (error, SOL_NET_ERROR, sol_net_error_from_errno (number), _("Cannot listen on %s: %s"),
               name, g_strerror (number));
  return -1;
}

SolListener *
sol_listener_new (SolReactor         *reactor,
                  const SolEndpoint  *endpoint,
                  SolListenerFunc     func,
                  gpointer            user_data,
                  GError            **error)
{
  int fd = open_socket (endpoint, error);
  SolListener *self;

  if (fd < 0)
    return NULL;
  self = g_new0 (SolListener, 1);
  self->watch.func = listener_ready_cb;
  self->reactor = reactor;
  self->endpoint = *endpoint;
  self->func = func;
  self->user_data = user_data;
  if (sol_reactor_add (reactor, &self->watch, fd, EPOLLIN))
    return self;
  g_set_error (error, SOL_NET_ERROR, SOL_NET_ERROR_FAILED, _("Cannot watch a listening socket: %s"),
               g_strerror (errno));
  close (fd);
  g_free (self);
  return NULL;
}

const SolEndpoint *
sol_listener_get_endpoint (SolListener *self)
{
  return &self->endpoint;
}

guint16
sol_listener_get_port (SolListener *self)
{
  SolEndpoint bound;

  return sol_endpoint_read_local (self->watch.fd, &bound) ? sol_endpoint_get_port (&bound) : 0;
}

void
sol_listener_set_paused (SolListener *self,
                         gboolean     paused)
{
  sol_reactor_modify (self->reactor, &self->watch, paused ? 0 : EPOLLIN);
}

gboolean
sol_listener_is_paused (SolListener *self)
{
  return self->watch.fd < 0 || self->watch.events == 0;
}

gboolean
sol_listener_has_room (SolListener *self)
{
  int fd = fcntl (self->watch.fd, F_DUPFD_CLOEXEC, 0);

  if (fd < 0)
    return FALSE;
  close (fd);
  return fd < count_descriptors_allowed () - DESCRIPTORS_SPARE;
}

void
sol_listener_free (SolListener *self)
{
  int fd = self->watch.fd;

  sol_reactor_remove (self->reactor, &self->watch);
  close (fd);
  sol_reactor_bury (self->reactor, self, g_free);
}

void
sol_listener_reserve (guint n)
{
  struct rlimit limit;
  rlim_t wanted = (rlim_t) n + 256;

  if (getrlimit (RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= wanted)
    return;
  limit.rlim_cur = MIN (wanted, limit.rlim_max);
  setrlimit (RLIMIT_NOFILE, &limit);
}
