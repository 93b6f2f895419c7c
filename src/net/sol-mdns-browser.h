/* sol-mdns-browser.h: finds the instances of a service on the networks
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mdns-links.h"

G_BEGIN_DECLS

typedef struct _SolMdnsBrowser SolMdnsBrowser;

/* One that can be connected to */
typedef struct
{
  char         *name;     /* in full, as sol-dns-name.h writes it */
  char         *host;     /* `homeassistant.local` */
  guint16       port;
  GInetAddress *address;  /* IPv4 if there is one */
  GBytes       *text;     /* nullable: of its TXT record */
} SolMdnsService;

/**
 * sol_mdns_browser_new:
 * @type: `_mqtt._tcp`; the domain is `local`
 * @changed: they may be others than before; not called within this call, nor may it free the browser
 *
 * Asks at once, after 1 s, 2 s, 4 s … and before what it knows runs out (RFC 6762 §5.2); what an instance
 * leaves out it asks for. It believes what the network says and connects to nobody; it remembers at most 64
 * instances and as many hosts, and forgets those of a network that went.
 *
 * Thread: one, with a main context.
 */
SolMdnsBrowser *sol_mdns_browser_new       (const SolMdnsScope *scope,
                                            const char         *type,
                                            void              (*changed) (gpointer user_data),
                                            gpointer            user_data);
void            sol_mdns_browser_free      (SolMdnsBrowser     *self);

/* Returns: (transfer container) (element-type SolMdnsService): in the order of their names */
GPtrArray      *sol_mdns_browser_list      (SolMdnsBrowser     *self);

/* Returns: (nullable): why no network can be asked, when there are some; NULL also while there is none */
const GError   *sol_mdns_browser_get_error (SolMdnsBrowser     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolMdnsBrowser, sol_mdns_browser_free)

G_END_DECLS
