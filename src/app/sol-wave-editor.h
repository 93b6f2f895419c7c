/* sol-wave-editor.h: draws one period of a wave by hand
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-shape.h"

G_BEGIN_DECLS

#define SOL_WAVE_EDITOR_POINTS 256u

#define SOL_TYPE_WAVE_EDITOR (sol_wave_editor_get_type ())

/* SOL_WAVE_EDITOR_POINTS values from −1 to 1, drawn with the pointer, or with the keys: Left and Right go from point to
 * point (with Control 16 of them), Up and Down move it (with Shift finely), Home and End to the ends, 0 onto the line;
 * with Control and Up or Down it draws on to the next. Signal: `changed`, by a person. */
G_DECLARE_FINAL_TYPE (SolWaveEditor, sol_wave_editor, SOL, WAVE_EDITOR, GtkWidget)

/* @table: (nullable): sampled; NULL is a flat line; without a signal */
void           sol_wave_editor_set_table  (SolWaveEditor *self,
                                           SolShapeTable *table);
/* Returns: (transfer full) */
SolShapeTable *sol_wave_editor_make_table (SolWaveEditor *self);
/* As a person would, by a button: a shape to begin with, and a mean over each three neighbours */
void           sol_wave_editor_fill       (SolWaveEditor *self,
                                           SolShape       shape);
void           sol_wave_editor_smooth     (SolWaveEditor *self);

G_END_DECLS
