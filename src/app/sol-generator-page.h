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

/* Its operations are actions, shown by the window as generator.*: start, stop, run (stateful),
 * open-table, show-on-scope */
G_DECLARE_FINAL_TYPE (SolGeneratorPage, sol_generator_page, SOL, GENERATOR_PAGE, AdwBin)

GtkWidget    *sol_generator_page_new          (SolEngine                  *engine);

/* Once, for a page made from a template */
void          sol_generator_page_set_engine   (SolGeneratorPage           *self,
                                               SolEngine                  *engine);
/* Returns: (transfer none) */
GActionGroup *sol_generator_page_get_actions  (SolGeneratorPage           *self);

/* Puts the values into the form, all but harmonics; a running generator takes them at once */
void          sol_generator_page_set_settings (SolGeneratorPage           *self,
                                               const SolGeneratorSettings *settings);
/* What the form holds; its table is the page's. FALSE: something of it cannot be, @error says what and the form shows
 * where. */
gboolean      sol_generator_page_get_settings (SolGeneratorPage           *self,
                                               SolGeneratorSettings       *settings,
                                               GError                    **error);

/* @octets: of a CSV or WAV file, whose wave becomes the shape. FALSE: there is none in it, @error says why */
gboolean      sol_generator_page_load_table   (SolGeneratorPage           *self,
                                               GBytes                     *octets,
                                               GError                    **error);

G_END_DECLS
