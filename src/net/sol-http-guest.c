/* sol-http-guest.c: a connection that libsoup speaks HTTP on, for as long as it is given
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-http-guest.h"

#include <unistd.h>

struct _SolHttpGuest
{
  SolTimer           timer;    /* must be first */
  GIOStream         *stream;   /* owned until it is served; then it goes when libsoup is through */
  GSocket           *socket;   /* the stream's */
  GSocketAddress    *local;    /* owned */
  GSocketAddress    *remote;   /* owned */
  SolTimerWheel     *wheel;    /* borrowed */
  SolHttpGuestFunc   ended;
  gpointer           user_data;
  gboolean           is_served;
  gboolean           is_late;
};

static void
guest_free (SolHttpGuest *self)
{
  sol_timer_wheel_disarm (self->wheel, &self->timer);
  g_object_unref (self->local);
  g_object_unref (self->remote);
  g_free (self);
}

static void
stream_gone_cb (gpointer  data,
                GObject  *stream)
{
  SolHttpGuest *self = data;

  self->ended (self, self->user_data);
  guest_free (self);
}

static void
guest_late_cb (SolTimer *timer)
{
  SolHttpGuest *self = (SolHttpGuest *) timer;

  self->is_late = TRUE;
  sol_http_guest_cut (self);
}

SolHttpGuest *
sol_http_guest_new (SolTimerWheel    *wheel,
                    GIOStream        *stream,
                    GSocket          *socket,
                    gint64            time_ms,
                    SolHttpGuestFunc  ended,
                    gpointer          user_data)
{
  g_autoptr (GIOStream) held = stream;
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_get_remote_address (socket, NULL);
  SolHttpGuest *self;

  if (local == NULL || remote == NULL)
    return NULL;
  self = g_new0 (SolHttpGuest, 1);
  self->timer.func = guest_late_cb;
  self->stream = g_steal_pointer (&held);
  self->socket = socket;
  self->local = g_steal_pointer (&local);
  self->remote = g_steal_pointer (&remote);
  self->wheel = wheel;
  self->ended = ended;
  self->user_data = user_data;
  sol_http_guest_set_time_ms (self, time_ms);
  return self;
}

SolHttpGuest *
sol_http_guest_new_plain (SolTimerWheel    *wheel,
                          int               fd,
                          gint64            time_ms,
                          SolHttpGuestFunc  ended,
                          gpointer          user_data)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, NULL);

  if (socket == NULL)
    {
      close (fd);
      return NULL;
    }
  return sol_http_guest_new (wheel, G_IO_STREAM (g_socket_connection_factory_create_connection (socket)), socket,
                             time_ms, ended, user_data);
}

void
sol_http_guest_serve (SolHttpGuest *self,
                      SoupServer   *server)
{
  g_autoptr (GIOStream) stream = self->stream;
  g_autoptr (GSocketAddress) local = g_object_ref (self->local);
  g_autoptr (GSocketAddress) remote = g_object_ref (self->remote);

  g_object_weak_ref (G_OBJECT (stream), stream_gone_cb, self);
  self->is_served = TRUE;
  soup_server_accept_iostream (server, stream, local, remote, NULL);
}

void
sol_http_guest_set_time_ms (SolHttpGuest *self,
                            gint64        time_ms)
{
  sol_timer_wheel_arm (self->wheel, &self->timer, time_ms);
}

void
sol_http_guest_cut (SolHttpGuest *self)
{
  g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}

gboolean
sol_http_guest_is_late (SolHttpGuest *self)
{
  return self->is_late;
}

GIOStream *
sol_http_guest_get_stream (SolHttpGuest *self)
{
  return self->stream;
}

GSocketAddress *
sol_http_guest_get_remote (SolHttpGuest *self)
{
  return self->remote;
}

void
sol_http_guest_free (SolHttpGuest *self)
{
  if (self->is_served)
    g_object_weak_unref (G_OBJECT (self->stream), stream_gone_cb, self);
  else
    g_object_unref (self->stream);
  guest_free (self);
}
