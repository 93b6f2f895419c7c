/* sol-scope-display-actions.c: scope.stacked, scope.persistence, scope.analyse-between: what is made of the picture
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

static void
stacked_changed (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       user_data)
{
  sol_scope_view_set_stacked (SOL_SCOPE_PAGE (user_data)->view, g_variant_get_boolean (state));
}

static void
persistence_changed (GSimpleAction *action,
                     GVariant      *state,
                     gpointer       user_data)
{
  sol_scope_view_set_persistent (SOL_SCOPE_PAGE (user_data)->view, g_variant_get_boolean (state));
}

static void
analyse_between_changed (GSimpleAction *action,
                         GVariant      *state,
                         gpointer       user_data)
{
  sol_scope_view_set_analyses_between (SOL_SCOPE_PAGE (user_data)->view, g_variant_get_boolean (state));
}

static const GActionEntry entries[] = {
  { "stacked", NULL, NULL, "false", stacked_changed },
  { "persistence", NULL, NULL, "false", persistence_changed },
  { "analyse-between", NULL, NULL, "false", analyse_between_changed },
};

void
sol_scope_page_add_display_actions (SolScopePage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

void
sol_scope_page_update_display_actions (SolScopePage *self)
{
  sol_scope_page_set_state (self, "stacked", g_variant_new_boolean (sol_scope_view_get_stacked (self->view)));
  sol_scope_page_set_state (self, "analyse-between",
                            g_variant_new_boolean (sol_scope_view_get_analyses_between (self->view)));
  sol_scope_page_set_state (self, "persistence", g_variant_new_boolean (sol_scope_view_get_persistent (self->view)));
}
