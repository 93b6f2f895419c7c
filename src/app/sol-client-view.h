/* sol-client-view.h: the table of clients
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_CLIENT_VIEW (sol_client_view_get_type ())

/* Activating a row activates `broker.show-client` with the client's identifier */
G_DECLARE_FINAL_TYPE (SolClientView, sol_client_view, SOL, CLIENT_VIEW, AdwBin)

/* @model: of SolClientItem */
void sol_client_view_set_model (SolClientView *self,
                                GListModel    *model);
/* Shows what holds @text in identifier, address or user; empty shows all */
void sol_client_view_filter    (SolClientView *self,
                                const char    *text);

G_END_DECLS
