/* sol-generator-page.h: the Generator view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_GENERATOR_PAGE (sol_generator_page_get_type ())

/* The engine's sources in a list, and all that the selected one is told. Its operations are actions, shown by the
 * window as generator.*: new(s: `wave`, `drawn`, `file` or a scenario), duplicate, rename, remove, undo-remove, start,
 * stop, run (stateful), start-all, stop-all, open-table, show-on-scope */
G_DECLARE_FINAL_TYPE (SolGeneratorPage, sol_generator_page, SOL, GENERATOR_PAGE, AdwBin)

GtkWidget        *sol_generator_page_new          (SolEngine                  *engine);

/* Once, for a page made from a template */
void              sol_generator_page_set_engine   (SolGeneratorPage           *self,
                                                   SolEngine                  *engine);
/* Returns: (transfer none) */
GActionGroup     *sol_generator_page_get_actions  (SolGeneratorPage           *self);

/* Returns: (transfer none) (nullable): the selected source; NULL when there is none */
SolGeneratorItem *sol_generator_page_get_selected (SolGeneratorPage           *self);
void              sol_generator_page_select       (SolGeneratorPage           *self,
                                                   SolGeneratorItem           *item);

/* Gives the selected source other settings; one that runs takes them at once */
void              sol_generator_page_set_settings (SolGeneratorPage           *self,
                                                   const SolGeneratorSettings *settings);

/* Asks for the column and the rate where the file leaves them open, then plays @path on the selected source */
void              sol_generator_page_load_file    (SolGeneratorPage           *self,
                                                   const char                 *path);

G_END_DECLS
