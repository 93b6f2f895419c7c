/* sol-replay-dialog.h: asks what to publish again, and how
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine-recording.h"

G_BEGIN_DECLS

#define SOL_TYPE_REPLAY_DIALOG (sol_replay_dialog_get_type ())

/* Starts the engine's replay into the source in use, and goes. While a recording is shown that is this broker. */
G_DECLARE_FINAL_TYPE (SolReplayDialog, sol_replay_dialog, SOL, REPLAY_DIALOG, AdwWindow)

/* @path: (nullable): proposed */
SolReplayDialog *sol_replay_dialog_new      (GtkWindow       *parent,
                                             SolEngine       *engine,
                                             const char      *path);
void             sol_replay_dialog_set_path (SolReplayDialog *self,
                                             const char      *path);

G_END_DECLS
