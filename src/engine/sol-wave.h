/* sol-wave.h: publishes a generator's messages on its own timer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "sol-generator.h"
#include "sol-io-thread.h"
#include "sol-message.h"

G_BEGIN_DECLS

/* A running generator, with all its channels. Its thread holds absolute deadlines, so that neither work nor sleep adds
 * up to drift: message k is due at start + k·interval; after a stall of more than a second it goes on from now and
 * counts what it left out. */
typedef struct _SolWave SolWave;

/**
 * SolWaveFunc:
 * @message: borrowed
 *
 * In the wave's thread: publishes; FALSE when it could not (counted as lost).
 */
typedef gboolean (*SolWaveFunc) (SolMessage *message,
                                 gpointer    user_data);

/* @thread: (nullable): where its deadlines are kept, for many waves in one; outlives it. NULL is one of its own.
 * @topic: with more than one channel, channel k publishes to @topic/k.
 * @count: messages of a channel to publish, 0 is without end. @qos, @retain: of every message.
 * @done: (nullable) in the wave's thread after the last one. */
SolWave *sol_wave_new          (SolIoThread                *thread,
                                const SolGeneratorSettings *settings,
                                const char                 *topic,
                                guint8                      qos,
                                gboolean                    retain,
                                guint64                     count,
                                SolWaveFunc                 func,
                                gpointer                    user_data,
                                GDestroyNotify              done);
/* Any thread; with the next message */
void     sol_wave_set_settings (SolWave                    *self,
                                const SolGeneratorSettings *settings);
/* Messages since it was made */
typedef struct
{
  guint64 n_sent;
  guint64 n_lost;   /* that nobody took, or that a stall left out */
  guint64 n_late;   /* that were sent more than SOL_WAVE_LATE_US after their time, but for those that were to be late */
} SolWaveCounts;

#define SOL_WAVE_LATE_US 50000

/* Any thread */
void     sol_wave_get_counts   (SolWave                    *self,
                                SolWaveCounts              *counts);
/* When it returns, @func does not run and will not, and the counts are the last; not from the wave's thread. Waits for
 * what the thread is at: some milliseconds, and a message's making. */
void     sol_wave_stop         (SolWave                    *self);
void     sol_wave_free         (SolWave                    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolWave, sol_wave_free)

G_END_DECLS
