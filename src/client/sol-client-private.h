/* sol-client-private.h: what the files of the handle share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-client-core-private.h"

G_BEGIN_DECLS

SolClientCore *sol_client_get_core  (SolClient  *self);

/* Returns: (transfer none): the identifier to connect with: @wanted, or one made up once */
const char    *sol_client_choose_id (SolClient  *self,
                                     const char *wanted);

G_END_DECLS
