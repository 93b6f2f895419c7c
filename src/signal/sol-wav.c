/* sol-wav.c: reads a channel of a WAV file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wav-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-generator.h"

/* Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft 1991), RIFF and WAVE */
#define FORMAT_PCM 1
#define FORMAT_FLOAT 3
#define FORMAT_EXTENSIBLE 0xfffe
#define HEAD 12
#define CHUNK_HEAD 8
#define FORMAT_SIZE 16

static guint32
get_number (const guint8 *data,
            guint         n_octets)
{
  guint32 value = 0;

  for (guint i = n_octets; i > 0; i--)
    value = value << 8 | data[i - 1];
  return value;
}

gboolean
sol_wav_is (const guint8 *data,
            gsize         length)
{
  return length >= HEAD && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WAVE", 4) == 0;
}

static void
read_format (SolWav       *wav,
             const guint8 *chunk,
             gsize         length)
{
  if (length < FORMAT_SIZE)
    return;
  wav->format = get_number (chunk, 2);
  wav->n_channels = get_number (chunk + 2, 2);
  wav->rate_hz = get_number (chunk + 4, 4);
  wav->n_bits = get_number (chunk + 14, 2);
  if (wav->format == FORMAT_EXTENSIBLE && length >= 26)
    wav->format = get_number (chunk + 24, 2);
}

/* A file that was cut off is read as far as it goes */
static void
read_chunks (SolWav       *wav,
             const guint8 *data,
             gsize         length)
{
  gsize at = HEAD;

  while (at + CHUNK_HEAD <= length)
    {
      const guint8 *chunk = data + at + CHUNK_HEAD;
      gsize size = MIN (get_number (data + at + 4, 4), length - at - CHUNK_HEAD);

      if (memcmp (data + at, "fmt ", 4) == 0)
        read_format (wav, chunk, size);
      else if (memcmp (data + at, "data", 4) == 0)
        {
          wav->samples = chunk;
          wav->n_octets = size;
        }
      at += CHUNK_HEAD + size + (size & 1);
    }
}

static gboolean
check (const SolWav  *wav,
       GError       **error)
{
  gboolean is_pcm = wav->format == FORMAT_PCM && wav->n_bits % 8 == 0 && wav->n_bits >= 8 && wav->n_bits <= 32;
  gboolean is_float = wav->format == FORMAT_FLOAT && wav->n_bits == 32;

  if ((is_pcm || is_float) && wav->n_channels > 0 && wav->samples != NULL)
    return TRUE;
  g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_FILE,
               _("This WAV file (format %u, %u bits) cannot be read: expected PCM of 8 to 32 bits or float32"),
               wav->format, wav->n_bits);
  return FALSE;
}

gboolean
sol_wav_open (SolWav        *self,
              const guint8  *data,
              gsize          length,
              GError       **error)
{
  *self = (SolWav) { 0 };
  read_chunks (self, data, length);
  return check (self, error);
}

static gsize
get_frame_size (const SolWav *self)
{
  return (gsize) self->n_channels * (self->n_bits / 8);
}

gsize
sol_wav_get_length (const SolWav *self)
{
  return self->n_octets / get_frame_size (self);
}

double
sol_wav_get_sample (const SolWav *self,
                    gsize         i,
                    guint         channel)
{
  gsize at = i * get_frame_size (self) + (gsize) channel * (self->n_bits / 8);
  guint32 bits = get_number (self->samples + at, self->n_bits / 8);
  float value;

  if (self->format == FORMAT_FLOAT)
    {
      memcpy (&value, &bits, sizeof value);
      return value;
    }
  if (self->n_bits == 8)
    return ((double) bits - 128.0) / 128.0;
  return (double) (gint32) (bits << (32 - self->n_bits)) / 2147483648.0;
}
