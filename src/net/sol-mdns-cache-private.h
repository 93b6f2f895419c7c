/* sol-mdns-cache-private.h: what the network said of the instances of one service
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mdns-browser.h"

G_BEGIN_DECLS

typedef struct _SolMdnsCache SolMdnsCache;

/* @type: in full, `_mqtt._tcp.local` */
SolMdnsCache *sol_mdns_cache_new     (const char          *type);
void          sol_mdns_cache_free    (SolMdnsCache        *self);

/* Takes what a response says that came by the interface @link at @now_us (monotonic) */
void          sol_mdns_cache_take    (SolMdnsCache        *self,
                                      const SolDnsMessage *message,
                                      guint                link,
                                      gint64               now_us);

/* Forgets what has run out */
void          sol_mdns_cache_expire  (SolMdnsCache        *self,
                                      gint64               now_us);

/* Forgets what came by other interfaces than @links. @links: (element-type SolMdnsLink) */
void          sol_mdns_cache_keep    (SolMdnsCache        *self,
                                      GPtrArray           *links);

/* Asks for the service, with the answers that are known (RFC 6762 §7.1), for what runs out, and for what instances
 * lack */
void          sol_mdns_cache_ask     (SolMdnsCache        *self,
                                      SolDnsMessage       *query,
                                      gint64               now_us);

/* When something should be asked again because it runs out or is lacking; G_MAXINT64 for never */
gint64        sol_mdns_cache_ask_us  (SolMdnsCache        *self);
/* When the next record runs out; G_MAXINT64 for never */
gint64        sol_mdns_cache_end_us  (SolMdnsCache        *self);

/* Returns: (transfer container) (element-type SolMdnsService): in the order of their names */
GPtrArray    *sol_mdns_cache_list    (SolMdnsCache        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolMdnsCache, sol_mdns_cache_free)

G_END_DECLS
