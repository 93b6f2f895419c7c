/* sol-broker-page-private.h: the Broker view's parts, for its actions
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-address-card.h"
#include "sol-broker-page.h"
#include "sol-client-detail.h"
#include "sol-client-view.h"
#include "sol-counter-strip.h"
#include "sol-log-pane.h"
#include "sol-subscription-view.h"
#include "sol-user-view.h"
#include "sol-welcome-page.h"

G_BEGIN_DECLS

struct _SolBrokerPage
{
  AdwBin parent_instance;

  /* Owned */
  SolEngine          *engine;
  GSettings          *settings;
  GSimpleActionGroup *actions;
  GListModel         *clients;
  guint               timer_id;

  /* Template */
  SolWelcomePage      *welcome;
  GtkStack            *content;
  AdwLeaflet          *leaflet;
  GtkWidget           *state_dot;
  GtkLabel            *state_label;
  GtkButton           *start_stop;
  SolAddressCard      *address_card;
  SolCounterStrip     *counters;
  GtkStack            *lists;
  GtkEditable         *filter;
  SolClientView       *client_view;
  SolSubscriptionView *subscription_view;
  SolUserView         *user_view;
  GtkRevealer         *log_revealer;
  SolLogPane          *log_pane;
  SolClientDetail     *client_detail;
};

void           sol_broker_page_add_actions        (SolBrokerPage *self);
void           sol_broker_page_update_actions     (SolBrokerPage *self);
/* Returns: (transfer full) (nullable) */
SolClientItem *sol_broker_page_dup_client         (SolBrokerPage *self,
                                                   const char    *client_id);

/* sol-broker-access.c */
void           sol_broker_page_add_access_actions (SolBrokerPage *self);

G_END_DECLS
