/* sol-user-dialog.h: asks for a user's name and password
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_USER_DIALOG (sol_user_dialog_get_type ())

/* Writes through the engine by itself; an error is told inside and the dialog stays. Signal: `saved`. */
G_DECLARE_FINAL_TYPE (SolUserDialog, sol_user_dialog, SOL, USER_DIALOG, AdwWindow)

/* @user: (nullable): whose password changes; NULL adds one */
SolUserDialog *sol_user_dialog_new (SolEngine  *engine,
                                    GtkWindow  *parent,
                                    const char *user);

G_END_DECLS
