/* sol-generator-form-private.h: what the form's files share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-generator-form.h"
#include "sol-generator-table.h"
#include "sol-number-row.h"

G_BEGIN_DECLS

/* A word out of those that can be */
typedef struct
{
  AdwComboRow *row;
  GArray      *values;   /* owned: guint, in the order of the row's words */
} SolGeneratorChoiceRow;

struct _SolGeneratorForm
{
  AdwBin parent_instance;

  /* Owned */
  SolNumberRow         **numbers;   /* by the index of the field */
  SolGeneratorChoiceRow *choices;   /* by the index of the choice */
  guint                  n_choices;
  char                  *good_harmonics; /* as they were written when they were right */

  SolGeneratorTable     *table;     /* in @table_row, below the shape */
  GtkWidget             *table_row;
  gboolean               is_filling;

  /* Template */
  AdwEntryRow          *name;
  GtkLabel             *name_problem;
  AdwPreferencesGroup  *wave;
  AdwEntryRow          *harmonics;
  GtkLabel             *harmonics_problem;
  AdwExpanderRow       *modulation;
  AdwExpanderRow       *impairments;
  AdwPreferencesGroup  *messages;
  AdwEntryRow          *topic;
  GtkLabel             *topic_problem;
  AdwExpanderRow       *details;
  AdwComboRow          *qos;
  GtkSwitch            *retain;
};

/* sol-generator-rows.c: those of the tables of fields and choices */
void sol_generator_form_add_rows   (SolGeneratorForm            *self);
void sol_generator_form_free_rows  (SolGeneratorForm            *self);
void sol_generator_form_fill_rows  (SolGeneratorForm            *self,
                                    const SolGeneratorSettings  *settings);
void sol_generator_form_read_rows  (SolGeneratorForm            *self,
                                    SolGeneratorSettings        *settings);
/* Shows those that matter, each with what of it cannot be */
void sol_generator_form_check_rows (SolGeneratorForm            *self,
                                    const SolGeneratorSettings  *settings);

/* sol-generator-form.c */
void sol_generator_form_changed    (SolGeneratorForm            *self);

G_END_DECLS
