/* sol-replay-bar-private.h: what the bar's files share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-replay-bar.h"

G_BEGIN_DECLS

struct _SolReplayBar
{
  AdwBin parent_instance;

  /* Owned */
  SolEngine          *engine;
  SolReplayer        *replayer;   /* nullable: that is shown */
  GSimpleActionGroup *actions;

  gint64              sought_us;  /* monotonic: since then the slider is where a person put it */

  /* Template */
  GtkRevealer *revealer;
  GtkWidget   *strip;
  GtkButton   *play;
  GtkLabel    *position;
  GtkLabel    *length;
  GtkScale    *scale;
  GtkDropDown *speed;
  GtkLabel    *label;
};

/* sol-replay-bar-actions.c */
void sol_replay_bar_add_actions    (SolReplayBar *self);
/* As the replayer has them */
void sol_replay_bar_update_actions (SolReplayBar *self);

G_END_DECLS
