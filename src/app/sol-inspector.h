/* sol-inspector.h: the last messages of one topic: text, JSON, hex
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-topic-list.h"

G_BEGIN_DECLS

#define SOL_TYPE_INSPECTOR (sol_inspector_get_type ())

/* Shows the newest message, four times a second at most, until a person chooses an older one in its list. Uses
 * `messages.copy-topic`, `messages.plot-topic` and `messages.publish-to`. */
G_DECLARE_FINAL_TYPE (SolInspector, sol_inspector, SOL, INSPECTOR, AdwBin)

/* @item: (nullable) */
void        sol_inspector_set_item   (SolInspector *self,
                                      SolTopicItem *item);
/* While paused nothing changes */
void        sol_inspector_set_paused (SolInspector *self,
                                      gboolean      paused);
/* What the visible tab shows. Returns: (transfer full) */
char       *sol_inspector_dup_text   (SolInspector *self);
/* The field that is selected in its tab, while the focus is there. Returns: (transfer none) (nullable) */
const char *sol_inspector_get_field  (SolInspector *self);

G_END_DECLS
