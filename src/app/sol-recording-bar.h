/* sol-recording-bar.h: a strip over the page while something is recorded
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine-recording.h"

G_BEGIN_DECLS

#define SOL_TYPE_RECORDING_BAR (sol_recording_bar_get_type ())

/* Signal: `ended` (const char *): in words, how the recording ended */
G_DECLARE_FINAL_TYPE (SolRecordingBar, sol_recording_bar, SOL, RECORDING_BAR, AdwBin)

/* Once */
void        sol_recording_bar_set_engine (SolRecordingBar *self,
                                          SolEngine       *engine);
/* Returns: (nullable): what it says now */
const char *sol_recording_bar_get_text   (SolRecordingBar *self);

G_END_DECLS
