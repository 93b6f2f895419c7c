/* sol-channel.h: one trace: name, unit and a locked history of samples
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "sol-piece.h"
#include "sol-sample-block.h"
#include "sol-trigger.h"

G_BEGIN_DECLS

#define SOL_TYPE_CHANNEL (sol_channel_get_type ())
G_DECLARE_FINAL_TYPE (SolChannel, sol_channel, SOL, CHANNEL, GObject)

/* What a pixel column of a trace shows */
typedef struct
{
  double   lo, hi;       /* smallest and largest value, channel units; lo > hi: no sample here */
  double   mean;
  gboolean is_after_gap; /* nothing connects its first sample with the one before */
} SolColumn;

/* From the last sample before to the first behind it; Unix time */
typedef struct
{
  gint64 begin_ns, end_ns;
} SolGap;

/* The line under the plot */
typedef struct
{
  guint64 n_messages, n_samples;
  guint64 n_gaps;                /* over 1.5 periods between the end of a message and the stated begin of the next */
  guint64 n_overlaps;            /* messages that state a begin before the end of the one before */
  guint64 n_lost;                /* samples that are missing by the stated times, as far as the rate tells */
  gint64  first_ns, last_ns;     /* Unix time of the oldest kept and of the newest sample */
  double  declared_rate_hz;      /* of the newest message; 0: it has none */
  gboolean is_rate_assumed;      /* neither the payload nor a person stated it */
  double  measured_rate_hz;      /* samples over time of arrival, last 2 s */
  gsize   last_points;           /* samples in the newest message */
  double  last_min, last_max, last_mean; /* of the newest message */
  gsize   n_bytes, limit_bytes;  /* memory */
  double  skew_s;                /* newest stated time minus its arrival */
  gint64  arrived_us;            /* Unix time of the newest message's arrival */
  double  jitter_s;              /* how far messages arrive from when they should, on average */
} SolChannelStats;

/**
 * sol_channel_new:
 * @name: as people see it, a topic and path
 * @unit: (nullable): for example V
 * @limit_bytes: memory for samples, pyramid included; 0 is the default of 64 MiB
 * @limit_us: the oldest sample kept, behind the newest; 0 is the default of 10 minutes
 *
 * All functions below may be called from any thread: one short lock an operation, no callback under it.
 */
SolChannel *sol_channel_new            (const char           *name,
                                        const char           *unit,
                                        gsize                 limit_bytes,
                                        gint64                limit_us);

const char *sol_channel_get_name       (SolChannel           *self);
/* `M1` instead of a number by its place: once, before other threads know the channel */
void        sol_channel_set_label      (SolChannel           *self,
                                        const char           *label);
/* nullable */
const char *sol_channel_get_label      (SolChannel           *self);
/* The topic that fills it: once, before other threads know the channel */
void        sol_channel_set_topic      (SolChannel           *self,
                                        const char           *topic);
/* nullable: of one that is calculated, or read from a file */
const char *sol_channel_get_topic      (SolChannel           *self);
char       *sol_channel_dup_unit       (SolChannel           *self);

/* As in sol_channel_new(); what is over the new limits goes with the next append */
void        sol_channel_set_limits     (SolChannel           *self,
                                        gsize                 limit_bytes,
                                        gint64                limit_us);

/* How many samples fit into so much memory, pyramid included. @is_even: they come at a rate, and do not have a time
 * each */
guint64     sol_channel_count_room     (gsize                 limit_bytes,
                                        SolPrecision          precision,
                                        gboolean              is_even);

/* What other topics call the channel, as Home Assistant's discovery does; NULL: nothing. Returns: (nullable) */
char       *sol_channel_dup_title      (SolChannel           *self);
void        sol_channel_set_title      (SolChannel           *self,
                                        const char           *title);

/* The words of a channel that says states: a value is the place of its word.
 * Returns: (nullable): NULL for quantities */
char      **sol_channel_dup_words      (SolChannel           *self);

/* What its payloads are read as and why, in a few words; NULL: not said. Returns: (nullable) */
char       *sol_channel_dup_description (SolChannel          *self);
void        sol_channel_set_description (SolChannel          *self,
                                         const char          *description);

/**
 * sol_channel_append:
 * @arrived_us: Unix time in µs
 *
 * Cost: O(n) amortised, some 4 ns a sample, no allocation but a chunk for each 4096 samples up to the limit.
 * A block that begins before the newest sample ended is laid behind it (an overlap); a step back of more than a
 * second restarts the history.
 */
void        sol_channel_append         (SolChannel           *self,
                                        const SolSampleBlock *block,
                                        gint64                arrived_us);

void        sol_channel_clear          (SolChannel           *self);

/* Grows with every append and clear: a view redraws when it changed. Lock-free. */
guint       sol_channel_get_generation (SolChannel           *self);

/**
 * sol_channel_read_columns:
 * @begin_ns, @end_ns: Unix time, @begin_ns < @end_ns
 * @columns: (array length=n_columns) (out caller-allocates): filled by equal steps of time
 *
 * Columns of 64 samples and more are exact but for their borders, which may be off by 1/8 of a column.
 * Cost: O(n_columns · log n) by the pyramid.
 *
 * Returns: samples that fall into the stretch, so that the caller knows whether it is dense
 */
guint64     sol_channel_read_columns   (SolChannel           *self,
                                        gint64                begin_ns,
                                        gint64                end_ns,
                                        SolColumn            *columns,
                                        guint                 n_columns);

/* Samples of [begin, end); cost O(log n) */
guint64     sol_channel_count_samples  (SolChannel           *self,
                                        gint64                begin_ns,
                                        gint64                end_ns);

/* The gaps that reach into the stretch, oldest first; cost O(log n) and the number of runs there.
 * Returns: how many were written, at most @limit */
guint       sol_channel_read_gaps      (SolChannel           *self,
                                        gint64                begin_ns,
                                        gint64                end_ns,
                                        SolGap               *gaps,
                                        guint                 limit);

/**
 * sol_channel_read_samples:
 * @times_ns: (array length=limit), @values: (array length=limit) (out caller-allocates)
 *
 * Copies the samples of the stretch, oldest first, and one beyond each end so that a line can reach the edges.
 * A gap is marked by a NaN value.
 *
 * Returns: how many were written, at most @limit
 */
gsize       sol_channel_read_samples   (SolChannel           *self,
                                        gint64                begin_ns,
                                        gint64                end_ns,
                                        gint64               *times_ns,
                                        double               *values,
                                        gsize                 limit);

/* Samples are numbered from the first ever on. Returns: the number of the first at or after @t_ns; cost O(log n) */
guint64     sol_channel_find_sample    (SolChannel           *self,
                                        gint64                t_ns);

/**
 * sol_channel_read_piece:
 * @index: (inout): the number of the sample to go on at; moved behind what was read
 * @end: read before this number; %G_MAXUINT64: all there is
 * @buffer: the caller's; @piece borrows from it
 *
 * For who looks at every sample once: up to %SOL_PIECE_SIZE samples of one even stretch. What is no longer kept is left
 * out, and then @piece is after a gap.
 *
 * Returns: %FALSE when there is nothing
 */
gboolean    sol_channel_read_piece     (SolChannel           *self,
                                        guint64              *index,
                                        guint64               end,
                                        SolPieceBuffer       *buffer,
                                        SolPiece             *piece);

/**
 * sol_channel_find_trigger:
 * @trigger: an edge; other kinds are found by a #SolTriggerDetector
 * @after_ns, @before_ns: where to look
 * @found_ns: (out): the newest crossing in that stretch, interpolated between samples
 *
 * Searches backwards from @before_ns.
 */
gboolean    sol_channel_find_trigger   (SolChannel           *self,
                                        const SolTrigger     *trigger,
                                        gint64                after_ns,
                                        gint64                before_ns,
                                        gint64               *found_ns);

/* Messages are numbered from the first ever on. Returns: the number of the one to come */
guint64     sol_channel_get_next_message (SolChannel         *self);

/**
 * sol_channel_read_message:
 * @number: (inout): of a message; moved to the oldest that is known, when it is no longer: some 256 are
 * @first_ns, @last_ns: (out): Unix time of its first and last sample
 *
 * Returns: %FALSE when it has not come yet
 */
gboolean    sol_channel_read_message   (SolChannel           *self,
                                        guint64              *number,
                                        gint64               *first_ns,
                                        gint64               *last_ns);

void        sol_channel_get_stats      (SolChannel           *self,
                                        SolChannelStats      *stats);

G_END_DECLS
