/* sol-load-connect.c: finds the broker and opens the connections of the load generator
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-load-private.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Connections being opened at a time: below any listener's backlog */
#define N_GREETING_MAX 64

struct addrinfo *
sol_load_resolve (SolLoad *self)
{
  struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG };
  struct addrinfo *addresses = NULL;
  g_autofree char *port = g_strdup_printf ("%u", self->settings->port);
  int code = getaddrinfo (self->settings->host, port, &hints, &addresses);

  if (code != 0)
    sol_load_fail (self, g_error_new (SOL_LOAD_ERROR, SOL_LOAD_ERROR_UNREACHABLE,
                                      _("%s: %s. Check the name of the broker’s computer."), self->settings->host,
                                      gai_strerror (code)));
  return addresses;
}

const struct addrinfo *
sol_load_choose (const struct addrinfo *addresses)
{
  for (const struct addrinfo *address = addresses; address != NULL; address = address->ai_next)
    {
      int fd = socket (address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
      gboolean answers = fd >= 0 && connect (fd, address->ai_addr, address->ai_addrlen) == 0;

      if (fd >= 0)
        close (fd);
      if (answers)
        return address;
    }
  return addresses;
}

gboolean
sol_load_connect (SolLoad               *self,
                  const struct addrinfo *address,
                  guint                  n)
{
  while (self->n_ready < n)
    {
      while (self->n_opened < n && self->n_opened - self->n_ready < N_GREETING_MAX && self->error == NULL)
        sol_load_peer_open (&self->peers[self->n_opened++], address->ai_addr, address->ai_addrlen);
      if (self->error != NULL || !sol_load_turn (self))
        return FALSE;
    }
  return TRUE;
}
