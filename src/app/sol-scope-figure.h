/* sol-scope-figure.h: a number under its caption
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_FIGURE (sol_scope_figure_get_type ())

/* A small caption and a number in tabular figures whose room is reserved, so that nothing moves when it changes.
 * Properties: `title`, `width-chars` of the number. */
G_DECLARE_FINAL_TYPE (SolScopeFigure, sol_scope_figure, SOL, SCOPE_FIGURE, GtkBox)

/* Both as they are shown. Returns: (transfer none) */
const char *sol_scope_figure_get_title (SolScopeFigure *self);
const char *sol_scope_figure_get_text  (SolScopeFigure *self);

void sol_scope_figure_set_text  (SolScopeFigure *self,
                                 const char     *text);
void sol_scope_figure_set_value (SolScopeFigure *self,
                                 double          value,
                                 const char     *unit,
                                 guint           digits);

G_END_DECLS
