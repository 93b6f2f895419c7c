/* sol-user-view.h: who may connect: the list of users
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_USER_VIEW (sol_user_view_get_type ())

/* Its buttons activate `broker.add-user`, `broker.set-password` and `broker.remove-user` with the name */
G_DECLARE_FINAL_TYPE (SolUserView, sol_user_view, SOL, USER_VIEW, AdwBin)

void sol_user_view_set_engine (SolUserView *self,
                               SolEngine   *engine);
void sol_user_view_filter     (SolUserView *self,
                               const char  *text);

G_END_DECLS
