/* sol-address-card.h: which address a device must use, and who can reach it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-admin.h"
#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_ADDRESS_CARD (sol_address_card_get_type ())

/* Uses `broker.copy`, `broker.reachable`, `broker.web-admin` and `app.open-admin` */
G_DECLARE_FINAL_TYPE (SolAddressCard, sol_address_card, SOL, ADDRESS_CARD, AdwBin)

void sol_address_card_set_engine (SolAddressCard *self,
                                  SolEngine      *engine,
                                  SolAdmin       *admin);

/* The addresses that reach a broker at @host: the one it names, or this computer's for every interface; `localhost`
 * when it is a loopback address. Returns: (transfer full), at least one */
char   **sol_host_list_addresses (const char     *host);
/* `192.168.1.20:1883`, `[fd00::1]:1883`. Returns: (transfer full) */
char    *sol_host_dup_with_port  (const char     *host,
                                  guint           port);

G_END_DECLS
