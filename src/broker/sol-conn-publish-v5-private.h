/* sol-conn-publish-v5-private.h: what a PUBLISH of MQTT 5.0 has beyond one of 3.1.1
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-conn-private.h"

G_BEGIN_DECLS

/**
 * sol_conn_resolve_alias:
 * @publish: its topic is filled in where the alias stands for it
 *
 * Remembers an alias that comes with a topic. Refuses a Subscription Identifier too, which only a server may send.
 * Source: MQTT 5.0 §3.3.2.3.4, §3.3.4. Errors: %SOL_MQTT_ERROR_BAD_ALIAS, %SOL_MQTT_ERROR_PROTOCOL.
 */
gboolean sol_conn_resolve_alias   (SolConn               *self,
                                   SolMqttPublish        *publish,
                                   GError               **error);

/* When there are properties: says in @delivery which of them go on, when the message expires, and
 * whether the packet can be sent on as it is */
void     sol_conn_take_properties (SolConn               *self,
                                   const SolMqttPublish  *publish,
                                   SolDelivery           *delivery);

G_END_DECLS
