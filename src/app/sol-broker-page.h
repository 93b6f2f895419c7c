/* sol-broker-page.h: the Broker view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-admin.h"
#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_BROKER_PAGE (sol_broker_page_get_type ())
G_DECLARE_FINAL_TYPE (SolBrokerPage, sol_broker_page, SOL, BROKER_PAGE, AdwBin)

void          sol_broker_page_set_engine  (SolBrokerPage *self,
                                           SolEngine     *engine,
                                           SolAdmin      *admin,
                                           GSettings     *settings);
/* Returns: (transfer none): broker.* */
GActionGroup *sol_broker_page_get_actions (SolBrokerPage *self);
/* Puts the cursor into the filter of the lists */
void          sol_broker_page_search      (SolBrokerPage *self);

G_END_DECLS
