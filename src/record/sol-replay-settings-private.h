/* sol-replay-settings-private.h: what a replay makes of a recorded message
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-recording-reader.h"
#include "sol-replay.h"

G_BEGIN_DECLS

/* With strings of its own */
void        sol_replay_settings_copy  (SolReplaySettings        *self,
                                       const SolReplaySettings  *from);
void        sol_replay_settings_clear (SolReplaySettings        *self);

/* Is its topic among those that are played? */
gboolean    sol_replay_settings_wants (const SolReplaySettings  *self,
                                       const SolRecordedMessage *recorded);

/**
 * sol_replay_settings_make:
 * @now_us: Unix time
 *
 * Returns: (transfer full) (nullable): the message with its new topic; NULL when nobody can publish there
 */
SolMessage *sol_replay_settings_make  (const SolReplaySettings  *self,
                                       const SolRecordedMessage *recorded,
                                       gint64                    now_us);

G_END_DECLS
