/* sol-transport.c: how octets reach one peer: a plain descriptor, TLS over one, or a WebSocket
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-transport.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#define N_IOV 64

/* How much of our output libsoup may hold for one peer */
#define WEBSOCKET_AHEAD_BYTES (256 * 1024)

gboolean
sol_transport_open (SolTransport *self,
                    SolReactor   *reactor,
                    int           fd,
                    SolWatchFunc  ready)
{
  self->watch.func = ready;
  self->watch.fd = -1;
  if (sol_reactor_add (reactor, &self->watch, fd, EPOLLIN))
    return TRUE;
  close (fd);
  return FALSE;
}

gboolean
sol_transport_open_tls (SolTransport  *self,
                        SolReactor    *reactor,
                        SolTlsContext *context,
                        int            fd,
                        SolWatchFunc   ready)
{
  if (!sol_transport_open (self, reactor, fd, ready))
    return FALSE;
  self->layer = g_new0 (SolTransportLayer, 1);
  self->layer->tls = sol_tls_new (context, fd);
  return TRUE;
}

void
sol_transport_open_websocket (SolTransport *self,
                              SolReactor   *reactor,
                              SolWebsocket *websocket,
                              SolWatchFunc  ready)
{
  self->layer = g_new0 (SolTransportLayer, 1);
  self->layer->websocket = websocket;
  self->watch.func = ready;
  self->watch.fd = -1;
}

gboolean
sol_transport_is_open (const SolTransport *self)
{
  return self->watch.fd >= 0 || self->layer != NULL;
}

int
sol_transport_get_fd (const SolTransport *self)
{
  SolWebsocket *websocket = sol_transport_get_websocket (self);

  return websocket != NULL ? sol_websocket_get_fd (websocket) : self->watch.fd;
}

static void
sol_transport_watch_room (SolTransport *self,
                          SolReactor   *reactor,
                          gboolean      is_wanted)
{
  guint32 events = self->watch.events & ~(guint32) EPOLLOUT;

  sol_reactor_modify (reactor, &self->watch, is_wanted ? events | EPOLLOUT : events);
}

gssize
sol_transport_receive_layer (SolTransport *self,
                             SolReactor   *reactor,
                             guint8       *buffer,
                             gsize         size)
{
  SolTls *tls = self->layer->tls;
  gssize n = sol_tls_receive (tls, buffer, size);

  if (sol_tls_has_unsent (tls))
    {
      int number = errno;

      sol_transport_watch_room (self, reactor, TRUE);
      errno = number;
    }
  return n;
}

void
sol_transport_push (SolTransport *self,
                    SolReactor   *reactor)
{
  SolTls *tls = self->layer != NULL ? self->layer->tls : NULL;

  if (tls != NULL && (!sol_tls_push (tls) || !sol_tls_has_unsent (tls)))
    sol_transport_watch_room (self, reactor, FALSE);
}

static gssize
write_some (int                fd,
            struct iovec      *iov,
            guint              n)
{
  struct msghdr message = { .msg_iov = iov, .msg_iovlen = n };
  gssize written;

  do
    written = n == 1 ? send (fd, iov->iov_base, iov->iov_len, MSG_NOSIGNAL)
                     : sendmsg (fd, &message, MSG_NOSIGNAL);
  while (written < 0 && errno == EINTR);
  return written;
}

static gsize
sum_iov (const struct iovec *iov,
         guint               n)
{
  gsize sum = 0;

  for (guint i = 0; i < n; i++)
    sum += iov[i].iov_len;
  return sum;
}

static SolTransportResult
sol_transport_flush_plain (SolTransport  *self,
                           SolReactor    *reactor,
                           SolOutbox     *outbox,
                           SolOutboxPool *pool)
{
  struct iovec iov[N_IOV];
  guint n;

  while ((n = sol_outbox_peek (outbox, iov, N_IOV)) > 0)
    {
      gsize wanted = sum_iov (iov, n);
      gssize written = write_some (self->watch.fd, iov, n);

      if (written < 0 && errno != EAGAIN)
        return SOL_TRANSPORT_FAILED;
      if (written > 0)
        sol_outbox_consume (outbox, pool, (gsize) written);
      if (written < 0 || (gsize) written < wanted)
        {
          sol_transport_watch_room (self, reactor, TRUE);
          return SOL_TRANSPORT_BLOCKED;
        }
    }
  sol_transport_watch_room (self, reactor, FALSE);
  return SOL_TRANSPORT_WRITTEN;
}

static SolTransportResult
sol_transport_flush_tls (SolTransport  *self,
                         SolReactor    *reactor,
                         SolOutbox     *outbox,
                         SolOutboxPool *pool)
{
  SolTls *tls = self->layer->tls;
  struct iovec iov[N_IOV];
  guint n;

  while (!sol_tls_has_unsent (tls) && (n = sol_outbox_peek (outbox, iov, N_IOV)) > 0)
    {
      gssize taken = sol_tls_send (tls, iov, n);

      if (taken < 0)
        return SOL_TRANSPORT_FAILED;
      sol_outbox_consume (outbox, pool, (gsize) taken);
    }
  sol_transport_watch_room (self, reactor, sol_tls_has_unsent (tls));
  return sol_tls_has_unsent (tls) ? SOL_TRANSPORT_BLOCKED : SOL_TRANSPORT_WRITTEN;
}

/* libsoup closes the descriptor before it says so, and the kernel forgets it then: its number may be
 * another connection's by now */
static void
sol_transport_unwatch_websocket (SolTransport *self,
                                 SolReactor   *reactor)
{
  if (sol_websocket_get_fd (self->layer->websocket) == self->watch.fd)
    sol_reactor_remove (reactor, &self->watch);
  self->watch.fd = -1;
}

/* libsoup queues without a limit and does not say when it has written: the kernel is asked how
 * much reached it, and the socket is watched for room, which it has only after libsoup's own
 * queue went out */
static SolTransportResult
sol_transport_flush_websocket (SolTransport  *self,
                               SolReactor    *reactor,
                               SolOutbox     *outbox,
                               SolOutboxPool *pool)
{
  SolWebsocket *websocket = self->layer->websocket;
  struct iovec iov;

  while (sol_outbox_peek (outbox, &iov, 1) > 0)
    {
      if (sol_websocket_get_unsent (websocket) >= WEBSOCKET_AHEAD_BYTES)
        {
          if (self->watch.fd < 0)
            sol_reactor_add (reactor, &self->watch, sol_websocket_get_fd (websocket), EPOLLOUT);
          return SOL_TRANSPORT_BLOCKED;
        }
      if (!sol_websocket_send (websocket, iov.iov_base, iov.iov_len))
        return SOL_TRANSPORT_FAILED;
      sol_outbox_consume (outbox, pool, iov.iov_len);
    }
  sol_transport_unwatch_websocket (self, reactor);
  return SOL_TRANSPORT_WRITTEN;
}

SolTransportResult
sol_transport_flush (SolTransport  *self,
                     SolReactor    *reactor,
                     SolOutbox     *outbox,
                     SolOutboxPool *pool)
{
  if (G_LIKELY (self->layer == NULL))
    return sol_transport_flush_plain (self, reactor, outbox, pool);
  if (self->layer->tls != NULL)
    return sol_transport_flush_tls (self, reactor, outbox, pool);
  return sol_transport_flush_websocket (self, reactor, outbox, pool);
}

void
sol_transport_set_reading (SolTransport *self,
                           SolReactor   *reactor,
                           gboolean      reading)
{
  guint32 events = self->watch.events & ~(guint32) EPOLLIN;

  if (sol_transport_get_websocket (self) == NULL)
    sol_reactor_modify (reactor, &self->watch, reading ? events | EPOLLIN : events);
}

SolTls *
sol_transport_steal_tls (SolTransport *self,
                         SolReactor   *reactor)
{
  SolTls *tls = self->layer->tls;

  g_clear_pointer (&self->layer, g_free);
  sol_reactor_remove (reactor, &self->watch);
  return tls;
}

void
sol_transport_close (SolTransport *self,
                     SolReactor   *reactor)
{
  int fd = self->watch.fd;

  if (sol_transport_get_websocket (self) != NULL)
    {
      sol_transport_unwatch_websocket (self, reactor);
      sol_websocket_close (self->layer->websocket);
      g_clear_pointer (&self->layer, g_free);
      return;
    }
  if (self->layer != NULL)
    {
      sol_tls_free (self->layer->tls);
      g_clear_pointer (&self->layer, g_free);
    }
  sol_reactor_remove (reactor, &self->watch);
  if (fd >= 0)
    close (fd);
}
