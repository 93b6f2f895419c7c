/* sol-replayer.h: a replay, for whoever watches and steers it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-replay.h"

G_BEGIN_DECLS

#define SOL_TYPE_REPLAYER (sol_replayer_get_type ())

/* Main thread, which never waits for the disk. Properties, notified at most ten times a second: `state` (int,
 * SolReplayState), `position-ns` (int64, Unix time in the recording), `path`, `problem` (string, nullable), read only;
 * `speed` (double) and `is-looping`, which may be set. */
G_DECLARE_FINAL_TYPE (SolReplayer, sol_replayer, SOL, REPLAYER, GObject)

/* @settings: checked. @func: in the replay's thread. @destroy: (nullable): of @user_data, when it is called no more */
SolReplayer *sol_replayer_new         (const char              *path,
                                       const SolReplaySettings *settings,
                                       SolReplayFunc            func,
                                       gpointer                 user_data,
                                       GDestroyNotify           destroy);

void         sol_replayer_play        (SolReplayer             *self);
void         sol_replayer_pause       (SolReplayer             *self);
void         sol_replayer_seek        (SolReplayer             *self,
                                       gint64                   time_ns);
void         sol_replayer_set_speed   (SolReplayer             *self,
                                       double                   speed);
void         sol_replayer_set_looping (SolReplayer             *self,
                                       gboolean                 is_looping);

/* As of now */
void         sol_replayer_get_status  (SolReplayer             *self,
                                       SolReplayStatus         *status);
const char  *sol_replayer_get_path    (SolReplayer             *self);
const char  *sol_replayer_get_problem (SolReplayer             *self);

/* Ends it: no call of the function runs any more when this returns */
void         sol_replayer_close       (SolReplayer             *self);

G_END_DECLS
