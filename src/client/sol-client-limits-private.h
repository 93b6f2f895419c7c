/* sol-client-limits-private.h: what a broker of 5.0 takes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-client-options-private.h"
#include "sol-mqtt-connect.h"

G_BEGIN_DECLS

/* Of one connection, from CONNACK; before 5.0 there are none */
typedef struct
{
  gboolean is_v5;
  gboolean has_retain;
  guint8   maximum_qos;
  guint16  receive_maximum;
  guint16  keep_alive_s;
  guint16  topic_alias_maximum;
  guint32  packet_bytes; /* of a whole packet */
} SolClientLimits;

/* @connack: (nullable): of 5.0; NULL for a connection before 5.0 */
void     sol_client_limits_init           (SolClientLimits         *self,
                                           const SolClientOptions  *options,
                                           const SolMqttConnack    *connack);

/* Errors: %SOL_CLIENT_ERROR_LIMIT, %SOL_CLIENT_ERROR_EXPIRED */
gboolean sol_client_limits_check_message  (const SolClientLimits   *self,
                                           const SolMessage        *message,
                                           GError                 **error);

/* The largest body that a packet of @packet_bytes may have, header included */
gsize    sol_client_limits_get_body_bytes (guint32                  packet_bytes);

G_END_DECLS
