/* sol-scope-add-window.h: the window that asks for a topic
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-scope-topics.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_ADD_WINDOW (sol_scope_add_window_get_type ())

/* A topic seen, or any filter, with the format to read it as. Activates scope.add-topic-as of its parent. */
G_DECLARE_FINAL_TYPE (SolScopeAddWindow, sol_scope_add_window, SOL, SCOPE_ADD_WINDOW, AdwWindow)

GtkWindow *sol_scope_add_window_new (GtkWidget    *page,
                                     SolTopicList *topics);

G_END_DECLS
