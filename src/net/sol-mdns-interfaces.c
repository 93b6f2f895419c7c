/* sol-mdns-interfaces.c: the interfaces that multicast DNS can use
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mdns-interfaces-private.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#define MAX_INTERFACES 32

static void
interface_free (SolMdnsInterface *interface)
{
  g_free (interface->name);
  g_ptr_array_unref (interface->addresses);
  g_ptr_array_unref (interface->masks);
  g_free (interface);
}

static gboolean
is_useful (const struct ifaddrs *at,
           gboolean              loopback)
{
  guint flags = at->ifa_flags;

  if (at->ifa_addr == NULL || (flags & IFF_UP) == 0 || ((flags & IFF_LOOPBACK) != 0) != loopback)
    return FALSE;
  return loopback || (flags & (IFF_MULTICAST | IFF_POINTOPOINT)) == IFF_MULTICAST;
}

static SolMdnsInterface *
find (GPtrArray *list,
      guint      index)
{
  for (guint i = 0; i < list->len; i++)
    if (((SolMdnsInterface *) list->pdata[i])->index == index)
      return list->pdata[i];
  return NULL;
}

static SolMdnsInterface *
ensure (GPtrArray  *list,
        const char *name)
{
  guint index = if_nametoindex (name);
  SolMdnsInterface *interface = find (list, index);

  if (interface != NULL || index == 0 || list->len == MAX_INTERFACES)
    return interface;
  interface = g_new (SolMdnsInterface, 1);
  *interface = (SolMdnsInterface) { index, g_strdup (name), g_ptr_array_new_with_free_func (g_object_unref),
                                    g_ptr_array_new_with_free_func (g_object_unref) };
  g_ptr_array_add (list, interface);
  return interface;
}

/* Returns: (transfer full): of @native's family, IPv4 or IPv6 */
static GInetAddress *
new_address (const struct sockaddr *native)
{
  if (native->sa_family == AF_INET)
    return g_inet_address_new_from_bytes ((const guint8 *) &((const struct sockaddr_in *) native)->sin_addr,
                                          G_SOCKET_FAMILY_IPV4);
  return g_inet_address_new_from_bytes ((const guint8 *) &((const struct sockaddr_in6 *) native)->sin6_addr,
                                        G_SOCKET_FAMILY_IPV6);
}

/* Returns: (transfer full): who else is on the link */
static GInetAddressMask *
new_mask (const struct ifaddrs *at)
{
  guint32 netmask = G_MAXUINT32, network;
  g_autoptr (GInetAddress) base = NULL;

  if (at->ifa_netmask != NULL)
    netmask = ((const struct sockaddr_in *) at->ifa_netmask)->sin_addr.s_addr;
  network = ((const struct sockaddr_in *) at->ifa_addr)->sin_addr.s_addr & netmask;
  base = g_inet_address_new_from_bytes ((const guint8 *) &network, G_SOCKET_FAMILY_IPV4);
  return g_inet_address_mask_new (base, (guint) __builtin_popcount (netmask), NULL);
}

static void
add_ipv4 (GPtrArray            *list,
          const struct ifaddrs *at)
{
  SolMdnsInterface *interface = ensure (list, at->ifa_name);
  GInetAddressMask *mask = new_mask (at);

  if (interface != NULL)
    g_ptr_array_add (interface->addresses, new_address (at->ifa_addr));
  if (interface != NULL && mask != NULL)
    g_ptr_array_add (interface->masks, mask);
  else
    g_clear_object (&mask);
}

static void
add_ipv6 (GPtrArray            *list,
          const struct ifaddrs *at)
{
  SolMdnsInterface *interface = find (list, if_nametoindex (at->ifa_name));
  g_autoptr (GInetAddress) address = new_address (at->ifa_addr);

  if (interface != NULL && !g_inet_address_get_is_link_local (address))
    g_ptr_array_add (interface->addresses, g_steal_pointer (&address));
}

GPtrArray *
sol_mdns_interfaces_list (gboolean loopback)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) interface_free);
  struct ifaddrs *all = NULL;

  if (getifaddrs (&all) != 0)
    return list;
  for (const struct ifaddrs *at = all; at != NULL; at = at->ifa_next)
    if (is_useful (at, loopback) && at->ifa_addr->sa_family == AF_INET)
      add_ipv4 (list, at);
  for (const struct ifaddrs *at = all; at != NULL; at = at->ifa_next)
    if (is_useful (at, loopback) && at->ifa_addr->sa_family == AF_INET6)
      add_ipv6 (list, at);
  freeifaddrs (all);
  return list;
}

gboolean
sol_mdns_addresses_equal (GPtrArray *a,
                          GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_inet_address_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}
