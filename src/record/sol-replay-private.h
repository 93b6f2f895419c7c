/* sol-replay-private.h: a replay, shared by its thread and by who steers it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-replay-settings-private.h"

G_BEGIN_DECLS

struct _SolReplay
{
  GThread *thread;

  /* Set once */
  char              *path;
  SolReplaySettings  settings;   /* speed and looping of the start */
  SolReplayFunc      func;
  SolReplayNotify    notify;
  gpointer           user_data;

  /* The thread's */
  SolRecordingReader *reader;
  SolRecordedMessage  next;       /* borrowed from @reader */
  gboolean            has_next;
  gint64              refused_us; /* monotonic: since when @next is offered; 0: it is not */

  /* Under @lock */
  GMutex          lock;
  GCond           cond;
  gboolean        is_quitting;
  gboolean        is_playing;
  gboolean        has_seek;
  gint64          seek_ns;
  double          anchor_us;    /* monotonic: when … */
  gint64          anchor_ns;    /* … this instant of the recording was played */
  gint64          sent_ns;      /* of the newest message sent */
  gint64          begin_ns, end_ns; /* of a lap; set when it is opened */
  SolReplayStatus status;
  GError         *error;
};

/* Where the replay stands; under the lock */
gint64   sol_replay_get_position_ns (const SolReplay *self);

/* It stands there now; under the lock */
void     sol_replay_set_anchor      (SolReplay       *self,
                                     gint64           position_ns);

/* What the replay's thread runs, until it is told to quit. @data: a #SolReplay */
gpointer sol_replay_thread_main     (gpointer         data);

G_END_DECLS
