/* sol-found-broker.h: a broker that was found
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SOL_TYPE_FOUND_BROKER (sol_found_broker_get_type ())

/* Never changes */
G_DECLARE_FINAL_TYPE (SolFoundBroker, sol_found_broker, SOL, FOUND_BROKER, GObject)

/* @name: what it calls itself; @host: `homeassistant.local`; @address: where it can be reached, a numeric address or
 * localhost */
SolFoundBroker *sol_found_broker_new         (const char     *name,
                                              const char     *host,
                                              const char     *address,
                                              guint16         port,
                                              gboolean        is_secure);

const char     *sol_found_broker_get_name    (SolFoundBroker *self);
gboolean        sol_found_broker_is_secure   (SolFoundBroker *self);

/* For people: `homeassistant.local:1883`. Returns: (transfer full) */
char           *sol_found_broker_dup_title   (SolFoundBroker *self);
/* To connect to: `192.168.1.5:1883`, `[fd00::5]:1883`. Returns: (transfer full) */
char           *sol_found_broker_dup_address (SolFoundBroker *self);

gboolean        sol_found_broker_equal       (SolFoundBroker *self,
                                              SolFoundBroker *other);

G_END_DECLS
