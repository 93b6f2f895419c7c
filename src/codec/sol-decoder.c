/* sol-decoder.c: payloads of one topic to samples
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoder.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "sol-decoded-private.h"

#define N_AGREEING 3     /* messages of one format that fix it */
#define N_FAILURES 8     /* in a row that make a fixed format doubtful */
#define DEFAULT_RATE_HZ 1000.0
#define NS_PER_US 1000

struct _SolDecoder
{
  char       *topic;      /* owned */
  SolDecoded  decoded;

  SolDecoderSettings settings; /* by a person */
  SolFormat   format;     /* of the last message, or fixed */
  SolFormat   proposal;
  guint       n_agreeing;
  guint       n_failures;

  gboolean    is_anchored;
  gint64      anchor_ns;  /* Unix time at which the source's clock was 0 */
  gint64      boot_ns;    /* newest time of that clock */
};

SolDecoder *
sol_decoder_new (const char *topic)
{
  SolDecoder *self = g_new0 (SolDecoder, 1);

  self->topic = g_strdup (topic);
  self->proposal = SOL_FORMAT_BINARY;
  sol_decoded_init (&self->decoded);
  return self;
}

void
sol_decoder_free (SolDecoder *self)
{
  sol_decoded_clear (&self->decoded);
  sol_decoder_settings_clear (&self->settings);
  g_free (self->topic);
  g_free (self);
}

void
sol_decoder_set_settings (SolDecoder               *self,
                          const SolDecoderSettings *settings)
{
  SolDecoderSettings before = self->settings;

  sol_decoder_settings_copy (settings, &self->settings);
  sol_decoder_settings_clear (&before);
  self->format = self->settings.format;
  self->n_agreeing = 0;
  self->n_failures = 0;
}

SolFormat
sol_decoder_get_format (const SolDecoder *self)
{
  return self->format;
}

SolFormat
sol_decoder_get_proposal (const SolDecoder *self)
{
  return self->proposal;
}

static gboolean
has_samples (SolFormat format)
{
  return format != SOL_FORMAT_TEXT && format != SOL_FORMAT_BINARY && format != SOL_FORMAT_AUTO;
}

static void
note_detected (SolDecoder *self,
               SolFormat   format)
{
  if (!has_samples (format))
    self->n_agreeing = 0;
  else
    self->n_agreeing = format == self->format ? self->n_agreeing + 1 : 1;
  self->format = format;
  self->n_failures = 0;
}

static gboolean
set_no_samples (SolDecoder  *self,
                GError     **error)
{
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_NO_SAMPLES,
               self->format == SOL_FORMAT_TEXT
                 ? _("The payloads of %s are text without numbers to plot")
                 : _("The payloads of %s are binary and of no known format; choose one for this topic"),
               self->topic);
  return FALSE;
}

static gboolean
decode_unknown (SolDecoder    *self,
                const guint8  *payload,
                gsize          length,
                GError       **error)
{
  SolFormat guess;

  note_detected (self, sol_detect_decode (&self->decoded, payload, length));
  if (has_samples (self->format))
    return TRUE;
  guess = self->format == SOL_FORMAT_BINARY ? sol_detect_guess_raw (payload, length) : SOL_FORMAT_BINARY;
  if (guess != SOL_FORMAT_BINARY)
    self->proposal = guess;
  return set_no_samples (self, error);
}

/* A format that is fixed stays through single failures, so that one odd message does not turn the picture around */
static gboolean
decode_known (SolDecoder    *self,
              const guint8  *payload,
              gsize          length,
              GError       **error)
{
  if (sol_detect_run (&self->decoded, self->format, payload, length, error))
    {
      self->n_failures = 0;
      return TRUE;
    }
  if (self->settings.format != SOL_FORMAT_AUTO || ++self->n_failures < N_FAILURES)
    return FALSE;
  g_clear_error (error);
  return decode_unknown (self, payload, length, error);
}

/* Seconds since boot hang on the arrival of the first such message; a step back means that the source started again */
static gint64
place_boot_time (SolDecoder *self,
                 gint64      boot_ns,
                 gint64      arrived_ns,
                 gint64      duration_ns)
{
  if (!self->is_anchored || boot_ns < self->boot_ns)
    self->anchor_ns = arrived_ns - duration_ns - boot_ns;
  self->is_anchored = TRUE;
  self->boot_ns = boot_ns;
  return self->anchor_ns + boot_ns;
}

static gint64
get_steps_ns (gsize  n,
              double rate_hz)
{
  double ns = rate_hz > 0.0 ? (double) n / rate_hz * 1e9 : 0.0;

  return ns < 1e18 ? (gint64) ns : 0;
}

/* From the sample that the time in the payload is of until now */
static gint64
get_age_ns (const SolDecoder *self)
{
  const SolDecoded *decoded = &self->decoded;

  if (decoded->n_times > 0)
    return decoded->times_ns[decoded->n_times - 1] - decoded->times_ns[0];
  return self->settings.time_source == SOL_TIME_LAST ? 0 : get_steps_ns (decoded->channels[0].n, decoded->rate_hz);
}

static void
place (SolDecoder     *self,
       gint64          arrived_us,
       SolSampleBlock *block)
{
  const SolDecoded *decoded = &self->decoded;

  block->t0_ns = arrived_us * NS_PER_US;
  block->is_timed = decoded->stamp.kind != SOL_STAMP_NONE && self->settings.time_source != SOL_TIME_ARRIVAL;
  if (!block->is_timed)
    return;
  if (decoded->stamp.kind == SOL_STAMP_BOOT)
    block->t0_ns = place_boot_time (self, decoded->stamp.ns, block->t0_ns, get_age_ns (self));
  else
    block->t0_ns = decoded->stamp.ns;
}

/* Of rows that stated uneven times: what one of them lacks is no sample, and then the others go out one by one */
static void
emit_rows_singly (const SolDecoded *decoded,
                  SolSampleBlock    block,
                  SolDecoderFunc    func,
                  gpointer          user_data)
{
  gint64 t0_ns = block.t0_ns;
  gsize n = block.n_values;

  block.n_values = 1;
  for (gsize i = 0; i < n; i++, block.values++)
    {
      block.t0_ns = t0_ns + (decoded->times_ns[i] - decoded->times_ns[0]);
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
emit_rows (const SolDecoded *decoded,
           SolSampleBlock    block,
           SolDecoderFunc    func,
           gpointer          user_data)
{
  block.n_values = MIN (block.n_values, decoded->n_times);
  block.rate_hz = 0.0;
  block.is_rate_assumed = FALSE;
  if (has_nan (&block))
    return emit_rows_singly (decoded, block, func, user_data);
  block.times_ns = decoded->times_ns;
  func (&block, user_data);
}

static gboolean
is_wanted (const SolDecoder *self,
           const char       *path)
{
  const char *field = self->settings.field;
  gsize length = field != NULL ? strlen (field) : 0;

  return length == 0 || (strncmp (path, field, length) == 0 && (path[length] == '\0' || path[length] == '/'));
}

static void
apply_scale (const SolDecoder        *self,
             const SolDecodedChannel *channel)
{
  double scale = self->settings.scale == 0.0 ? 1.0 : self->settings.scale, offset = self->settings.offset;
  double *values = self->decoded.values + channel->first;

  if ((scale == 1.0 && offset == 0.0) || channel->states != NULL)
    return;
  for (gsize i = 0; i < channel->n; i++)
    values[i] = values[i] * scale + offset;
}

static const char *
get_unit (const SolDecoder        *self,
          const SolDecodedChannel *channel)
{
  if (self->settings.unit != NULL)
    return self->settings.unit;
  return channel->unit != NULL ? channel->unit : self->decoded.unit;
}

static void
emit_channel (SolDecoder              *self,
              const SolDecodedChannel *channel,
              SolSampleBlock           block,
              SolDecoderFunc           func,
              gpointer                 user_data)
{
  const SolDecoded *decoded = &self->decoded;
  double declared_hz = decoded->rate_hz > 0.0 ? decoded->rate_hz : self->settings.rate_hz;

  apply_scale (self, channel);
  block.unit = channel->states == NULL ? get_unit (self, channel) : NULL;
  block.states = channel->states;
  block.precision = channel->precision;
  block.values = decoded->values + channel->first;
  block.n_values = channel->n;
  if (channel->n > 1 || decoded->rate_hz > 0.0)
    block.rate_hz = declared_hz > 0.0 ? declared_hz : DEFAULT_RATE_HZ;
  block.is_rate_assumed = block.rate_hz > 0.0 && !(declared_hz > 0.0);
  if (decoded->n_times > 0)
    return emit_rows (decoded, block, func, user_data);
  if (block.is_timed && self->settings.time_source == SOL_TIME_LAST)
    block.t0_ns -= get_steps_ns (channel->n - 1, block.rate_hz);
  func (&block, user_data);
}

/* Returns: FALSE when no channel is the one that is asked for */
static gboolean
emit (SolDecoder     *self,
      gint64          arrived_us,
      SolDecoderFunc  func,
      gpointer        user_data)
{
  const SolDecoded *decoded = &self->decoded;
  SolSampleBlock block = { 0 };
  gboolean has_any = FALSE;

  place (self, arrived_us, &block);
  for (guint i = 0; i < decoded->n_channels; i++)
    {
      block.path = sol_decoded_get_path (decoded, &decoded->channels[i]);
      if (!is_wanted (self, block.path))
        continue;
      has_any = TRUE;
      emit_channel (self, &decoded->channels[i], block, func, user_data);
    }
  return has_any;
}

gboolean
sol_decoder_decode (SolDecoder      *self,
                    const guint8    *payload,
                    gsize            length,
                    gint64           arrived_us,
                    SolDecoderFunc   func,
                    gpointer         user_data,
                    GError         **error)
{
  gboolean is_fixed = self->settings.format != SOL_FORMAT_AUTO || self->n_agreeing >= N_AGREEING;

  if (!(is_fixed ? decode_known (self, payload, length, error)
                 : decode_unknown (self, payload, length, error)))
    return FALSE;
  if (emit (self, arrived_us, func, user_data))
    return TRUE;
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_NO_SAMPLES, _("The payloads of %s have no field %s"),
               self->topic, self->settings.field);
  return FALSE;
}
