/* sol-decoder.c: payloads of one topic to samples
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoder.h"

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

  SolFormat   chosen;     /* by a person; AUTO: none */
  double      rate_hz;    /* where the payload states none */
  gboolean    is_rate_chosen; /* by a person */
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
  self->rate_hz = DEFAULT_RATE_HZ;
  self->proposal = SOL_FORMAT_BINARY;
  sol_decoded_init (&self->decoded);
  return self;
}

void
sol_decoder_free (SolDecoder *self)
{
  sol_decoded_clear (&self->decoded);
  g_free (self->topic);
  g_free (self);
}

void
sol_decoder_set_format (SolDecoder *self,
                        SolFormat   format,
                        double      rate_hz)
{
  self->chosen = format;
  self->format = format;
  self->rate_hz = rate_hz > 0.0 ? rate_hz : DEFAULT_RATE_HZ;
  self->is_rate_chosen = rate_hz > 0.0;
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
  if (self->chosen != SOL_FORMAT_AUTO || ++self->n_failures < N_FAILURES)
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
get_duration_ns (const SolDecoded *decoded)
{
  double duration_ns;

  if (decoded->n_times > 0)
    return decoded->times_ns[decoded->n_times - 1] - decoded->times_ns[0];
  if (!(decoded->rate_hz > 0.0))
    return 0;
  duration_ns = (double) decoded->channels[0].n / decoded->rate_hz * 1e9;
  return duration_ns < 1e18 ? (gint64) duration_ns : 0;
}

static void
place (SolDecoder     *self,
       gint64          arrived_us,
       SolSampleBlock *block)
{
  const SolDecoded *decoded = &self->decoded;

  block->is_timed = decoded->stamp.kind != SOL_STAMP_NONE;
  block->t0_ns = decoded->stamp.ns;
  if (decoded->stamp.kind == SOL_STAMP_BOOT)
    block->t0_ns = place_boot_time (self, decoded->stamp.ns, arrived_us * NS_PER_US,
                                    get_duration_ns (decoded));
  else if (decoded->stamp.kind == SOL_STAMP_NONE)
    block->t0_ns = arrived_us * NS_PER_US;
}

/* Rows that stated uneven times go out one by one */
static void
emit_rows (const SolDecoded *decoded,
           SolSampleBlock    block,
           SolDecoderFunc    func,
           gpointer          user_data)
{
  gsize n = MIN (block.n_values, decoded->n_times);
  gint64 t0_ns = block.t0_ns;

  block.n_values = 1;
  block.rate_hz = 0.0;
  block.is_rate_assumed = FALSE;
  for (gsize i = 0; i < n; i++, block.values++)
    {
      block.t0_ns = t0_ns + (decoded->times_ns[i] - decoded->times_ns[0]);
      func (&block, user_data);
    }
}

static void
emit (SolDecoder     *self,
      gint64          arrived_us,
      SolDecoderFunc  func,
      gpointer        user_data)
{
  const SolDecoded *decoded = &self->decoded;
  SolSampleBlock block = { .unit = decoded->unit };

  place (self, arrived_us, &block);
  for (guint i = 0; i < decoded->n_channels; i++)
    {
      const SolDecodedChannel *channel = &decoded->channels[i];

      block.path = sol_decoded_get_path (decoded, channel);
      block.values = decoded->values + channel->first;
      block.n_values = channel->n;
      block.rate_hz = decoded->rate_hz > 0.0 ? decoded->rate_hz : channel->n > 1 ? self->rate_hz : 0.0;
      block.is_rate_assumed = !(decoded->rate_hz > 0.0) && block.rate_hz > 0.0 && !self->is_rate_chosen;
      if (decoded->n_times > 0)
        emit_rows (decoded, block, func, user_data);
      else
        func (&block, user_data);
    }
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
  gboolean is_fixed = self->chosen != SOL_FORMAT_AUTO || self->n_agreeing >= N_AGREEING;

  if (!(is_fixed ? decode_known (self, payload, length, error)
                 : decode_unknown (self, payload, length, error)))
    return FALSE;
  emit (self, arrived_us, func, user_data);
  return TRUE;
}
