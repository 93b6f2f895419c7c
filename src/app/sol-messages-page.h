/* sol-messages-page.h: the Messages view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_MESSAGES_PAGE (sol_messages_page_get_type ())
G_DECLARE_FINAL_TYPE (SolMessagesPage, sol_messages_page, SOL, MESSAGES_PAGE, AdwBin)

void          sol_messages_page_set_engine   (SolMessagesPage *self,
                                              SolEngine       *engine);
/* Returns: (transfer none): messages.* */
GActionGroup *sol_messages_page_get_actions  (SolMessagesPage *self);
/* Puts the cursor into the search of the tree */
void          sol_messages_page_search       (SolMessagesPage *self);
/* FALSE: no message came on @topic yet */
gboolean      sol_messages_page_select_topic (SolMessagesPage *self,
                                              const char      *topic);
/* What the inspector shows. Returns: (transfer full) */
char         *sol_messages_page_dup_text     (SolMessagesPage *self);

G_END_DECLS
