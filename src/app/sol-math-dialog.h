/* sol-math-dialog.h: asks for the expression of a calculated channel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-math-list.h"

G_BEGIN_DECLS

#define SOL_TYPE_MATH_DIALOG (sol_math_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SolMathDialog, sol_math_dialog, SOL, MATH_DIALOG, AdwWindow)

/* @traces: GListModel of SolScopeTrace, whose labels name the channels. @position: of the one to change, or the number
 * of items for a new one */
GtkWidget *sol_math_dialog_new (GtkWindow    *parent,
                                SolMathList  *list,
                                GListModel   *traces,
                                guint         position);

G_END_DECLS
