/* sol-subscription-view.h: which filters are subscribed to, and by whom
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_SUBSCRIPTION_VIEW (sol_subscription_view_get_type ())
G_DECLARE_FINAL_TYPE (SolSubscriptionView, sol_subscription_view, SOL, SUBSCRIPTION_VIEW, AdwBin)

/* @clients: of SolClientItem; read once a second while the view can be seen */
void  sol_subscription_view_set_model (SolSubscriptionView *self,
                                       GListModel          *clients);
void  sol_subscription_view_filter    (SolSubscriptionView *self,
                                       const char          *text);

G_END_DECLS
