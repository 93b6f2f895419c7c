/* sol-client-error-private.h: causes and cures of what goes wrong
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-client-options-private.h"
#include "sol-mqtt-subscribe.h"

G_BEGIN_DECLS

/**
 * sol_client_error_from_io:
 * @cause: what GIO reports of a connection being made
 * @faults: of the certificate, 0 when it was not the certificate
 *
 * Returns: (transfer full): the same in our domain, naming host and cure
 */
GError *sol_client_error_from_io      (const GError           *cause,
                                       GTlsCertificateFlags    faults,
                                       const SolClientOptions *options);

/* @cause: why the file of authorities cannot be used */
GError *sol_client_error_from_file    (const GError           *cause,
                                       const char             *path);

/* @cause: why a connection ended that was made */
GError *sol_client_error_from_loss    (const GError           *cause,
                                       const SolClientOptions *options);

/* @code: of a CONNACK before 5.0, not 0 */
GError *sol_client_error_from_connack (guint8                  code,
                                       const SolClientOptions *options);

/* sol-client-error-reason.c. @properties: of the packet, for its reason string */
GError *sol_client_error_from_refusal (guint8                  reason,
                                       SolMqttSlice            properties,
                                       const SolClientOptions *options);
GError *sol_client_error_from_disconnect (guint8                  reason,
                                          SolMqttSlice            properties,
                                          const SolClientOptions *options);
GError *sol_client_error_from_ack     (guint8                  packet_type,
                                       guint8                  reason,
                                       SolMqttSlice            properties);
/* @code: one of @suback's, in any version */
GError *sol_client_error_from_suback  (const char             *filter,
                                       guint8                  code,
                                       gboolean                is_removal,
                                       const SolMqttSuback    *suback);

/* @octets: the first of an answer that is no CONNACK */
GError *sol_client_error_not_mqtt     (const guint8           *octets,
                                       gsize                   length,
                                       const SolClientOptions *options);

G_END_DECLS
