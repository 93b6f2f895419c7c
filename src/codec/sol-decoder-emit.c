/* sol-decoder-emit.c: where and as what the samples of a payload go out
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoder-private.h"

#include <math.h>

/* Source: PAYLOADS.md, "Time stamps". What a person says goes before what the message's properties say, and that before
 * the payload. */

#define DEFAULT_RATE_HZ 1000.0
#define NS_PER_US 1000
#define MAX_SKEW_NS (G_GINT64_CONSTANT (86400) * 1000000000) /* a clock further off than this is not set */

typedef struct
{
  SolStamp      stamp;     /* of the sample that @is_last names */
  double        rate_hz;   /* 0: not stated */
  const gint64 *times_ns;  /* (array length=n_times), of uneven rows */
  gsize         n_times;
  gboolean      is_last;
} Timing;

static Timing
get_timing (const SolDecoder        *self,
            const SolDecodedChannel *channel)
{
  const SolDecoded *decoded = &self->decoded;
  Timing timing = { decoded->stamp, decoded->rate_hz, decoded->times_ns, decoded->n_times, FALSE };

  if (channel->has_timing)
    timing = (Timing) { channel->stamp, channel->rate_hz, decoded->times_ns + channel->first_time, channel->n_times,
                        FALSE };
  if (self->hints.has_time)
    timing.stamp = (SolStamp) { SOL_STAMP_UNIX, self->hints.t0_ns };
  if (self->hints.rate_hz > 0.0)
    timing.rate_hz = self->hints.rate_hz;
  if (self->settings.rate_hz > 0.0)
    timing.rate_hz = self->settings.rate_hz;
  if (self->settings.time_source == SOL_TIME_ARRIVAL)
    timing.stamp.kind = SOL_STAMP_NONE;
  timing.is_last = self->settings.time_source == SOL_TIME_LAST && timing.n_times == 0;
  return timing;
}

static gint64
get_steps_ns (gsize  n,
              double rate_hz)
{
  double ns = rate_hz > 0.0 ? (double) n / rate_hz * 1e9 : 0.0;

  return ns < 1e18 ? (gint64) ns : 0;
}

/* From the first sample to the last */
static gint64
get_length_ns (const Timing *timing,
               gsize         n)
{
  return timing->n_times > 0 ? timing->times_ns[timing->n_times - 1] - timing->times_ns[0]
                             : get_steps_ns (n - 1, timing->rate_hz);
}

/* Seconds since boot hang on the arrival of the first such message; a step back means that the source started again */
static void
anchor (SolDecoder *self,
        gint64      arrived_ns)
{
  gint64 first_ns = G_MAXINT64, age_ns = 0;

  for (guint i = 0; i < self->decoded.n_channels; i++)
    {
      const SolDecodedChannel *channel = &self->decoded.channels[i];
      Timing timing = get_timing (self, channel);

      if (timing.stamp.kind != SOL_STAMP_BOOT || timing.stamp.ns >= first_ns)
        continue;
      first_ns = timing.stamp.ns;
      age_ns = timing.n_times > 0 ? get_length_ns (&timing, channel->n)
                                  : timing.is_last ? 0 : get_steps_ns (channel->n, timing.rate_hz);
    }
  if (first_ns == G_MAXINT64)
    return;
  if (!self->is_anchored || first_ns < self->boot_ns)
    self->anchor_ns = arrived_ns - age_ns - first_ns;
  self->is_anchored = TRUE;
  self->boot_ns = first_ns;
}

/* A clock that is more than a day off is not set: what it says keeps the shape, and the arrival the place */
static void
place (SolDecoder     *self,
       const Timing   *timing,
       gint64          arrived_ns,
       SolSampleBlock *block)
{
  gint64 length_ns = get_length_ns (timing, block->n_values), last_ns;

  block->t0_ns = arrived_ns;
  block->is_timed = timing->stamp.kind != SOL_STAMP_NONE;
  if (!block->is_timed)
    return;
  block->t0_ns = timing->stamp.ns;
  if (timing->stamp.kind == SOL_STAMP_BOOT)
    block->t0_ns += self->anchor_ns;
  else if (timing->stamp.kind == SOL_STAMP_ARRIVAL)
    block->t0_ns += arrived_ns;
  if (timing->is_last)
    block->t0_ns -= get_steps_ns (block->n_values - 1, block->rate_hz);

  last_ns = block->t0_ns > G_MAXINT64 - length_ns ? G_MAXINT64 : block->t0_ns + length_ns;
  if (ABS (last_ns - arrived_ns) <= MAX_SKEW_NS)
    return;
  block->skew_ns = last_ns - arrived_ns;
  block->t0_ns = timing->n_times > 0 ? arrived_ns - length_ns : arrived_ns;
  block->is_timed = timing->n_times > 0;
}

/* Of rows that stated uneven times: what one of them lacks is no sample, and then the others go out one by one */
static void
emit_rows_singly (const Timing   *timing,
                  SolSampleBlock  block,
                  SolDecoderFunc  func,
                  gpointer        user_data)
{
  gint64 t0_ns = block.t0_ns;
  gsize n = block.n_values;

  block.n_values = 1;
  for (gsize i = 0; i < n; i++, block.values++)
    {
      block.t0_ns = t0_ns + (timing->times_ns[i] - timing->times_ns[0]);
      if (!isnan (*block.values))
        func (&block, user_data);
    }
}

static gboolean
has_nan (const SolSampleBlock *block)
{
  for (gsize i = 0; i < block->n_values; i++)
    if (isnan (block->values[i]))
      return TRUE;
  return FALSE;
}

static void
emit_rows (const Timing   *timing,
           SolSampleBlock  block,
           SolDecoderFunc  func,
           gpointer        user_data)
{
  block.n_values = MIN (block.n_values, timing->n_times);
  block.rate_hz = 0.0;
  block.is_rate_assumed = FALSE;
  if (has_nan (&block))
    return emit_rows_singly (timing, block, func, user_data);
  block.times_ns = timing->times_ns;
  func (&block, user_data);
}

static void
apply_scale (const SolDecoder        *self,
             const SolDecodedChannel *channel)
{
  gboolean is_set = self->settings.scale != 0.0 || self->settings.offset != 0.0;
  double scale = is_set ? self->settings.scale : self->hints.scale;
  double offset = is_set ? self->settings.offset : self->hints.offset;
  double *values = self->decoded.values + channel->first;

  scale = scale == 0.0 ? 1.0 : scale;
  if ((scale == 1.0 && offset == 0.0) || channel->states != NULL)
    return;
  for (gsize i = 0; i < channel->n; i++)
    values[i] = values[i] * scale + offset;
}

static const char *
get_unit (const SolDecoder        *self,
          const SolDecodedChannel *channel)
{
  if (channel->states != NULL)
    return NULL;
  if (self->settings.unit != NULL)
    return self->settings.unit;
  if (self->hints.unit[0] != '\0')
    return self->hints.unit;
  return channel->unit != NULL ? channel->unit : self->decoded.unit;
}

static void
emit_channel (SolDecoder              *self,
              const SolDecodedChannel *channel,
              gint64                   arrived_ns,
              SolDecoderFunc           func,
              gpointer                 user_data)
{
  Timing timing = get_timing (self, channel);
  double known_hz = self->decoded.family != NULL ? self->decoded.family->rate_hz : 0.0;
  double declared_hz = timing.rate_hz > 0.0 ? timing.rate_hz : known_hz;
  SolSampleBlock block = { .path = sol_decoded_get_path (&self->decoded, channel), .n_values = channel->n };

  apply_scale (self, channel);
  block.unit = get_unit (self, channel);
  block.states = channel->states;
  block.precision = channel->precision;
  block.values = self->decoded.values + channel->first;
  if (channel->n > 1 || timing.rate_hz > 0.0)
    block.rate_hz = declared_hz > 0.0 ? declared_hz : DEFAULT_RATE_HZ;
  block.is_rate_assumed = block.rate_hz > 0.0 && !(declared_hz > 0.0);
  place (self, &timing, arrived_ns, &block);
  if (timing.n_times > 0)
    emit_rows (&timing, block, func, user_data);
  else
    func (&block, user_data);
}

gboolean
sol_decoder_emit (SolDecoder     *self,
                  gint64          arrived_us,
                  SolDecoderFunc  func,
                  gpointer        user_data)
{
  const SolDecoded *decoded = &self->decoded;
  gboolean has_any = FALSE;

  anchor (self, arrived_us * NS_PER_US);
  for (guint i = 0; i < decoded->n_channels; i++)
    {
      if (!sol_decoder_wants (self, sol_decoded_get_path (decoded, &decoded->channels[i])))
        continue;
      has_any = TRUE;
      emit_channel (self, &decoded->channels[i], arrived_us * NS_PER_US, func, user_data);
    }
  return has_any;
}
