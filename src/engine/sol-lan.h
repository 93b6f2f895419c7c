/* sol-lan.h: ports of this computer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @host: as configurations write it: an address, `*` or localhost. Cost: two system calls. */
gboolean    sol_lan_can_bind       (const char *host,
                                    guint16     port);

/* Where to find, from this computer, what listens on @host. Returns: (transfer none) */
const char *sol_lan_get_local_host (const char *host);

/* Can other computers reach a broker at @host: is it no loopback address? */
gboolean    sol_lan_is_reachable   (const char *host);

G_END_DECLS
