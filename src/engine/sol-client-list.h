/* sol-client-list.h: the broker's clients as a list that keeps up with them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-broker.h"
#include "sol-client-item.h"

G_BEGIN_DECLS

#define SOL_TYPE_CLIENT_LIST (sol_client_list_get_type ())

/* A GListModel of SolClientItem, oldest connection first, at most 1,000: connected ones before
 * those away, the newest of them. A client keeps its item, and its place, as long as its
 * connection lasts. Main thread. */
G_DECLARE_FINAL_TYPE (SolClientList, sol_client_list, SOL, CLIENT_LIST, GObject)

SolClientList *sol_client_list_new         (SolBroker     *broker);

/* Asks the broker at once and then every second, or no more */
void           sol_client_list_set_active  (SolClientList *self,
                                            gboolean       active);

/* Brings the list to what @clients say; @elapsed_us since the time before.
 * @clients: (transfer full) (element-type SolBrokerClient) */
void           sol_client_list_update      (SolClientList *self,
                                            GPtrArray     *clients,
                                            gint64         elapsed_us);

G_END_DECLS
