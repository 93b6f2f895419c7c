/* sol-admin-client-json-private.h: clients and their subscriptions as JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "sol-broker.h"

G_BEGIN_DECLS

JsonObject *sol_admin_client_to_json         (const SolBrokerClient *client);

/* Any thread. @clients: (element-type SolBrokerClient): a GPtrArray. Returns: (transfer full) */
JsonNode   *sol_admin_build_clients_by_id    (gpointer               clients);
JsonNode   *sol_admin_build_client_list      (gpointer               clients);
JsonNode   *sol_admin_build_topics_by_filter (gpointer               clients);
JsonNode   *sol_admin_build_topic_list       (gpointer               clients);

G_END_DECLS
