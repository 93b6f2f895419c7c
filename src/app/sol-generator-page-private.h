/* sol-generator-page-private.h: what the page's files share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-generator-page.h"
#include "sol-generator-preview.h"

G_BEGIN_DECLS

/* The numbers of the form, each in a row of its own */
typedef enum
{
  SOL_GENERATOR_FREQUENCY,
  SOL_GENERATOR_AMPLITUDE,
  SOL_GENERATOR_OFFSET,
  SOL_GENERATOR_NOISE,
  SOL_GENERATOR_DUTY,
  SOL_GENERATOR_RATE,
  SOL_GENERATOR_POINTS,
  SOL_GENERATOR_N_NUMBERS,
} SolGeneratorNumber;

struct _SolGeneratorPage
{
  AdwBin parent_instance;

  /* Owned */
  SolEngine           *engine;
  GSimpleActionGroup  *actions;

  SolShapeTable       *table;      /* of the shape from a file; never NULL */
  GtkSpinButton      **fields;     /* by the index of the field; NULL for those in the template */

  gboolean             is_filling; /* the form is being written by the program */
  guint                count_id;   /* timer that shows the messages sent */

  /* Template */
  SolGeneratorPreview *preview;
  AdwComboRow         *shape;
  AdwActionRow        *rows[SOL_GENERATOR_N_NUMBERS];
  GtkSpinButton       *numbers[SOL_GENERATOR_N_NUMBERS];
  AdwExpanderRow      *modulation;
  AdwExpanderRow      *impairments;
  AdwExpanderRow      *more;
  AdwComboRow         *sweep;
  GtkWidget           *table_row;
  AdwEntryRow         *topic;
  GtkWidget           *topic_problem;
  AdwComboRow         *format;
  AdwComboRow         *qos;
  GtkWidget           *start;
  AdwButtonContent    *start_content;
  GtkLabel            *estimate;
  GtkLabel            *sent;
  GtkLabel            *next;
};

/* sol-generator-page.c: everything that follows from the form */
void        sol_generator_page_form_changed (SolGeneratorPage *self);

/* sol-generator-rows.c */
void        sol_generator_page_add_rows   (SolGeneratorPage            *self);
/* @settings: borrows the page's table */
void        sol_generator_page_read_rows  (SolGeneratorPage            *self,
                                           SolGeneratorSettings        *settings);
void        sol_generator_page_fill_rows  (SolGeneratorPage            *self,
                                           const SolGeneratorSettings  *settings);
/* @table: (transfer full) */
void        sol_generator_page_take_table (SolGeneratorPage            *self,
                                           SolShapeTable               *table);
void        sol_generator_page_open_table (SolGeneratorPage            *self);

/* sol-generator-form.c */
void        sol_generator_page_read_form  (SolGeneratorPage            *self,
                                           SolGeneratorSettings        *settings);
void        sol_generator_page_fill_form  (SolGeneratorPage            *self,
                                           const SolGeneratorSettings  *settings);
/* Marks every field that cannot be, in words. Returns: whether all can */
gboolean    sol_generator_page_check_form (SolGeneratorPage            *self);
const char *sol_generator_page_get_topic  (SolGeneratorPage            *self);

/* sol-generator-actions.c */
void        sol_generator_page_add_actions    (SolGeneratorPage *self);
void        sol_generator_page_update_actions (SolGeneratorPage *self);

G_END_DECLS
