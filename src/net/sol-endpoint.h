/* sol-endpoint.h: an address and a port to listen at
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <glib.h>

G_BEGIN_DECLS

typedef union
{
  struct sockaddr     any;
  struct sockaddr_in  ipv4;
  struct sockaddr_in6 ipv6;
} SolEndpoint;

/**
 * sol_endpoint_list_new:
 * @host: an address; `*`, `0.0.0.0` or `::` for every interface, IPv4 and IPv6; `localhost` for
 *   both loopbacks
 *
 * Names are not resolved: that would block.
 *
 * Returns: (transfer full) (element-type SolEndpoint) (nullable): one or two;
 *   %SOL_NET_ERROR_ADDRESS otherwise
 */
GArray   *sol_endpoint_list_new    (const char         *host,
                                    guint16             port,
                                    GError            **error);

socklen_t sol_endpoint_get_size    (const SolEndpoint  *self);
guint16   sol_endpoint_get_port    (const SolEndpoint  *self);
void      sol_endpoint_set_port    (SolEndpoint        *self,
                                    guint16             port);
gboolean  sol_endpoint_equal       (const SolEndpoint  *a,
                                    const SolEndpoint  *b);

/* Every interface of its family */
gboolean  sol_endpoint_is_any      (const SolEndpoint  *self);

/* The same address, whatever the port, or @self is every interface of the family; IPv4 in IPv6
 * is IPv4 */
gboolean  sol_endpoint_covers      (const SolEndpoint  *self,
                                    const SolEndpoint  *other);

/* Of the two ends of a connected socket; FALSE when it has none */
gboolean  sol_endpoint_read_local  (int                 fd,
                                    SolEndpoint        *endpoint);
gboolean  sol_endpoint_read_peer   (int                 fd,
                                    SolEndpoint        *endpoint);

/* Returns: (transfer full): `192.168.1.57:50122`, `[::1]:50122`; without a port that is 0 */
char     *sol_endpoint_to_string   (const SolEndpoint  *self);

/* Returns: (transfer full): the address alone */
char     *sol_endpoint_dup_address (const SolEndpoint  *self);

G_END_DECLS
