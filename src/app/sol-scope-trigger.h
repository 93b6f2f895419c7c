/* sol-scope-trigger.h: the popover with the trigger's settings
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-scope-view.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_TRIGGER (sol_scope_trigger_get_type ())

/* Works through the actions scope.trigger*, and follows the view */
G_DECLARE_FINAL_TYPE (SolScopeTrigger, sol_scope_trigger, SOL, SCOPE_TRIGGER, GtkPopover)

GtkWidget *sol_scope_trigger_new     (SolScopeView    *view);

/* `↗ CH1 0.50 V`. Returns: (transfer full) */
char      *sol_scope_trigger_to_text (SolScopeView    *view);

G_END_DECLS
