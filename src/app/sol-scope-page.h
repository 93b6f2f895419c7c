/* sol-scope-page.h: the Scope view: screen, toolbar, channels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"
#include "sol-scope-modes.h"
#include "sol-scope-view.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_PAGE (sol_scope_page_get_type ())

/* Its operations are actions, shown by the window as scope.*: see sol-scope-actions.c */
G_DECLARE_FINAL_TYPE (SolScopePage, sol_scope_page, SOL, SCOPE_PAGE, AdwBin)

GtkWidget    *sol_scope_page_new         (SolEngine     *engine);

/* Once, for a page made from a template */
void          sol_scope_page_set_engine  (SolScopePage  *self,
                                          SolEngine     *engine);
/* Returns: (transfer none) */
GActionGroup *sol_scope_page_get_actions (SolScopePage  *self);
/* Returns: (transfer none): the screen */
SolScopeView *sol_scope_page_get_view    (SolScopePage  *self);

/* Returns: (transfer none): spectrum and X-Y */
SolScopeModes *sol_scope_page_get_modes (SolScopePage  *self);

/* Where toasts cover no figure; nullable: the page is empty. Returns: (transfer none) */
AdwToastOverlay *sol_scope_page_get_toasts (SolScopePage *self);

/* Shows a topic, or all that match a filter. @settings: (nullable): as in sol_scope_topics_add (). FALSE with an error
 * when @filter is none. */
gboolean      sol_scope_page_add_topic   (SolScopePage              *self,
                                          const char                *filter,
                                          const SolDecoderSettings  *settings,
                                          GError                   **error);

/* Returns: (transfer none): GListModel of GtkStringObject: the filters that it listens to */
GListModel   *sol_scope_page_get_topics  (SolScopePage  *self);

G_END_DECLS
