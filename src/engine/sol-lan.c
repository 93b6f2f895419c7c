/* sol-lan.c: this computer's addresses and free ports
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-lan.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include "sol-engine.h"

#define MAX_PORTS_TRIED 100

/* Returns: (transfer full) (nullable): the address, when other computers can use it */
static GInetAddress *
dup_useful_address (const struct ifaddrs *interface)
{
  const struct sockaddr *native = interface->ifa_addr;
  g_autoptr (GSocketAddress) address = NULL;
  GInetAddress *inet;

  if (native == NULL || (interface->ifa_flags & IFF_UP) == 0
      || (interface->ifa_flags & IFF_LOOPBACK) != 0)
    return NULL;
  if (native->sa_family == AF_INET)
    address = g_socket_address_new_from_native ((gpointer) native, sizeof (struct sockaddr_in));
  else if (native->sa_family == AF_INET6)
    address = g_socket_address_new_from_native ((gpointer) native, sizeof (struct sockaddr_in6));
  if (address == NULL)
    return NULL;
  inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));
  if (g_inet_address_get_is_link_local (inet) || g_inet_address_get_is_loopback (inet))
    return NULL;
  return g_object_ref (inet);
}

static void
add_family (GStrvBuilder         *builder,
            const struct ifaddrs *interfaces,
            GSocketFamily         family)
{
  for (const struct ifaddrs *at = interfaces; at != NULL; at = at->ifa_next)
    {
      g_autoptr (GInetAddress) inet = dup_useful_address (at);
      g_autofree char *text = NULL;

      if (inet == NULL || g_inet_address_get_family (inet) != family)
        continue;
      text = g_inet_address_to_string (inet);
      g_strv_builder_add (builder, text);
    }
}

char **
sol_engine_list_lan_addresses (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  struct ifaddrs *interfaces = NULL;

  if (getifaddrs (&interfaces) == 0)
    {
      add_family (builder, interfaces, G_SOCKET_FAMILY_IPV4);
      add_family (builder, interfaces, G_SOCKET_FAMILY_IPV6);
      freeifaddrs (interfaces);
    }
  return g_strv_builder_end (builder);
}

static gboolean
can_bind_address (const char *host,
                  guint16     port)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (host, port);
  g_autoptr (GSocket) socket = NULL;

  if (address == NULL)
    return FALSE;
  socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, NULL);
  /* A computer without IPv6 has nobody on its ports */
  if (socket == NULL)
    return TRUE;
  if (g_socket_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    g_socket_set_option (socket, IPPROTO_IPV6, IPV6_V6ONLY, 1, NULL);
  return g_socket_bind (socket, address, TRUE, NULL);
}

gboolean
sol_lan_can_bind (const char *host,
                  guint16     port)
{
  if (g_str_equal (host, "*"))
    return can_bind_address ("0.0.0.0", port) && can_bind_address ("::", port);
  if (g_str_equal (host, "localhost"))
    return can_bind_address ("127.0.0.1", port);
  return can_bind_address (host, port);
}

const char *
sol_lan_get_local_host (const char *host)
{
  if (g_str_equal (host, "*") || g_str_equal (host, "0.0.0.0") || g_str_equal (host, "localhost"))
    return "127.0.0.1";
  return g_str_equal (host, "::") ? "::1" : host;
}

gboolean
sol_lan_is_reachable (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return !g_str_equal (host, "localhost");
  return !g_inet_address_get_is_loopback (address);
}

guint16
sol_engine_find_free_port (const char *host,
                           guint16     port)
{
  guint last = MIN (port + MAX_PORTS_TRIED, 65535);

  for (guint next = port + 1; next <= last; next++)
    if (sol_lan_can_bind (host, (guint16) next))
      return (guint16) next;
  return 0;
}
