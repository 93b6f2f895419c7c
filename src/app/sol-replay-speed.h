/* sol-replay-speed.h: the speeds that a replay is offered at
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* `× 0.1` to `× 100`, and as fast as can be. Returns: (transfer full) */
GListModel *sol_replay_speed_new_model (void);
/* A place in the model, and what SolReplaySettings calls that speed */
double      sol_replay_speed_get       (guint  position);
/* The nearest place */
guint       sol_replay_speed_find      (double speed);

G_END_DECLS
