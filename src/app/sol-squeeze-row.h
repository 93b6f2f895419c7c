/* sol-squeeze-row.h: a row that shows as many of its children as there is room for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SOL_TYPE_SQUEEZE_ROW (sol_squeeze_row_get_type ())

/* The first child always; the others at their natural width, in order, until one does not fit. It and those behind it
 * are not drawn. What is left of the width is spread between those that are. */
G_DECLARE_FINAL_TYPE (SolSqueezeRow, sol_squeeze_row, SOL, SQUEEZE_ROW, GtkWidget)

G_END_DECLS
