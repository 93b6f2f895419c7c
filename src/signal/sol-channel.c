/* sol-channel.c: one trace: name, unit and a locked history of samples
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-channel.h"

#include "sol-history-private.h"
#include "sol-jitter-private.h"

#include <math.h>
#include <string.h>

#define DEFAULT_LIMIT_BYTES (64u << 20)
#define DEFAULT_LIMIT_US (G_GINT64_CONSTANT (600) * G_USEC_PER_SEC)
#define NS_PER_US 1000
#define NS_PER_DAY (G_GINT64_CONSTANT (86400) * 1000000000)

/* The measured rate: how many samples had come by when, some marks over the last two seconds */
#define N_MARKS 32
#define MARK_STEP_US 62500
#define RATE_SPAN_US (2 * G_USEC_PER_SEC)

typedef struct
{
  gint64  arrived_us;
  guint64 n_samples;
} Mark;

/* Where the newest messages stand, for who looks at each as a picture */
#define N_MESSAGES 256

typedef struct
{
  guint64 first, end;  /* numbers of samples */
} Message;

struct _SolChannel
{
  GObject parent_instance;

  /* Owned */
  char *name;
  char *label;       /* nullable; set before others know the channel */
  char *topic;       /* nullable; likewise */

  guint generation;  /* atomic */

  /* Under @lock */
  GMutex          lock;
  char           *unit;
  char           *title;       /* nullable */
  char          **words;       /* nullable */
  guint           n_words;
  char           *description; /* nullable */
  SolHistory      history;
  SolChannelStats stats;   /* the counters; the rest is filled when asked for */
  gint64          arrived_us;
  SolJitter       jitter;
  Mark            marks[N_MARKS];
  guint           n_marks;
  Message        *messages;    /* owned: ring */
  guint64         next_message;
};

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
  self->messages = g_new (Message, N_MESSAGES);
}

static gsize
choose_limit_bytes (gsize limit_bytes)
{
  return limit_bytes > 0 ? limit_bytes : DEFAULT_LIMIT_BYTES;
}

static gint64
choose_limit_ns (gint64 limit_us)
{
  return (limit_us > 0 ? limit_us : DEFAULT_LIMIT_US) * NS_PER_US;
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
sol_channel_set_label (SolChannel *self,
                       const char *label)
{
  g_return_if_fail (SOL_IS_CHANNEL (self) && self->label == NULL);

  self->label = g_strdup (label);
}

const char *
sol_channel_get_label (SolChannel *self)
{
  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  return self->label;
}

void
sol_channel_set_topic (SolChannel *self,
                       const char *topic)
{
  g_return_if_fail (SOL_IS_CHANNEL (self) && self->topic == NULL);

  self->topic = g_strdup (topic);
}

const char *
sol_channel_get_topic (SolChannel *self)
{
  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  return self->topic;
}

const char *
sol_channel_get_name (SolChannel *self)
{
  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  return self->name;
}

char *
sol_channel_dup_unit (SolChannel *self)
{
  char *unit;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  g_mutex_lock (&self->lock);
  unit = g_strdup (self->unit);
  g_mutex_unlock (&self->lock);
  return unit;
}

typedef struct
{
  double lo, hi, mean;
} Extent;

/* Runs before the lock is taken */
static Extent
measure_block (const SolSampleBlock *block)
{
  SolSummary summary = { INFINITY, -INFINITY, 0.0, FALSE };
  gsize n = sol_summary_add (&summary, block->values, block->n_values);

  return (Extent) { n > 0 ? summary.lo : NAN, n > 0 ? summary.hi : NAN, summary.sum / (double) n };
}

static void
note_arrival (SolChannel *self,
              gint64      arrived_us)
{
  const Mark *last = &self->marks[(self->n_marks + N_MARKS - 1) % N_MARKS];

  self->arrived_us = arrived_us;
  if (self->n_marks > 0 && arrived_us < last->arrived_us)
    self->n_marks = 0;
  if (self->n_marks > 0 && arrived_us - last->arrived_us < MARK_STEP_US)
    return;
  self->marks[self->n_marks++ % N_MARKS] = (Mark) { arrived_us, self->stats.n_samples };
}

/* A list only grows, or is another one altogether: then its first word is another */
static void
note_states (SolChannel      *self,
             const SolStates *states)
{
  if (states == NULL ? self->words == NULL
                     : self->words != NULL && self->n_words == states->n_words
                       && strcmp (self->words[0], states->words[0]) == 0)
    return;
  g_clear_pointer (&self->words, g_strfreev);
  self->n_words = 0;
  if (states == NULL || states->n_words == 0)
    return;
  self->n_words = states->n_words;
  self->words = g_new0 (char *, states->n_words + 1);
  for (guint i = 0; i < states->n_words; i++)
    self->words[i] = g_strdup (states->words[i]);
}

static void
note_block (SolChannel           *self,
            const SolSampleBlock *block,
            const Extent         *extent,
            gint64                arrived_us)
{
  SolChannelStats *stats = &self->stats;

  stats->n_messages++;
  stats->n_samples += block->n_values;
  stats->declared_rate_hz = block->rate_hz;
  stats->is_rate_assumed = block->is_rate_assumed;
  stats->last_points = block->n_values;
  stats->last_min = extent->lo;
  stats->last_max = extent->hi;
  stats->last_mean = extent->mean;
  sol_jitter_note (&self->jitter, block, arrived_us);
  note_arrival (self, arrived_us);
  note_states (self, block->states);
  if (block->unit != NULL && g_strcmp0 (block->unit, self->unit) != 0)
    {
      g_free (self->unit);
      self->unit = g_strdup (block->unit);
    }
}

/* How far the newest sample's stated time is from its arrival; 0 when it states none */
static double
get_skew_ns (const SolSampleBlock *block,
             gint64                arrived_us)
{
  double skew_ns;

  if (block->skew_ns != 0)
    return (double) block->skew_ns;
  if (!block->is_timed)
    return 0.0;
  skew_ns = (double) block->t0_ns - (double) arrived_us * NS_PER_US;
  if (block->times_ns != NULL && block->n_values > 0)
    skew_ns += (double) (block->times_ns[block->n_values - 1] - block->times_ns[0]);
  else if (block->rate_hz > 0.0 && block->n_values > 1)
    skew_ns += (double) (block->n_values - 1) / block->rate_hz * 1e9;
  return skew_ns;
}

void
sol_channel_append (SolChannel           *self,
                    const SolSampleBlock *block,
                    gint64                arrived_us)
{
  double skew_ns = get_skew_ns (block, arrived_us);
  gboolean is_timed = block->is_timed && fabs (skew_ns) <= (double) NS_PER_DAY;
  Extent extent = measure_block (block);
  SolMemory *dropped;

  g_return_if_fail (SOL_IS_CHANNEL (self));

  g_mutex_lock (&self->lock);
  sol_history_append (&self->history, block, is_timed, arrived_us * NS_PER_US);
  if (block->n_values > 0)
    self->messages[self->next_message++ % N_MESSAGES] = (Message) { self->history.next - block->n_values,
                                                                    self->history.next };
  self->stats.skew_s = skew_ns * 1e-9;
  note_block (self, block, &extent, arrived_us);
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
  self->n_marks = 0;
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

static char *
dup_text (SolChannel  *self,
          char *const *text)
{
  char *copy;

  g_mutex_lock (&self->lock);
  copy = g_strdup (*text);
  g_mutex_unlock (&self->lock);
  return copy;
}

static void
set_text (SolChannel  *self,
          char       **text,
          const char  *said)
{
  g_mutex_lock (&self->lock);
  g_free (*text);
  *text = g_strdup (said);
  g_atomic_int_inc (&self->generation);
  g_mutex_unlock (&self->lock);
}

char *
sol_channel_dup_title (SolChannel *self)
{
  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  return dup_text (self, &self->title);
}

void
sol_channel_set_title (SolChannel *self,
                       const char *title)
{
  g_return_if_fail (SOL_IS_CHANNEL (self));

  set_text (self, &self->title, title);
}

char **
sol_channel_dup_words (SolChannel *self)
{
  char **words;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  g_mutex_lock (&self->lock);
  words = g_strdupv (self->words);
  g_mutex_unlock (&self->lock);
  return words;
}

char *
sol_channel_dup_description (SolChannel *self)
{
  g_return_val_if_fail (SOL_IS_CHANNEL (self), NULL);

  return dup_text (self, &self->description);
}

void
sol_channel_set_description (SolChannel *self,
                             const char *description)
{
  g_return_if_fail (SOL_IS_CHANNEL (self));

  set_text (self, &self->description, description);
}

guint64
sol_channel_read_columns (SolChannel *self,
                          gint64      begin_ns,
                          gint64      end_ns,
                          SolColumn  *columns,
                          guint       n_columns)
{
  guint64 n_samples;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), 0);

  g_mutex_lock (&self->lock);
  n_samples = sol_history_read_columns (&self->history, begin_ns, end_ns, columns, n_columns);
  g_mutex_unlock (&self->lock);
  return n_samples;
}

guint64
sol_channel_count_samples (SolChannel *self,
                           gint64      begin_ns,
                           gint64      end_ns)
{
  guint64 begin, end;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), 0);

  g_mutex_lock (&self->lock);
  begin = sol_history_find (&self->history, begin_ns);
  end = sol_history_find (&self->history, end_ns);
  g_mutex_unlock (&self->lock);
  return end - begin;
}

guint
sol_channel_read_gaps (SolChannel *self,
                       gint64      begin_ns,
                       gint64      end_ns,
                       SolGap     *gaps,
                       guint       limit)
{
  guint n;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), 0);

  g_mutex_lock (&self->lock);
  n = sol_history_read_gaps (&self->history, begin_ns, end_ns, gaps, limit);
  g_mutex_unlock (&self->lock);
  return n;
}

typedef struct
{
  gint64 *times_ns;
  double *values;
  gsize   n, limit;
} Samples;

static void
samples_add (Samples *self,
             gint64   t_ns,
             double   value)
{
  if (self->n == self->limit)
    return;
  self->times_ns[self->n] = t_ns;
  self->values[self->n++] = value;
}

static void
copy_samples (const SolHistory *history,
              guint64           begin,
              guint64           end,
              Samples          *samples)
{
  const SolRun *run = NULL;
  guint64 run_end = begin;

  for (guint64 i = begin; i < end && samples->n < samples->limit; i++)
    {
      if (i == run_end)
        {
          guint found = sol_history_find_run (history, i);

          run = sol_history_get_run (history, found);
          run_end = sol_history_get_run_end (history, found);
          if (run->is_after_gap && i == run->first && i > begin)
            samples_add (samples, sol_run_get_time (run, history, i), NAN);
        }
      samples_add (samples, sol_run_get_time (run, history, i), sol_history_get_value (history, i));
    }
}

gsize
sol_channel_read_samples (SolChannel *self,
                          gint64      begin_ns,
                          gint64      end_ns,
                          gint64     *times_ns,
                          double     *values,
                          gsize       limit)
{
  Samples samples = { times_ns, values, 0, limit };
  guint64 begin, end;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), 0);

  g_mutex_lock (&self->lock);
  begin = sol_history_find (&self->history, begin_ns);
  end = sol_history_find (&self->history, end_ns);
  begin = begin > self->history.first ? begin - 1 : begin;
  end = end < self->history.next ? end + 1 : end;
  copy_samples (&self->history, begin, end, &samples);
  g_mutex_unlock (&self->lock);
  return samples.n;
}

gboolean
sol_channel_find_trigger (SolChannel       *self,
                          const SolTrigger *trigger,
                          gint64            after_ns,
                          gint64            before_ns,
                          gint64           *found_ns)
{
  gboolean is_found;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), FALSE);

  g_mutex_lock (&self->lock);
  is_found = sol_history_find_edge (&self->history, trigger, after_ns, before_ns, found_ns);
  g_mutex_unlock (&self->lock);
  return is_found;
}

guint64
sol_channel_find_sample (SolChannel *self,
                         gint64      t_ns)
{
  guint64 index;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), 0);

  g_mutex_lock (&self->lock);
  index = sol_history_find (&self->history, t_ns);
  g_mutex_unlock (&self->lock);
  return index;
}

static void
copy_piece (const SolHistory *history,
            guint64           begin,
            guint64           end,
            SolPieceBuffer   *buffer,
            SolPiece         *piece)
{
  guint found = sol_history_find_run (history, begin);
  const SolRun *run = sol_history_get_run (history, found);
  guint64 run_end = MIN (end, sol_history_get_run_end (history, found));

  *piece = (SolPiece) { .values = buffer->values, .times_ns = buffer->times_ns, .period_ns = run->period_ns };
  piece->n = (gsize) MIN (run_end - begin, SOL_PIECE_SIZE);
  piece->t0_ns = sol_run_get_time (run, history, begin);
  piece->is_after_gap = run->is_after_gap && begin == run->first;
  for (gsize i = 0; i < piece->n; i++)
    buffer->values[i] = sol_history_get_value (history, begin + i);
  if (run->period_ns <= 0.0)
    for (gsize i = 0; i < piece->n; i++)
      buffer->times_ns[i] = sol_run_get_time (run, history, begin + i);
}

gboolean
sol_channel_read_piece (SolChannel     *self,
                        guint64        *index,
                        guint64         end,
                        SolPieceBuffer *buffer,
                        SolPiece       *piece)
{
  guint64 begin;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), FALSE);

  g_mutex_lock (&self->lock);
  begin = MAX (*index, self->history.first);
  end = MIN (end, self->history.next);
  if (begin < end)
    copy_piece (&self->history, begin, end, buffer, piece);
  g_mutex_unlock (&self->lock);

  if (begin >= end)
    return FALSE;
  piece->is_after_gap |= begin != *index;
  *index = begin + piece->n;
  return TRUE;
}

/* From the newest mark that is two seconds old, or the oldest there is */
static double
get_measured_rate (const SolChannel *self)
{
  guint n = MIN (self->n_marks, N_MARKS);
  const Mark *since = NULL;

  for (guint i = 1; i <= n; i++)
    {
      since = &self->marks[(self->n_marks - i) % N_MARKS];
      if (self->arrived_us - since->arrived_us >= RATE_SPAN_US)
        break;
    }
  if (since == NULL || self->arrived_us <= since->arrived_us)
    return 0.0;
  return (double) (self->stats.n_samples - since->n_samples)
         / ((double) (self->arrived_us - since->arrived_us) / G_USEC_PER_SEC);
}

guint64
sol_channel_get_next_message (SolChannel *self)
{
  guint64 number;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), 0);

  g_mutex_lock (&self->lock);
  number = self->next_message;
  g_mutex_unlock (&self->lock);
  return number;
}

/* The oldest message of which all samples are kept */
static guint64
find_oldest_message (SolChannel *self)
{
  guint64 number = self->next_message - MIN (self->next_message, N_MESSAGES);

  while (number < self->next_message && self->messages[number % N_MESSAGES].first < self->history.first)
    number++;
  return number;
}

gboolean
sol_channel_read_message (SolChannel *self,
                          guint64    *number,
                          gint64     *first_ns,
                          gint64     *last_ns)
{
  gboolean is_there;

  g_return_val_if_fail (SOL_IS_CHANNEL (self), FALSE);

  g_mutex_lock (&self->lock);
  *number = MAX (*number, find_oldest_message (self));
  is_there = *number < self->next_message;
  if (is_there)
    {
      const Message *message = &self->messages[*number % N_MESSAGES];

      *first_ns = sol_history_get_time (&self->history, message->first);
      *last_ns = sol_history_get_time (&self->history, MAX (message->end, message->first + 1) - 1);
    }
  g_mutex_unlock (&self->lock);
  return is_there;
}

void
sol_channel_get_stats (SolChannel      *self,
                       SolChannelStats *stats)
{
  const SolHistory *history = &self->history;

  g_return_if_fail (SOL_IS_CHANNEL (self));

  g_mutex_lock (&self->lock);
  *stats = self->stats;
  stats->n_gaps = history->n_gaps;
  stats->n_lost = history->n_lost;
  stats->n_overlaps = history->n_overlaps;
  stats->arrived_us = self->arrived_us;
  stats->jitter_s = self->jitter.jitter_us * 1e-6;
  stats->n_bytes = history->n_bytes + history->runs->len * sizeof (SolRun);
  stats->limit_bytes = history->limit_bytes;
  stats->measured_rate_hz = get_measured_rate (self);
  if (history->first < history->next)
    {
      stats->first_ns = sol_history_get_time (history, history->first);
      stats->last_ns = sol_history_get_time (history, history->next - 1);
    }
  g_mutex_unlock (&self->lock);
}
