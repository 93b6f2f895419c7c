/* sol-channel.c: one trace, a locked history of samples: its making, limits and growing
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-channel-private.h"

#include <math.h>

#define DEFAULT_LIMIT_BYTES (64u << 20)
#define DEFAULT_LIMIT_US (G_GINT64_CONSTANT (600) * G_USEC_PER_SEC)
#define NS_PER_DAY (G_GINT64_CONSTANT (86400) * 1000000000)

G_DEFINE_FINAL_TYPE (SolChannel, sol_channel, G_TYPE_OBJECT)

static void
sol_channel_finalize (GObject *object)
{
  SolChannel *self = SOL_CHANNEL (object);

  sol_history_free (&self->history);
  g_mutex_clear (&self->lock);
  g_free (self->unit);
  g_free (self->title);
  g_strfreev (self->words);
  g_free (self->description);
  g_free (self->label);
  g_free (self->topic);
  g_free (self->name);
  g_free (self->messages);
  G_OBJECT_CLASS (sol_channel_parent_class)->finalize (object);
}

static void
sol_channel_class_init (SolChannelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_channel_finalize;
}

static void
sol_channel_init (SolChannel *self)
{
  g_mutex_init (&self->lock);
  self->messages = g_new (SolMessagePlace, SOL_N_MESSAGES);
}

static gsize
choose_limit_bytes (gsize limit_bytes)
{
  return limit_bytes > 0 ? limit_bytes : DEFAULT_LIMIT_BYTES;
}

static gint64
choose_limit_ns (gint64 limit_us)
{
  return (limit_us > 0 ? limit_us : DEFAULT_LIMIT_US) * SOL_NS_PER_US;
}

SolChannel *
sol_channel_new (const char *name,
                 const char *unit,
                 gsize       limit_bytes,
                 gint64      limit_us)
{
  SolChannel *self = g_object_new (SOL_TYPE_CHANNEL, NULL);

  self->name = g_strdup (name);
  self->unit = g_strdup (unit);
  sol_history_init (&self->history, choose_limit_bytes (limit_bytes), choose_limit_ns (limit_us));
  return self;
}

void
sol_channel_set_limits (SolChannel *self,
                        gsize       limit_bytes,
                        gint64      limit_us)
{
  g_return_if_fail (SOL_IS_CHANNEL (self));

  g_mutex_lock (&self->lock);
  sol_history_set_limits (&self->history, choose_limit_bytes (limit_bytes), choose_limit_ns (limit_us));
  g_mutex_unlock (&self->lock);
}

guint64
sol_channel_count_room (gsize        limit_bytes,
                        SolPrecision precision,
                        gboolean     is_even)
{
  gsize chunk_bytes = sizeof (SolChunk) + (precision == SOL_PRECISION_FLOAT32 ? sizeof (SolSingles)
                                                                              : sizeof (SolDoubles));

  if (!is_even)
    chunk_bytes += SOL_CHUNK_SIZE * sizeof (gint64);
  return (guint64) (limit_bytes / chunk_bytes) * SOL_CHUNK_SIZE;
}

void
sol_channel_append (SolChannel           *self,
                    const SolSampleBlock *block,
                    gint64                arrived_us)
{
  SolBlockFacts facts;
  gboolean is_timed;
  SolMemory *dropped;

  g_return_if_fail (SOL_IS_CHANNEL (self));

  sol_channel_measure_block (block, arrived_us, &facts);
  is_timed = block->is_timed && fabs (facts.skew_ns) <= (double) NS_PER_DAY;

  g_mutex_lock (&self->lock);
  sol_history_append (&self->history, block, is_timed, arrived_us * SOL_NS_PER_US);
  sol_channel_note_message (self, block->n_values);
  sol_channel_note_block (self, block, &facts, arrived_us);
  sol_channel_note_words (self, block);
  dropped = sol_history_steal_dropped (&self->history);
  g_atomic_int_inc (&self->generation);
  g_mutex_unlock (&self->lock);
  sol_memory_free (dropped);
}

void
sol_channel_clear (SolChannel *self)
{
  SolMemory *dropped;

  g_return_if_fail (SOL_IS_CHANNEL (self));

  g_mutex_lock (&self->lock);
  sol_history_clear (&self->history);
  self->history.n_gaps = self->history.n_lost = self->history.n_overlaps = 0;
  self->stats = (SolChannelStats) { 0 };
  self->jitter = (SolJitter) { 0 };
  sol_arrivals_clear (&self->arrivals);
  dropped = sol_history_steal_dropped (&self->history);
  g_atomic_int_inc (&self->generation);
  g_mutex_unlock (&self->lock);
  sol_memory_free (dropped);
}

guint
sol_channel_get_generation (SolChannel *self)
{
  return (guint) g_atomic_int_get (&self->generation);
}
