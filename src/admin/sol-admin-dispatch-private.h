/* sol-admin-dispatch-private.h: from a message to the handler of its route
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-admin-private.h"

G_BEGIN_DECLS

/* The callbacks of the SoupServer; user_data is the SolAdmin */

/* Headers are here: refuses what need not be read */
void sol_admin_dispatch_early_cb (SoupServer        *server,
                                  SoupServerMessage *message,
                                  const char        *path,
                                  GHashTable        *query,
                                  gpointer           user_data);
/* All is here */
void sol_admin_dispatch_cb       (SoupServer        *server,
                                  SoupServerMessage *message,
                                  const char        *path,
                                  GHashTable        *query,
                                  gpointer           user_data);

G_END_DECLS
