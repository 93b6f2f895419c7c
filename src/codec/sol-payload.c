/* sol-payload.c: samples to octets, one function a format
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-payload-private.h"

#include "sol-sol1-private.h"

#include <math.h>
#include <string.h>

#define NS_PER_S G_GINT64_CONSTANT (1000000000)
#define MAX_EXACT 9007199254740992.0 /* 2^53: whole numbers are exact below */

static const double powers[] = {
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
};

void
sol_payload_append_text (GByteArray *octets,
                         const char *text)
{
  g_byte_array_append (octets, (const guint8 *) text, (guint) strlen (text));
}

/* Digits of @value, at least @width of them, ending before @end. Returns: where they begin */
static char *
put_digits (char    *end,
            guint64  value,
            guint    width)
{
  char *p = end;

  for (; value > 0 || end - p < (gssize) width; value /= 10)
    *--p = (char) ('0' + value % 10);
  return p;
}

/* @scaled / 10^@decimals with the zeros at its end left out but one. Returns: the octets written */
static gsize
put_fixed (char    *text,
           guint64  scaled,
           guint    decimals,
           gboolean is_negative)
{
  char digits[24], *end = digits + sizeof digits, *begin;
  gsize whole, kept = decimals, at = 0;

  begin = put_digits (end, scaled, decimals + 1);
  whole = (gsize) (end - begin) - decimals;
  while (kept > 1 && begin[whole + kept - 1] == '0')
    kept--;
  if (is_negative)
    text[at++] = '-';
  memcpy (text + at, begin, whole);
  at += whole;
  if (decimals == 0)
    return at;
  text[at++] = '.';
  memcpy (text + at, begin + whole, kept);
  return at + kept;
}

gsize
sol_payload_format_number (double  value,
                           guint   decimals,
                           char   *text)
{
  double scaled = rint (fabs (value) * powers[decimals]);
  char format[16];

  if (scaled < MAX_EXACT)
    return put_fixed (text, (guint64) scaled, decimals, value < 0.0 && scaled > 0.0);
  g_snprintf (format, sizeof format, "%%.%uf", decimals);
  g_ascii_formatd (text, SOL_NUMBER_SIZE, format, value);
  return strlen (text);
}

gsize
sol_payload_format_rate (double  value,
                         char   *text)
{
  g_ascii_formatd (text, SOL_NUMBER_SIZE, "%.15g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_formatd (text, SOL_NUMBER_SIZE, "%.17g", value);
  return strlen (text);
}

void
sol_payload_append_number (GByteArray *octets,
                           double      value,
                           guint       decimals)
{
  char text[SOL_NUMBER_SIZE];

  g_byte_array_append (octets, (const guint8 *) text,
                       (guint) sol_payload_format_number (value, decimals, text));
}

/* Unix time in seconds, exact to the nanosecond */
void
sol_payload_append_time (GByteArray *octets,
                         gint64      t_ns)
{
  char text[32];

  g_byte_array_append (octets, (const guint8 *) text,
                       (guint) put_fixed (text, (guint64) ABS (t_ns), 9, t_ns < 0));
}

gint64
sol_payload_get_time (const SolPayload *self,
                      gsize             i)
{
  return self->t0_ns + (gint64) ((double) i / self->rate_hz * (double) NS_PER_S + 0.5);
}

/* The original's order of fields */
static void
write_waveform (const SolPayload *self,
                GByteArray       *octets)
{
  char text[SOL_NUMBER_SIZE];

  sol_payload_append_text (octets, "{\"timestamp\": ");
  sol_payload_append_time (octets, self->t0_ns);
  g_snprintf (text, sizeof text, ", \"points\": %" G_GSIZE_FORMAT ", \"sampling_rate\": ", self->n);
  sol_payload_append_text (octets, text);
  g_byte_array_append (octets, (const guint8 *) text,
                       (guint) sol_payload_format_rate (self->rate_hz, text));
  sol_payload_append_text (octets, ", \"data\": [");
  for (gsize i = 0; i < self->n; i++)
    {
      if (i > 0)
        sol_payload_append_text (octets, ", ");
      sol_payload_append_number (octets, self->values[i], self->decimals);
    }
  sol_payload_append_text (octets, "]}");
}

static void
write_number (const SolPayload *self,
              GByteArray       *octets)
{
  sol_payload_append_number (octets, self->values[self->n - 1], self->decimals);
}

static void
write_fields (const SolPayload *self,
              GByteArray       *octets)
{
  sol_payload_append_text (octets, "{\"timestamp\": ");
  sol_payload_append_time (octets, sol_payload_get_time (self, self->n - 1));
  sol_payload_append_text (octets, ", \"value\": ");
  sol_payload_append_number (octets, self->values[self->n - 1], self->decimals);
  sol_payload_append_text (octets, "}");
}

static void
write_csv (const SolPayload *self,
           GByteArray       *octets)
{
  sol_payload_append_text (octets, "time,value\n");
  for (gsize i = 0; i < self->n; i++)
    {
      sol_payload_append_time (octets, sol_payload_get_time (self, i));
      sol_payload_append_text (octets, ",");
      sol_payload_append_number (octets, self->values[i], self->decimals);
      sol_payload_append_text (octets, "\n");
    }
}

static void
write_int16 (const SolPayload *self,
             GByteArray       *octets)
{
  double scale = 32767.0 / (self->full_scale > 0.0 ? self->full_scale : 1.0);

  for (gsize i = 0; i < self->n; i++)
    {
      gint16 value = (gint16) CLAMP (rint (self->values[i] * scale), -32767.0, 32767.0);

      value = GINT16_TO_LE (value);
      g_byte_array_append (octets, (const guint8 *) &value, sizeof value);
    }
}

static void
write_float32 (const SolPayload *self,
               GByteArray       *octets)
{
  for (gsize i = 0; i < self->n; i++)
    {
      float value = (float) self->values[i];
      guint32 bits;

      memcpy (&bits, &value, sizeof bits);
      bits = GUINT32_TO_LE (bits);
      g_byte_array_append (octets, (const guint8 *) &bits, sizeof bits);
    }
}

static void
write_sol1 (const SolPayload *self,
            GByteArray       *octets)
{
  SolSol1Header header = { .dtype = SOL_SOL1_FLOAT32, .n_channels = 1, .t0_ns = (guint64) self->t0_ns,
                           .rate_hz = self->rate_hz, .sequence = self->sequence };
  guint8 begin[SOL_SOL1_HEADER];

  sol_sol1_header_write (&header, begin);
  g_byte_array_append (octets, begin, sizeof begin);
  write_float32 (self, octets);
}

static void
write_gzip (const SolPayload *self,
            GByteArray       *octets)
{
  guint begin = octets->len;

  write_waveform (self, octets);
  sol_payload_pack_gzip (octets, begin);
}

gboolean
sol_payload_can_write (SolFormat format)
{
  return (format >= SOL_FORMAT_WAVEFORM_JSON && format <= SOL_FORMAT_SOL1)
         || (format >= SOL_FORMAT_PAIRS && format <= SOL_FORMAT_GZIP);
}

void
sol_payload_write (const SolPayload *self,
                   GByteArray       *octets)
{
  switch (self->format)
    {
    case SOL_FORMAT_NUMBER:
      return write_number (self, octets);
    case SOL_FORMAT_FLAT_JSON:
      return write_fields (self, octets);
    case SOL_FORMAT_CSV:
      return write_csv (self, octets);
    case SOL_FORMAT_INT16:
      return write_int16 (self, octets);
    case SOL_FORMAT_FLOAT32:
      return write_float32 (self, octets);
    case SOL_FORMAT_SOL1:
      return write_sol1 (self, octets);
    case SOL_FORMAT_PAIRS:
      return sol_payload_write_pairs (self, octets);
    case SOL_FORMAT_INFLUX:
      return sol_payload_write_influx (self, octets);
    case SOL_FORMAT_SENML:
      return sol_payload_write_senml (self, octets);
    case SOL_FORMAT_SENML_CBOR:
      return sol_payload_write_senml_cbor (self, octets);
    case SOL_FORMAT_CBOR:
    case SOL_FORMAT_CBOR_PLAIN:
      return sol_payload_write_cbor (self, octets, self->format == SOL_FORMAT_CBOR);
    case SOL_FORMAT_MSGPACK:
      return sol_payload_write_msgpack (self, octets);
    case SOL_FORMAT_GZIP:
      return write_gzip (self, octets);
    default:
      return write_waveform (self, octets);
    }
}
