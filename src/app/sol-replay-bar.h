/* sol-replay-bar.h: steers the replay under way
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine-recording.h"

G_BEGIN_DECLS

#define SOL_TYPE_REPLAY_BAR (sol_replay_bar_get_type ())

/* Seen while something is replayed into a broker. What its parts do are actions, which the window shows as replay.*:
 * toggle, seek (seconds from the recording's beginning), speed (0: full), loop, stop. */
G_DECLARE_FINAL_TYPE (SolReplayBar, sol_replay_bar, SOL, REPLAY_BAR, AdwBin)

/* Once */
void          sol_replay_bar_set_engine  (SolReplayBar *self,
                                          SolEngine    *engine);
/* Returns: (transfer none) */
GActionGroup *sol_replay_bar_get_actions (SolReplayBar *self);
/* Returns: (nullable): what it says now */
const char   *sol_replay_bar_get_text    (SolReplayBar *self);

G_END_DECLS
