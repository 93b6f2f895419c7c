/* sol-generator-table.h: a wave without a formula in the generator's form: drawn, or from a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-shape.h"

G_BEGIN_DECLS

#define SOL_TYPE_GENERATOR_TABLE (sol_generator_table_get_type ())

/* Signals: `changed`, by a person; `open-file`: a file is to be chosen */
G_DECLARE_FINAL_TYPE (SolGeneratorTable, sol_generator_table, SOL, GENERATOR_TABLE, AdwBin)

/* @table: (nullable): NULL is a flat line to draw on; without a signal */
void           sol_generator_table_set_table   (SolGeneratorTable *self,
                                                SolShapeTable     *table);
/* Returns: (transfer full): never NULL */
SolShapeTable *sol_generator_table_ref_table   (SolGeneratorTable *self);
/* @problem: (nullable): why the file's wave is not there */
void           sol_generator_table_set_problem (SolGeneratorTable *self,
                                                const char        *problem);

G_END_DECLS
