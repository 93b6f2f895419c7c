/* sol-rule-dialog.h: asks for one access rule
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine-access.h"

G_BEGIN_DECLS

#define SOL_TYPE_RULE_DIALOG (sol_rule_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SolRuleDialog, sol_rule_dialog, SOL, RULE_DIALOG, AdwWindow)

/* @acl: copied. @place: of the rule to change, from 0; -1 adds one at the end. Saves by itself. */
GtkWidget *sol_rule_dialog_new (SolEngine        *engine,
                                GtkWindow        *parent,
                                const SolAclList *acl,
                                int               place);
/* The same with @rule in its fields, to be added before the rule at @place; -1: behind all */
GtkWidget *sol_rule_dialog_new_suggestion (SolEngine        *engine,
                                           GtkWindow        *parent,
                                           const SolAclList *acl,
                                           const SolAclRule *rule,
                                           int               place);

G_END_DECLS
