/* sol-field-row.h: one field of a message, to be dragged or plotted
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-trial.h"

G_BEGIN_DECLS

#define SOL_TYPE_FIELD_ROW (sol_field_row_get_type ())
G_DECLARE_FINAL_TYPE (SolFieldRow, sol_field_row, SOL, FIELD_ROW, GtkListBoxRow)

GtkWidget  *sol_field_row_new       (const char          *topic,
                                     const SolTrialField *field);
gboolean    sol_field_row_is_of     (SolFieldRow         *self,
                                     const char          *topic,
                                     const char          *path);
/* New values of the same field */
void        sol_field_row_set_field (SolFieldRow         *self,
                                     const SolTrialField *field);
const char *sol_field_row_get_path  (SolFieldRow         *self);
/* Returns: (transfer full) */
char       *sol_field_row_dup_text  (SolFieldRow         *self);

G_END_DECLS
