/* sol-cli-notify.c: tells the service manager how things are
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-notify.h"

#include <string.h>
#include <unistd.h>

#include <gio/gunixsocketaddress.h>

static GSocketAddress *
make_address (const char *path)
{
  if (*path == '@')
    return g_unix_socket_address_new_with_type (path + 1, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT);
  return *path == '/' ? g_unix_socket_address_new (path) : NULL;
}

void
sol_cli_notify (const char *state)
{
  const char *path = g_getenv ("NOTIFY_SOCKET");
  g_autoptr (GSocketAddress) address = path != NULL ? make_address (path) : NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;

  if (address == NULL)
    return;
  socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT, &error);
  if (socket == NULL)
    {
      g_warning ("The service manager is told nothing: %s", error->message);
      return;
    }
  g_socket_set_blocking (socket, FALSE);
  if (g_socket_send_to (socket, address, state, strlen (state), NULL, &error) < 0)
    g_warning ("The service manager at %s is told nothing: %s", path, error->message);
}

gint64
sol_cli_notify_get_watchdog_us (void)
{
  const char *interval = g_getenv ("WATCHDOG_USEC");
  const char *pid = g_getenv ("WATCHDOG_PID");
  gint64 us;

  if (interval == NULL || (pid != NULL && g_ascii_strtoll (pid, NULL, 10) != getpid ()))
    return 0;
  us = g_ascii_strtoll (interval, NULL, 10);
  return us > 0 && us < G_MAXINT64 ? us : 0;
}
