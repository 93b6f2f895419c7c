/* sol-field-view.h: the fields of a message that can be plotted
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-message.h"

G_BEGIN_DECLS

#define SOL_TYPE_FIELD_VIEW (sol_field_view_get_type ())

/* What the scope would make of the message by itself, a row a channel; each is dragged, or plotted with
 * `messages.plot-field`. */
G_DECLARE_FINAL_TYPE (SolFieldView, sol_field_view, SOL, FIELD_VIEW, AdwBin)

/* Rows of the same fields stay, with the selection */
void        sol_field_view_set_message  (SolFieldView *self,
                                         SolMessage   *message);

/* The selected field's path, "" where it has no name; nullable. Only while the focus is within */
const char *sol_field_view_get_selected (SolFieldView *self);

/* All rows, for the clipboard and tests. Returns: (transfer full) */
char       *sol_field_view_dup_text     (SolFieldView *self);

G_END_DECLS
