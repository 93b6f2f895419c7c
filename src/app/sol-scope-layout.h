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

/* Returns: (transfer full) */
JsonObject     *sol_scope_layout_to_json   (SolScopeLayout *self);

/* What cannot be understood is left as it is. @has_math: calculated channels become those of @layout; otherwise they
 * stay, as the engine has kept them */
void            sol_scope_layout_from_json (SolScopeLayout *self,
                                            JsonObject     *layout,
                                            gboolean        has_math);

/* The name under which it was saved or taken; "" for none */
const char     *sol_scope_layout_get_name  (SolScopeLayout *self);
void            sol_scope_layout_set_name  (SolScopeLayout *self,
                                            const char     *name);

void            sol_scope_layout_free      (SolScopeLayout *self);

G_END_DECLS
