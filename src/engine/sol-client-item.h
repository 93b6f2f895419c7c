/* sol-client-item.h: one of the broker's clients, as an object that lists can show
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-broker.h"

G_BEGIN_DECLS

#define SOL_TYPE_CLIENT_ITEM (sol_client_item_get_type ())

/* Main thread. Properties, notified when they changed, read only: `client-id` and `user-name`
 * (string, nullable), `address` (string, empty when away), `is-connected`, `is-websocket`,
 * `clean-session` (boolean), `version`, `keep-alive-s`, `n-inflight` (uint), `since-us` (int64,
 * Unix time), `n-in`, `n-out`, `n-dropped`, `queued-bytes` (uint64), `subscriptions` (strv), and
 * `rate-in`, `rate-out` (double: messages a second since the update before). */
G_DECLARE_FINAL_TYPE (SolClientItem, sol_client_item, SOL, CLIENT_ITEM, GObject)

/* @client: (transfer full) */
SolClientItem         *sol_client_item_new      (SolBrokerClient *client);

/* All that is known of it, borrowed until the next update */
const SolBrokerClient *sol_client_item_get_info (SolClientItem   *self);

/* @client: (transfer full): the same client, later. @elapsed_us: since the update before, for
 * the rates */
void                   sol_client_item_update   (SolClientItem   *self,
                                                 SolBrokerClient *client,
                                                 gint64           elapsed_us);

G_END_DECLS
