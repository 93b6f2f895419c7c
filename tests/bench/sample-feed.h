/* sample-feed.h: a process of its own that publishes samples at a steady rate
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-payload.h"

G_BEGIN_DECLS

#define SAMPLE_FEED_CHANNELS 8
#define SAMPLE_FEED_FILTER "bench/+"   /* its topics */

/* Messages of a thousand samples, round and round over the channels */
typedef struct
{
  const char *name;
  SolFormat   format;
  double      rate_hz;    /* of all channels together */
} SampleLoad;

typedef struct
{
  SampleLoad load;
  guint64    n_samples;   /* that it will have sent */
  GPid       pid;
  int        port_fd;
} SampleFeed;

/* Forks, so call it while this process has one thread: it waits until it is told a port */
void sample_feed_init  (SampleFeed       *self,
                        const SampleLoad *load,
                        guint             seconds);
/* Connects to @port on loopback and begins to send. Each message has a time of its own, and all were made before. */
void sample_feed_start (SampleFeed       *self,
                        guint16           port);
/* Samples that have come into @channels so far */
guint64 sample_feed_count (GListModel    *channels);
/* Waits until it has ended; the test fails when it could not send all */
void sample_feed_clear (SampleFeed       *self);

G_END_DECLS
