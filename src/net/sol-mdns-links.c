/* sol-mdns-links.c: the networks this computer is on, each with a multicast DNS socket
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mdns-links.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "sol-mdns-interfaces-private.h"

#define GROUP "224.0.0.251"
#define RESCAN_S 10
#define MESSAGES_AT_ONCE 16

struct _SolMdnsLinks
{
  SolMdnsScope          scope;
  const SolMdnsHandler *handler;
  gpointer              user_data;
  GPtrArray            *links;   /* of SolMdnsLink */
  GSource              *rescan;
  GError               *error;
  guint8                octets[SOL_DNS_MAX_MESSAGE];
};

typedef struct
{
  SolMdnsLinks *links;
  SolMdnsLink  *link;
} Reader;

static void
link_free (SolMdnsLink *link)
{
  if (link->source != NULL)
    {
      g_source_destroy (link->source);
      g_source_unref (link->source);
    }
  g_clear_object (&link->socket);
  g_ptr_array_unref (link->addresses);
  g_ptr_array_unref (link->masks);
  g_free (link);
}

/* RFC 6762 §11: who is not on the link is not answered and not believed */
static gboolean
is_on_link (SolMdnsLink        *link,
            GInetSocketAddress *from)
{
  GInetAddress *address = g_inet_socket_address_get_address (from);

  for (guint i = 0; i < link->masks->len; i++)
    if (g_inet_address_mask_matches (link->masks->pdata[i], address))
      return TRUE;
  return FALSE;
}

static void
handle_octets (Reader         *reader,
               gsize           length,
               GSocketAddress *from)
{
  SolMdnsLinks *self = reader->links;
  g_autoptr (SolDnsMessage) message = NULL;

  if (!G_IS_INET_SOCKET_ADDRESS (from) || !is_on_link (reader->link, G_INET_SOCKET_ADDRESS (from)))
    return;
  message = sol_dns_message_parse (self->octets, length);
  if (message != NULL)
    self->handler->message (message, reader->link, G_INET_SOCKET_ADDRESS (from), self->user_data);
}

static gboolean
readable_cb (GSocket      *socket,
             GIOCondition  condition,
             gpointer      user_data)
{
  Reader *reader = user_data;
  SolMdnsLinks *self = reader->links;

  for (guint i = 0; i < MESSAGES_AT_ONCE; i++)
    {
      g_autoptr (GSocketAddress) from = NULL;
      gssize length = g_socket_receive_from (socket, &from, (char *) self->octets, sizeof self->octets, NULL, NULL);

      if (length < 0)
        break;
      handle_octets (reader, (gsize) length, from);
    }
  return G_SOURCE_CONTINUE;
}

static GSocketAddress *
new_group_address (guint16 port)
{
  return g_inet_socket_address_new_from_string (GROUP, port);
}

static gboolean
set_options (GSocket                 *socket,
             const SolMdnsInterface  *interface,
             GError                 **error)
{
  struct ip_mreqn request = { .imr_ifindex = (int) interface->index };

  /* The first one is IPv4: who receives this must find the sender on its own link */
  memcpy (&request.imr_address, g_inet_address_to_bytes (interface->addresses->pdata[0]), sizeof request.imr_address);
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_multicast_loopback (socket, TRUE);
  g_socket_set_multicast_ttl (socket, 255);
  g_socket_set_ttl (socket, 255);
  if (setsockopt (g_socket_get_fd (socket), IPPROTO_IP, IP_MULTICAST_IF, &request, sizeof request) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  /* Only what comes in by this interface, and not what other programs joined */
  return g_socket_set_option (socket, IPPROTO_IP, IP_MULTICAST_ALL, 0, error);
}

static GSocket *
open_socket (guint16                  port,
             const SolMdnsInterface  *interface,
             GError                 **error)
{
  g_autoptr (GSocketAddress) group = new_group_address (port);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP,
                                             error);

  if (socket == NULL || !set_options (socket, interface, error) || !g_socket_bind (socket, group, TRUE, error)
      || !g_socket_join_multicast_group (socket, g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (group)),
                                         FALSE, interface->name, error))
    return NULL;
  return g_steal_pointer (&socket);
}

static void
add_link (SolMdnsLinks     *self,
          SolMdnsInterface *interface)
{
  g_autoptr (GError) error = NULL;
  GSocket *socket = open_socket (self->scope.port, interface, &error);
  Reader *reader;
  SolMdnsLink *link;

  if (socket == NULL)
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
      return;
    }
  link = g_new0 (SolMdnsLink, 1);
  link->index = interface->index;
  link->addresses = g_ptr_array_ref (interface->addresses);
  link->masks = g_ptr_array_ref (interface->masks);
  link->socket = socket;
  link->source = g_socket_create_source (socket, G_IO_IN, NULL);
  reader = g_new (Reader, 1);
  *reader = (Reader) { self, link };
  g_source_set_priority (link->source, G_PRIORITY_LOW);
  g_source_set_callback (link->source, G_SOURCE_FUNC (readable_cb), reader, g_free);
  g_source_attach (link->source, g_main_context_get_thread_default ());
  g_ptr_array_add (self->links, link);
}

static SolMdnsInterface *
find_interface (GPtrArray         *interfaces,
                const SolMdnsLink *link)
{
  for (guint i = 0; i < interfaces->len; i++)
    {
      SolMdnsInterface *interface = interfaces->pdata[i];

      if (interface->index == link->index && sol_mdns_addresses_equal (interface->addresses, link->addresses))
        return interface;
    }
  return NULL;
}

/* Returns: whether a network came, went or changed */
static gboolean
rescan (SolMdnsLinks *self)
{
  g_autoptr (GPtrArray) interfaces = sol_mdns_interfaces_list (self->scope.is_loopback);
  gboolean changed = FALSE;

  for (guint i = self->links->len; i-- > 0;)
    {
      SolMdnsInterface *same = find_interface (interfaces, self->links->pdata[i]);

      if (same != NULL)
        g_ptr_array_remove (interfaces, same);
      else
        g_ptr_array_remove_index (self->links, i);
      changed = changed || same == NULL;
    }
  for (guint i = 0; i < interfaces->len; i++)
    {
      guint n_links = self->links->len;

      add_link (self, interfaces->pdata[i]);
      changed = changed || self->links->len > n_links;
    }
  return changed;
}

static gboolean
rescan_cb (gpointer user_data)
{
  SolMdnsLinks *self = user_data;

  if (rescan (self))
    self->handler->changed (self->user_data);
  return G_SOURCE_CONTINUE;
}

SolMdnsLinks *
sol_mdns_links_new (const SolMdnsScope   *scope,
                    const SolMdnsHandler *handler,
                    gpointer              user_data)
{
  SolMdnsLinks *self = g_new0 (SolMdnsLinks, 1);

  self->scope = *scope;
  self->handler = handler;
  self->user_data = user_data;
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) link_free);
  rescan (self);
  self->rescan = g_timeout_source_new_seconds (RESCAN_S);
  g_source_set_callback (self->rescan, rescan_cb, self, NULL);
  g_source_attach (self->rescan, g_main_context_get_thread_default ());
  return self;
}

void
sol_mdns_links_free (SolMdnsLinks *self)
{
  g_source_destroy (self->rescan);
  g_source_unref (self->rescan);
  g_ptr_array_unref (self->links);
  g_clear_error (&self->error);
  g_free (self);
}

GPtrArray *
sol_mdns_links_get (SolMdnsLinks *self)
{
  return self->links;
}

const GError *
sol_mdns_links_get_error (SolMdnsLinks *self)
{
  return self->links->len == 0 ? self->error : NULL;
}

static void
send_to (SolMdnsLink         *link,
         const SolDnsMessage *message,
         GSocketAddress      *to)
{
  g_autoptr (GByteArray) octets = sol_dns_message_write (message);

  g_socket_send_to (link->socket, to, (const char *) octets->data, octets->len, NULL, NULL);
}

void
sol_mdns_links_multicast (SolMdnsLinks        *self,
                          SolMdnsLink         *link,
                          const SolDnsMessage *message)
{
  g_autoptr (GSocketAddress) group = new_group_address (self->scope.port);

  send_to (link, message, group);
}

void
sol_mdns_links_unicast (SolMdnsLinks        *self,
                        SolMdnsLink         *link,
                        const SolDnsMessage *message,
                        GInetSocketAddress  *to)
{
  send_to (link, message, G_SOCKET_ADDRESS (to));
}

gboolean
sol_mdns_links_is_full (SolMdnsLinks       *self,
                        GInetSocketAddress *from)
{
  return g_inet_socket_address_get_port (from) == self->scope.port;
}
