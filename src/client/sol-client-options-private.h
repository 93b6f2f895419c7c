/* sol-client-options-private.h: what a connection is made with
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-client.h"
#include "sol-mqtt-types.h"

G_BEGIN_DECLS

/* Packet identifiers up to here belong to messages, those above to subscriptions */
#define SOL_CLIENT_MAX_INFLIGHT 60000

/**
 * sol_client_options_copy:
 *
 * Fills what the maker left open: host, port; @client_id replaces a missing one.
 *
 * Returns: (transfer full): a copy that owns its strings
 */
SolClientOptions *sol_client_options_copy  (const SolClientOptions  *options,
                                            const char              *client_id);

void              sol_client_options_free  (SolClientOptions        *options);

/* Errors: %SOL_CLIENT_ERROR_INVALID for what MQTT cannot carry */
gboolean          sol_client_options_check (const SolClientOptions  *options,
                                            GError                 **error);

/* Appends the CONNECT packet. @version: SolMqttVersion, 3.1.1 or 5.0. @is_first: of this client since it was told to
 * connect; the session of an earlier connection is taken up where it may still be */
void              sol_client_options_write_connect (const SolClientOptions *options,
                                                    guint8                  version,
                                                    gboolean                is_first,
                                                    GByteArray             *out);

/* The properties of CONNECT that were asked for, without those that are added */
SolMqttSlice      sol_client_options_get_properties (const SolClientOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolClientOptions, sol_client_options_free)

G_END_DECLS
