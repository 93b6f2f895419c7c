/* sol-endpoint.c: an address and a port to listen at
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-endpoint.h"

#include <arpa/inet.h>
#include <string.h>

#include <glib/gi18n.h>

#include "sol-net-error.h"

static gboolean
sol_endpoint_parse (const char  *address,
                    SolEndpoint *endpoint)
{
  *endpoint = (SolEndpoint) { 0 };
  if (inet_pton (AF_INET, address, &endpoint->ipv4.sin_addr) == 1)
    endpoint->any.sa_family = AF_INET;
  else if (inet_pton (AF_INET6, address, &endpoint->ipv6.sin6_addr) == 1)
    endpoint->any.sa_family = AF_INET6;
  return endpoint->any.sa_family != AF_UNSPEC;
}

static void
append_address (GArray     *list,
                const char *address,
                guint16     port)
{
  SolEndpoint endpoint;

  if (!sol_endpoint_parse (address, &endpoint))
    return;
  sol_endpoint_set_port (&endpoint, port);
  g_array_append_val (list, endpoint);
}

GArray *
sol_endpoint_list_new (const char  *host,
                       guint16      port,
                       GError     **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (SolEndpoint));
  gboolean is_all
      = g_str_equal (host, "*") || g_str_equal (host, "0.0.0.0") || g_str_equal (host, "::");
  gboolean is_local = g_ascii_strcasecmp (host, "localhost") == 0;

  append_address (list, is_all ? "0.0.0.0" : is_local ? "127.0.0.1" : host, port);
  if (is_all || is_local)
    append_address (list, is_all ? "::" : "::1", port);
  if (list->len > 0)
    return g_steal_pointer (&list);

  g_set_error (error, SOL_NET_ERROR, SOL_NET_ERROR_ADDRESS,
               _("“%s” is not an IP address: give one of this computer’s, localhost, or * for all"),
               host);
  return NULL;
}

socklen_t
sol_endpoint_get_size (const SolEndpoint *self)
{
  return self->any.sa_family == AF_INET ? sizeof self->ipv4 : sizeof self->ipv6;
}

guint16
sol_endpoint_get_port (const SolEndpoint *self)
{
  return ntohs (self->any.sa_family == AF_INET ? self->ipv4.sin_port : self->ipv6.sin6_port);
}

void
sol_endpoint_set_port (SolEndpoint *self,
                       guint16      port)
{
  if (self->any.sa_family == AF_INET)
    self->ipv4.sin_port = htons (port);
  else
    self->ipv6.sin6_port = htons (port);
}

gboolean
sol_endpoint_equal (const SolEndpoint *a,
                    const SolEndpoint *b)
{
  return a->any.sa_family == b->any.sa_family && memcmp (a, b, sol_endpoint_get_size (a)) == 0;
}

gboolean
sol_endpoint_is_any (const SolEndpoint *self)
{
  if (self->any.sa_family == AF_INET)
    return self->ipv4.sin_addr.s_addr == INADDR_ANY;
  return IN6_IS_ADDR_UNSPECIFIED (&self->ipv6.sin6_addr);
}

gboolean
sol_endpoint_covers (const SolEndpoint *self,
                     const SolEndpoint *other)
{
  if (self->any.sa_family != other->any.sa_family)
    return FALSE;
  if (sol_endpoint_is_any (self))
    return TRUE;
  if (self->any.sa_family == AF_INET)
    return self->ipv4.sin_addr.s_addr == other->ipv4.sin_addr.s_addr;
  return IN6_ARE_ADDR_EQUAL (&self->ipv6.sin6_addr, &other->ipv6.sin6_addr);
}

gboolean
sol_endpoint_read_local (int          fd,
                         SolEndpoint *endpoint)
{
  socklen_t size = sizeof *endpoint;

  return getsockname (fd, &endpoint->any, &size) == 0;
}

gboolean
sol_endpoint_read_peer (int          fd,
                        SolEndpoint *endpoint)
{
  socklen_t size = sizeof *endpoint;

  return getpeername (fd, &endpoint->any, &size) == 0;
}

char *
sol_endpoint_dup_address (const SolEndpoint *self)
{
  char text[INET6_ADDRSTRLEN] = "";

  if (self->any.sa_family == AF_INET)
    inet_ntop (AF_INET, &self->ipv4.sin_addr, text, sizeof text);
  else if (self->any.sa_family == AF_INET6)
    inet_ntop (AF_INET6, &self->ipv6.sin6_addr, text, sizeof text);
  return g_strdup (text);
}

char *
sol_endpoint_to_string (const SolEndpoint *self)
{
  g_autofree char *address = sol_endpoint_dup_address (self);
  guint port = sol_endpoint_get_port (self);

  if (port == 0)
    return g_steal_pointer (&address);
  return g_strdup_printf (self->any.sa_family == AF_INET6 ? "[%s]:%u" : "%s:%u", address, port);
}
