/* sol-generator-form.h: everything that a source of the generator is told, as rows
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-wave-config.h"

G_BEGIN_DECLS

#define SOL_TYPE_GENERATOR_FORM (sol_generator_form_get_type ())

/* Rows and their bounds come from the generator's table of fields. Each says what of it cannot be. Signals: `changed`,
 * by a person; `topic-applied`: the topic was left or confirmed; `open-file`: a file is to be chosen. */
G_DECLARE_FINAL_TYPE (SolGeneratorForm, sol_generator_form, SOL, GENERATOR_FORM, AdwBin)

/* Fills it, without a signal */
void           sol_generator_form_set_config (SolGeneratorForm    *self,
                                              const SolWaveConfig *config);
/* What it holds, whether it can be or not; for harmonics that are none, those before. Returns: (transfer full) */
SolWaveConfig *sol_generator_form_dup_config (SolGeneratorForm    *self);
/* Puts the keyboard into the name */
void           sol_generator_form_rename     (SolGeneratorForm    *self);

G_END_DECLS
