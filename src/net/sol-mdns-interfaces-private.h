/* sol-mdns-interfaces-private.h: the interfaces that multicast DNS can use
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint      index;
  char      *name;
  GPtrArray *addresses; /* of GInetAddress */
  GPtrArray *masks;     /* of GInetAddressMask */
} SolMdnsInterface;

/* Up, able to multicast, with an IPv4 address, no tunnel from point to point; or the loopback alone.
 * At most 32. Returns: (transfer full) (element-type SolMdnsInterface) */
GPtrArray *sol_mdns_interfaces_list  (gboolean                loopback);

/* The same addresses in the same order? */
gboolean   sol_mdns_addresses_equal  (GPtrArray              *a,
                                      GPtrArray              *b);

G_END_DECLS
