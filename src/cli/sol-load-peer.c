/* sol-load-peer.c: one connection of the load generator
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-load-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sol-mqtt-ack.h"

void
sol_load_peer_init (SolLoadPeer *self,
                    SolLoad     *load,
                    SolLoadRole  role,
                    guint        index)
{
  self->load = load;
  self->role = role;
  self->index = index;
  self->fd = -1;
  self->out = g_byte_array_new ();
  if (role == SOL_LOAD_ROLE_PUBLISHER)
    sol_load_publisher_init (self);
  if (role == SOL_LOAD_ROLE_SUBSCRIBER)
    sol_load_subscriber_init (self);
}

void
sol_load_peer_fail (SolLoadPeer *self,
                    int          code,
                    const char  *what)
{
  const SolLoadSettings *settings = self->load->settings;

  sol_load_fail (self->load, g_error_new (SOL_LOAD_ERROR, code, "%s:%u: %s. %s", settings->host, settings->port,
                                          g_strerror (errno), what));
}

static void
sol_load_peer_watch (SolLoadPeer *self,
                     int          operation)
{
  struct epoll_event event = { .events = EPOLLIN | (self->is_blocked ? EPOLLOUT : 0), .data.ptr = self };

  if (epoll_ctl (self->load->epoll, operation, self->fd, &event) != 0)
    sol_load_peer_fail (self, SOL_LOAD_ERROR_CLOSED, _("The connection cannot be watched."));
}

void
sol_load_peer_open (SolLoadPeer   *self,
                    gconstpointer  address,
                    guint          address_len)
{
  const struct sockaddr *socket_address = address;
  int on = 1;

  self->fd = socket (socket_address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (self->fd < 0)
    {
      sol_load_peer_fail (self, SOL_LOAD_ERROR_DESCRIPTORS,
                          _("Use fewer clients, or raise the limit with `ulimit -n`."));
      return;
    }
  setsockopt (self->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect (self->fd, address, address_len) != 0 && errno != EINPROGRESS)
    {
      sol_load_peer_fail (self, SOL_LOAD_ERROR_UNREACHABLE, _("Is a broker running there?"));
      return;
    }
  self->state = SOL_LOAD_PEER_CONNECTING;
  self->is_blocked = TRUE;
  sol_load_peer_watch (self, EPOLL_CTL_ADD);
}

void
sol_load_peer_mark_dirty (SolLoadPeer *self)
{
  if (self->is_dirty)
    return;
  self->is_dirty = TRUE;
  g_ptr_array_add (self->load->dirty, self);
}

void
sol_load_peer_send_ack (SolLoadPeer *self,
                        guint8       type,
                        guint16      packet_id)
{
  guint8 packet[SOL_MQTT_ACK_SIZE];

  sol_mqtt_ack_put (packet, type, packet_id);
  g_byte_array_append (self->out, packet, sizeof packet);
  sol_load_peer_mark_dirty (self);
}

static void
sol_load_peer_set_blocked (SolLoadPeer *self,
                           gboolean     is_blocked)
{
  if (self->is_blocked == is_blocked)
    return;
  self->is_blocked = is_blocked;
  sol_load_peer_watch (self, EPOLL_CTL_MOD);
}

static void
sol_load_peer_send (SolLoadPeer *self)
{
  gssize n;

  while (self->out_sent < self->out->len)
    {
      n = send (self->fd, self->out->data + self->out_sent, self->out->len - self->out_sent, MSG_NOSIGNAL);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 && errno == EAGAIN)
        {
          sol_load_peer_set_blocked (self, TRUE);
          return;
        }
      if (n < 0)
        {
          sol_load_peer_fail (self, SOL_LOAD_ERROR_CLOSED, _("The broker closed a connection."));
          return;
        }
      self->out_sent += n;
    }
  self->out_sent = 0;
  g_byte_array_set_size (self->out, 0);
  sol_load_peer_set_blocked (self, FALSE);
}

void
sol_load_peer_flush (SolLoadPeer *self)
{
  if (self->is_blocked)
    return;
  if (self->role == SOL_LOAD_ROLE_PUBLISHER)
    sol_load_publisher_fill (self);
  sol_load_peer_send (self);
}

static void
sol_load_peer_finish_connect (SolLoadPeer *self)
{
  socklen_t length = sizeof errno;

  getsockopt (self->fd, SOL_SOCKET, SO_ERROR, &errno, &length);
  if (errno != 0)
    sol_load_peer_fail (self, SOL_LOAD_ERROR_UNREACHABLE, _("Is a broker running there?"));
  else
    sol_load_peer_greet (self);
}

void
sol_load_peer_handle_event (SolLoadPeer *self,
                            guint32      events)
{
  if (self->state == SOL_LOAD_PEER_CONNECTING)
    sol_load_peer_finish_connect (self);
  else if (events & ~EPOLLOUT)
    sol_load_peer_read (self);
  if (events & EPOLLOUT && self->load->error == NULL)
    {
      sol_load_peer_send (self);
      sol_load_peer_mark_dirty (self);
    }
}

void
sol_load_peer_clear (SolLoadPeer *self)
{
  if (self->fd >= 0)
    close (self->fd);
  sol_buffer_clear (&self->in);
  g_clear_pointer (&self->out, g_byte_array_unref);
  g_clear_pointer (&self->template, g_free);
  g_clear_pointer (&self->arrivals, g_free);
  g_clear_pointer (&self->expected, g_free);
}
