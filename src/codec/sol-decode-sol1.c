/* sol-decode-sol1.c: the program's own binary message
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoded-private.h"
#include "sol-sol1-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

static guint64
read_le (const guint8 *octets,
         gsize         n)
{
  guint64 value = 0;

  for (gsize i = n; i-- > 0;)
    value = value << 8 | octets[i];
  return value;
}

static void
write_le (guint8  *octets,
          gsize    n,
          guint64  value)
{
  for (gsize i = 0; i < n; i++, value >>= 8)
    octets[i] = (guint8) value;
}

gboolean
sol_sol1_header_read (SolSol1Header *self,
                      const guint8  *octets)
{
  guint64 rate = read_le (octets + 16, 8);

  self->dtype = octets[4];
  self->n_channels = octets[5];
  self->flags = (guint16) read_le (octets + 6, 2);
  self->t0_ns = read_le (octets + 8, 8);
  memcpy (&self->rate_hz, &rate, sizeof rate);
  self->sequence = (guint32) read_le (octets + 24, 4);
  return memcmp (octets, SOL_SOL1_MAGIC, 4) == 0;
}

void
sol_sol1_header_write (const SolSol1Header *self,
                       guint8              *octets)
{
  guint64 rate;

  memcpy (&rate, &self->rate_hz, sizeof rate);
  memcpy (octets, SOL_SOL1_MAGIC, 4);
  octets[4] = self->dtype;
  octets[5] = self->n_channels;
  write_le (octets + 6, 2, self->flags);
  write_le (octets + 8, 8, self->t0_ns);
  write_le (octets + 16, 8, rate);
  write_le (octets + 24, 4, self->sequence);
}

gsize
sol_sol1_get_size (guint8 dtype)
{
  static const guint8 sizes[] = { 0, 2, 4, 8, 4, 2, 1, 1 };

  return dtype < G_N_ELEMENTS (sizes) ? sizes[dtype] : 0;
}

static gboolean
is_single (guint8 dtype)
{
  return dtype != SOL_SOL1_FLOAT64 && dtype != SOL_SOL1_INT32;
}

static double
read_sample (const guint8 *octets,
             guint8        dtype)
{
  guint64 bits = read_le (octets, sol_sol1_get_size (dtype));
  guint32 half = (guint32) bits;
  float single;
  double value;

  switch (dtype)
    {
    case SOL_SOL1_INT16:
      return (gint16) bits;
    case SOL_SOL1_INT32:
      return (gint32) bits;
    case SOL_SOL1_INT8:
      return (gint8) bits;
    case SOL_SOL1_FLOAT32:
      memcpy (&single, &half, sizeof single);
      return single;
    case SOL_SOL1_FLOAT64:
      memcpy (&value, &bits, sizeof value);
      return value;
    default:
      return (double) bits;
    }
}

static gboolean
check_header (const SolSol1Header  *header,
              GError              **error)
{
  if (sol_sol1_get_size (header->dtype) == 0)
    g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                 _("SOL1: sample type %u is not known: expected 1 to 7"), header->dtype);
  else if (header->n_channels == 0 || header->n_channels > SOL_DECODED_MAX_CHANNELS)
    g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                 _("SOL1: %u channels: expected 1 to %d"), header->n_channels, SOL_DECODED_MAX_CHANNELS);
  else if (!(header->rate_hz > 0.0) || !isfinite (header->rate_hz))
    g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                 _("SOL1: sampling rate %g: expected more than 0"), header->rate_hz);
  else if (header->t0_ns > G_MAXINT64)
    g_set_error_literal (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                         _("SOL1: the time is beyond the year 2262"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_frames (SolDecoded           *self,
             const SolSol1Header  *header,
             const guint8         *samples,
             gsize                 length,
             GError              **error)
{
  gsize size = sol_sol1_get_size (header->dtype), frame = size * header->n_channels;

  if (length == 0 || length % frame != 0 || !sol_decoded_reserve (self, length / size))
    {
      g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                   _("SOL1: %zu octets of samples: expected a multiple of %zu, at most %u samples"),
                   length, frame, SOL_DECODED_MAX_VALUES);
      return FALSE;
    }
  for (gsize i = 0; i < length; i += size)
    self->values[self->n_values++] = read_sample (samples + i, header->dtype);
  if (!sol_decoded_add_columns (self, 0, length / frame, header->n_channels))
    return FALSE;
  for (guint i = 0; i < self->n_channels; i++)
    self->channels[i].precision = is_single (header->dtype) ? SOL_PRECISION_FLOAT32 : SOL_PRECISION_DOUBLE;
  return TRUE;
}

gboolean
sol_decode_sol1 (SolDecoded    *self,
                 const guint8  *payload,
                 gsize          length,
                 GError       **error)
{
  SolSol1Header header;

  if (length < SOL_SOL1_HEADER || !sol_sol1_header_read (&header, payload))
    {
      g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                   _("Not a SOL1 message: expected the letters SOL1 and %d octets of header"), SOL_SOL1_HEADER);
      return FALSE;
    }
  if (!check_header (&header, error))
    return FALSE;
  self->rate_hz = header.rate_hz;
  if (header.t0_ns != 0)
    self->stamp = (SolStamp) { SOL_STAMP_UNIX, (gint64) header.t0_ns };
  return read_frames (self, &header, payload + SOL_SOL1_HEADER, length - SOL_SOL1_HEADER, error);
}
