/* sol-generator-page-private.h: what the page's files share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-generator-form.h"
#include "sol-generator-page.h"
#include "sol-generator-preview.h"

G_BEGIN_DECLS

struct _SolGeneratorPage
{
  AdwBin parent_instance;

  /* Owned */
  SolEngine           *engine;
  SolGeneratorList    *sources;     /* the engine's */
  GSimpleActionGroup  *actions;
  SolGeneratorItem    *selected;    /* NULL: there is none */
  SolWaveConfig       *removed;     /* what was removed last; NULL: nothing */
  guint                removed_at;
  AdwToast            *offer;       /* weak: to undo that */
  GtkNativeDialog     *chooser;     /* NULL while no file is asked for */

  gboolean             is_taking;   /* the form is what changed the source */
  guint                count_id;    /* timer that shows the messages sent; 0 while stopped */

  /* Template */
  GtkStack            *stack;
  AdwLeaflet          *leaflet;
  GtkWidget           *list_box;
  GtkListBox          *list;
  GtkWidget           *detail_box;
  GtkLabel            *title;
  SolGeneratorPreview *preview;
  SolGeneratorForm    *form;
  GtkWidget           *start;
  AdwButtonContent    *start_content;
  GtkLabel            *problem;
  GtkLabel            *estimate;
  GtkLabel            *sent;
  GtkLabel            *next;
  GMenu               *scenarios;
};

void sol_generator_page_toast (SolGeneratorPage *self,
                               const char       *text);

/* sol-generator-show.c: what is seen of the selected source besides the form */
void sol_generator_page_show_state    (SolGeneratorPage *self);
void sol_generator_page_show_settings (SolGeneratorPage *self);
void sol_generator_page_show_counts   (SolGeneratorPage *self);

/* sol-generator-open.c */
void sol_generator_page_open_file     (SolGeneratorPage *self);

/* sol-generator-actions.c */
void sol_generator_page_add_actions    (SolGeneratorPage *self);
void sol_generator_page_update_actions (SolGeneratorPage *self);

G_END_DECLS
