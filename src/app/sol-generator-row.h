/* sol-generator-row.h: one source in the generator's list
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-generator-item.h"

G_BEGIN_DECLS

#define SOL_TYPE_GENERATOR_ROW (sol_generator_row_get_type ())

/* Dot, name, and messages a second, or why it cannot run */
G_DECLARE_FINAL_TYPE (SolGeneratorRow, sol_generator_row, SOL, GENERATOR_ROW, GtkListBoxRow)

GtkWidget        *sol_generator_row_new      (SolGeneratorItem *item);
SolGeneratorItem *sol_generator_row_get_item (SolGeneratorRow  *self);

G_END_DECLS
