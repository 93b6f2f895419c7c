/* sol-channel-private.h: what the files of a channel share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-arrivals-private.h"
#include "sol-channel.h"
#include "sol-history-private.h"
#include "sol-jitter-private.h"

G_BEGIN_DECLS

#define SOL_N_MESSAGES 256
#define SOL_NS_PER_US 1000

/* Where one of the newest messages stands, for who looks at each as a picture */
typedef struct
{
  guint64 first, end;  /* numbers of samples */
} SolMessagePlace;

struct _SolChannel
{
  GObject parent_instance;

  /* Owned */
  char *name;
  char *label;       /* nullable; set before others know the channel */
  char *topic;       /* nullable; likewise */

  guint generation;  /* atomic */

  /* Under @lock */
  GMutex           lock;
  char            *unit;
  char            *title;        /* nullable */
  char           **words;        /* nullable */
  guint            n_words;
  char            *description;  /* nullable */
  SolHistory       history;
  SolChannelStats  stats;        /* the counters; the rest is filled when asked for */
  SolArrivals      arrivals;
  SolJitter        jitter;
  SolMessagePlace *messages;     /* owned: ring of SOL_N_MESSAGES */
  guint64          next_message;
};

/* What is measured of a block before the lock is taken */
typedef struct
{
  double lo, hi, mean;  /* NaN: it has no values */
  double skew_ns;       /* how far the newest sample's stated time is from its arrival; 0: it states none */
} SolBlockFacts;

void sol_channel_measure_block (const SolSampleBlock *block,
                                gint64                arrived_us,
                                SolBlockFacts        *facts);

/* Of a block that is in the history; under the lock, as the two below. Cost: O(1) */
void sol_channel_note_block    (SolChannel           *self,
                                const SolSampleBlock *block,
                                const SolBlockFacts  *facts,
                                gint64                arrived_us);

/* Where its samples stand, which are the newest of the history */
void sol_channel_note_message  (SolChannel           *self,
                                gsize                 n_samples);

/* Its unit and states, when they are others than before */
void sol_channel_note_words    (SolChannel           *self,
                                const SolSampleBlock *block);

G_END_DECLS
