/* sol-wave-private.h: a source under way, shared by its thread and by who steers it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-io-thread.h"
#include "sol-wave.h"

G_BEGIN_DECLS

/* A message that is sent after its time */
typedef struct
{
  gint64      due_us;    /* monotonic */
  guint       n_copies;
  SolMessage *message;   /* owned */
} SolWaveLate;

struct _SolWave
{
  /* Owned */
  SolIoThread  *own_thread;   /* NULL: @thread is somebody else's */
  GSource      *source;
  char         *topic;

  SolIoThread  *thread;       /* borrowed, outlives this */
  gboolean      is_stopped;

  /* Set once */
  SolWaveFunc    func;
  gpointer       user_data;
  GDestroyNotify done;
  guint64        count;
  guint8         qos;
  gboolean       retain;

  /* The thread's own */
  GPtrArray    *generators;   /* owned, one a channel */
  GPtrArray    *topics;       /* owned, one a channel */
  guint64       seed;
  GQueue        late;         /* of SolWaveLate, the first due at the head */
  gint64        start_us;     /* monotonic: when message 0 was due */
  gint64        start_real_us;
  guint64       next;         /* message to send, since @start_us */
  guint64       n_left;       /* until @count; unused when that is 0 */

  /* Under @lock */
  GMutex               lock;
  SolGeneratorSettings pending;
  gboolean             has_pending;
  gboolean             is_retired;   /* the thread has let go of it: @retired is signalled */
  GCond                retired;
  SolWaveCounts        counts;
};

/* All in the source's thread, or before it runs */

void     sol_wave_begin_at      (SolWave                    *self,
                                 gint64                      start_us);

/* The source's own topic, or one a channel behind it */
void     sol_wave_set_channels  (SolWave                    *self,
                                 const SolGeneratorSettings *settings);

/* A GSourceFunc: sends what is due, and sets the time for what comes next */
gboolean sol_wave_due_cb        (gpointer                    user_data);

/* A function for sol_io_thread_post(): new settings do not wait for a long old interval */
void     sol_wave_hurry_cb      (gpointer                    data,
                                 gpointer                    user_data);

/* @data: a #SolWaveLate */
void     sol_wave_late_free     (gpointer                    data);

G_END_DECLS
