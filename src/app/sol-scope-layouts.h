/* sol-scope-layouts.h: the list of layouts behind a button
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-layout-store.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_LAYOUTS (sol_scope_layouts_get_type ())

/* Takes, renames, exports and deletes layouts by the page's actions scope.*layout*. */
G_DECLARE_FINAL_TYPE (SolScopeLayouts, sol_scope_layouts, SOL, SCOPE_LAYOUTS, GtkPopover)

/* @actions: those of the page */
GtkWidget *sol_scope_layouts_new (SolLayoutStore *store,
                                  GActionGroup   *actions);

G_END_DECLS
