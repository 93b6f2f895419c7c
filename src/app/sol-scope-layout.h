/* sol-scope-layout.h: what the scope shows and how, to JSON and back
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "sol-scope-page.h"

G_BEGIN_DECLS

/* The format is described in data/doc/LAYOUTS.md. Channels come later than their settings: these wait for them. */
typedef struct _SolScopeLayout SolScopeLayout;

/* @page: borrowed, and outlives it */
SolScopeLayout *sol_scope_layout_new       (SolScopePage   *page);

/* @is_whole: with the alarms of its channels, for one with a name; otherwise the engine keeps them.
 * Returns: (transfer full) */
JsonObject     *sol_scope_layout_to_json   (SolScopeLayout *self,
                                            gboolean        is_whole);

/* What cannot be understood is left as it is. @is_whole: calculated channels become those of @layout, and alarms that
 * are not there are added; otherwise both stay, as the engine has kept them.
 * Returns: how many alarms were added */
guint           sol_scope_layout_from_json (SolScopeLayout *self,
                                            JsonObject     *layout,
                                            gboolean        is_whole);

/* The name under which it was saved or taken; "" for none */
const char     *sol_scope_layout_get_name  (SolScopeLayout *self);
void            sol_scope_layout_set_name  (SolScopeLayout *self,
                                            const char     *name);

void            sol_scope_layout_free      (SolScopeLayout *self);

G_END_DECLS
