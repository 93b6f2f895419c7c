/* sol-client-detail.h: everything about one client, and its disconnection
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-client-item.h"

G_BEGIN_DECLS

#define SOL_TYPE_CLIENT_DETAIL (sol_client_detail_get_type ())

/* Uses `broker.hide-client` and `broker.disconnect-client` */
G_DECLARE_FINAL_TYPE (SolClientDetail, sol_client_detail, SOL, CLIENT_DETAIL, AdwBin)

/* @item: (nullable) */
void sol_client_detail_set_item (SolClientDetail *self,
                                 SolClientItem   *item);

G_END_DECLS
