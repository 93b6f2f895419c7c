/* sol-mdns-links.h: the networks this computer is on, each with a multicast DNS socket
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-dns-message.h"

G_BEGIN_DECLS

#define SOL_MDNS_PORT 5353

/* Where to speak. The usual is { SOL_MDNS_PORT, FALSE }; tests stay inside their computer. */
typedef struct
{
  guint16  port;
  gboolean is_loopback; /* the loopback interface instead of the networks */
} SolMdnsScope;

/* An interface that is up, has an IPv4 address and can multicast. Borrowed from the links, until they
 * change. */
typedef struct
{
  guint      index;        /* as the kernel counts interfaces */
  GPtrArray *addresses;    /* of GInetAddress: all that the interface has, but no IPv6 of the link alone */
  gint64     answered_us;  /* for the announcer: when it multicast the last time */
  gboolean   is_asked;     /* for the announcer: an answer is due */

  /* Private */
  GPtrArray *masks;        /* of GInetAddressMask: what is on this link */
  GSocket   *socket;
  GSource   *source;
} SolMdnsLink;

typedef struct _SolMdnsLinks SolMdnsLinks;

typedef struct
{
  /* @from: the sender; its own packets come back to it too */
  void (*message) (const SolDnsMessage   *message,
                   SolMdnsLink           *link,
                   GInetSocketAddress    *from,
                   gpointer               user_data);
  /* A network came, went, or has other addresses; not called while the first are opened */
  void (*changed) (gpointer               user_data);
} SolMdnsHandler;

/**
 * sol_mdns_links_new:
 * @handler: both functions, called in the maker's thread-default context
 *
 * Opens them all, and looks every ten seconds which are there. Several programs of one computer share
 * the port: each socket is bound to the group's address, so that it takes no unicast away from a
 * responder of the system.
 *
 * What a flood brings beyond the sockets' buffers is lost: the source has a low priority. IPv4 carries
 * the messages, which tell of IPv6 addresses too. Source: RFC 6762 §15.1, §11.
 */
SolMdnsLinks *sol_mdns_links_new       (const SolMdnsScope   *scope,
                                        const SolMdnsHandler *handler,
                                        gpointer              user_data);
void          sol_mdns_links_free      (SolMdnsLinks         *self);

/* Returns: (transfer none) (element-type SolMdnsLink) */
GPtrArray    *sol_mdns_links_get       (SolMdnsLinks         *self);

/* Returns: (nullable): why the last interface that could not be used cannot, while none can */
const GError *sol_mdns_links_get_error (SolMdnsLinks         *self);

/* Lost when the network does not take it at once, as any datagram may be */
void          sol_mdns_links_multicast (SolMdnsLinks         *self,
                                        SolMdnsLink          *link,
                                        const SolDnsMessage  *message);
void          sol_mdns_links_unicast   (SolMdnsLinks         *self,
                                        SolMdnsLink          *link,
                                        const SolDnsMessage  *message,
                                        GInetSocketAddress   *to);

/* Does @from come from the port that full multicast DNS speaks from? */
gboolean      sol_mdns_links_is_full   (SolMdnsLinks         *self,
                                        GInetSocketAddress   *from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolMdnsLinks, sol_mdns_links_free)

G_END_DECLS
