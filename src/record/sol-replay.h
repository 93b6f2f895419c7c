/* sol-replay.h: plays a recording at its own pace, or another
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"
#include "sol-recording.h"

G_BEGIN_DECLS

#define SOL_REPLAY_MIN_SPEED 0.1
#define SOL_REPLAY_MAX_SPEED 100.0

typedef struct
{
  double      speed;        /* 0.1 … 100; 0: as fast as they are taken */
  gboolean    is_looping;
  gboolean    is_paused;    /* at first */
  gint64      from_ns;      /* Unix time in the recording; 0 is its beginning */
  gint64      to_ns;        /* the first instant that is not played any more; 0 is behind its end */
  gboolean    keeps_time;   /* messages bear the time when they were recorded, not that of now */
  int         qos;          /* of every message; -1 is as recorded */
  int         retain;       /* 0, 1; -1 is as recorded */
  const char *prefix;       /* nullable: stands in front of every topic */
  const char * const *map;     /* nullable: FROM=TO, each for a topic FROM and all below it; the first that fits */
  const char * const *filters; /* nullable: topics that are played; all when NULL */
} SolReplaySettings;

typedef enum
{
  SOL_REPLAY_OPENING,
  SOL_REPLAY_PAUSED,
  SOL_REPLAY_PLAYING,
  SOL_REPLAY_ENDED,   /* at the end; a seek goes on from there */
  SOL_REPLAY_FAILED,
} SolReplayState;

typedef struct
{
  SolReplayState   state;
  SolRecordingInfo info;        /* as it was when opened */
  gint64           position_ns; /* Unix time in the recording */
  double           speed;
  gboolean         is_looping;
  guint64          n_sent;
  guint64          n_lost;      /* not taken within a second */
  guint64          n_skipped;   /* not played: no MQTT message, or a topic that nobody may publish to */
  guint64          n_laps;      /* times that the end was reached */
  gint64           late_us;     /* that the replay has been held up in all */
} SolReplayStatus;

/* Message k is due at its own distance from the first one, divided by the speed: deadlines are absolute, so that
 * neither work nor sleep adds up to drift. Held up by more than a second it goes on from there, without a rush. */
typedef struct _SolReplay SolReplay;

/**
 * SolReplayFunc:
 * @message: borrowed
 *
 * In the replay's thread. FALSE when it cannot be taken now: it is offered again for a second, then it is lost.
 */
typedef gboolean (*SolReplayFunc) (SolMessage *message,
                                   gpointer    user_data);

/* In the replay's thread, after the state has changed */
typedef void     (*SolReplayNotify) (gpointer user_data);

void       sol_replay_settings_init  (SolReplaySettings        *settings);

/* Errors: %SOL_RECORDING_ERROR_INVALID, which names the setting */
gboolean   sol_replay_settings_check (const SolReplaySettings  *settings,
                                      GError                  **error);

/* @settings: checked, copied. @notify: (nullable). The file is opened in the thread. */
SolReplay *sol_replay_new            (const char               *path,
                                      const SolReplaySettings  *settings,
                                      SolReplayFunc             func,
                                      SolReplayNotify           notify,
                                      gpointer                  user_data);

/* Any thread; each takes effect at once */
void       sol_replay_play           (SolReplay                *self);
void       sol_replay_pause          (SolReplay                *self);
/* @time_ns: Unix time in the recording */
void       sol_replay_seek           (SolReplay                *self,
                                      gint64                    time_ns);
void       sol_replay_set_speed      (SolReplay                *self,
                                      double                    speed);
void       sol_replay_set_looping    (SolReplay                *self,
                                      gboolean                  is_looping);

void       sol_replay_get_status     (SolReplay                *self,
                                      SolReplayStatus          *status);
/* Returns: (transfer full) (nullable) */
GError    *sol_replay_dup_error      (SolReplay                *self);

/* Stops, waits for the call of the function under way, frees */
void       sol_replay_free           (SolReplay                *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolReplay, sol_replay_free)

G_END_DECLS
