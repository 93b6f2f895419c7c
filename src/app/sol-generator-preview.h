/* sol-generator-preview.h: what a generator's settings look like
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-generator.h"

G_BEGIN_DECLS

#define SOL_TYPE_GENERATOR_PREVIEW (sol_generator_preview_get_type ())

/* Draws three periods from the generator's own samples: what undersampling does to a wave is seen before it is sent */
G_DECLARE_FINAL_TYPE (SolGeneratorPreview, sol_generator_preview, SOL, GENERATOR_PREVIEW, GtkWidget)

/* @settings: valid; copied */
void sol_generator_preview_set_settings (SolGeneratorPreview        *self,
                                         const SolGeneratorSettings *settings);

G_END_DECLS
