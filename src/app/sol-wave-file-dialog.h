/* sol-wave-file-dialog.h: asks what of a file is played
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-wave-file.h"

G_BEGIN_DECLS

#define SOL_TYPE_WAVE_FILE_DIALOG (sol_wave_file_dialog_get_type ())

/* Column, or topic and field; times, and the rate where there are no times. Signal: `chosen`: the wave was read; the
 * dialog closes. */
G_DECLARE_FINAL_TYPE (SolWaveFileDialog, sol_wave_file_dialog, SOL, WAVE_FILE_DIALOG, AdwWindow)

/* @file: (transfer full) */
GtkWidget *sol_wave_file_dialog_new   (SolWaveFile          *file);
/* Once chosen: sets the wave and how it is played. Returns: (transfer full) (nullable): what a person should know */
char      *sol_wave_file_dialog_apply (SolWaveFileDialog    *self,
                                       SolGeneratorSettings *settings);

G_END_DECLS
