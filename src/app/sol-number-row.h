/* sol-number-row.h: a row with a number that is shown as exactly as it is
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SOL_TYPE_NUMBER_ROW (sol_number_row_get_type ())

/* Ten significant digits, and any number can be typed: whether it can be is said by sol_number_row_set_problem().
 * Signal: `changed`, by a person or by the program. */
G_DECLARE_FINAL_TYPE (SolNumberRow, sol_number_row, SOL, NUMBER_ROW, AdwActionRow)

/* @title: translated; @step: of the buttons and arrow keys */
GtkWidget *sol_number_row_new         (const char   *title,
                                       double        step);
void       sol_number_row_set_value   (SolNumberRow *self,
                                       double        value);
double     sol_number_row_get_value   (SolNumberRow *self);
/* @problem: (nullable): why the number cannot be; shown below the title */
void       sol_number_row_set_problem (SolNumberRow *self,
                                       const char   *problem);

G_END_DECLS
