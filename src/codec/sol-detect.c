/* sol-detect.c: which format a payload is of
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoded-private.h"
#include "sol-image.h"
#include "sol-sol1-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* Source: PAYLOADS.md, "Detection order". The table is that order. A binary format without a mark of its own is never
 * found, only guessed at: what is printable is never raw samples, and what is not may be anything. */

/* What a format is tried on */
typedef enum
{
  TRY_NEVER, /* only when it is asked for */
  TRY_MARK,  /* octets that begin with its mark */
  TRY_TEXT,
  TRY_OCTETS, /* what is not text */
} Try;

typedef struct
{
  SolFormat      format;
  SolDecodeFunc  func;
  const char    *nick;
  const char    *title;     /* to be translated */
  Try            when;
  gboolean       is_tape;   /* reads the tape, which another one may have loaded */
} Format;

static const Format formats[] = {
  { SOL_FORMAT_SOL1,          sol_decode_sol1,       "sol1",       "SOL1",                    TRY_MARK,   FALSE },
  { SOL_FORMAT_NUMBER,        sol_decode_number,     "number",     N_("Number"),              TRY_TEXT,   FALSE },
  { SOL_FORMAT_SENML,         sol_decode_senml,      "senml",      "SenML",                   TRY_TEXT,   TRUE },
  { SOL_FORMAT_WAVEFORM_JSON, sol_decode_waveform,   "json",       N_("JSON waveform"),       TRY_TEXT,   TRUE },
  { SOL_FORMAT_FLAT_JSON,     sol_decode_fields,     "fields",     N_("JSON fields"),         TRY_TEXT,   TRUE },
  { SOL_FORMAT_INFLUX,        sol_decode_influx,     "influx",     N_("InfluxDB lines"),      TRY_TEXT,   FALSE },
  { SOL_FORMAT_PAIRS,         sol_decode_pairs,      "pairs",      N_("Names and values"),    TRY_TEXT,   FALSE },
  { SOL_FORMAT_CSV,           sol_decode_csv,        "csv",        N_("CSV"),                 TRY_TEXT,   FALSE },
  { SOL_FORMAT_STATES,        sol_decode_states,     "states",     N_("States"),              TRY_TEXT,   FALSE },
  { SOL_FORMAT_SENML_CBOR,    sol_decode_senml_cbor, "senml-cbor", N_("SenML in CBOR"),       TRY_OCTETS, TRUE },
  { SOL_FORMAT_CBOR,          sol_decode_cbor,       "cbor",       "CBOR",                    TRY_OCTETS, TRUE },
  { SOL_FORMAT_MSGPACK,       sol_decode_msgpack,    "msgpack",    "MessagePack",             TRY_OCTETS, TRUE },
  { SOL_FORMAT_CBOR_PLAIN,    sol_decode_cbor,       "cbor-plain", N_("CBOR, plain numbers"), TRY_NEVER,  TRUE },
  { SOL_FORMAT_GZIP,          sol_decode_waveform,   "gzip",       N_("JSON waveform"),       TRY_NEVER,  TRUE },
  { SOL_FORMAT_INT16,         sol_decode_int16,      "int16",      N_("int16 samples"),       TRY_NEVER,  FALSE },
  { SOL_FORMAT_FLOAT32,       sol_decode_float32,    "float32",    N_("float32 samples"),     TRY_NEVER,  FALSE },
  { SOL_FORMAT_INT8,          sol_decode_int8,       "int8",       N_("int8 samples"),        TRY_NEVER,  FALSE },
  { SOL_FORMAT_UINT8,         sol_decode_uint8,      "uint8",      N_("uint8 samples"),       TRY_NEVER,  FALSE },
  { SOL_FORMAT_UINT16,        sol_decode_uint16,     "uint16",     N_("uint16 samples"),      TRY_NEVER,  FALSE },
  { SOL_FORMAT_INT32,         sol_decode_int32,      "int32",      N_("int32 samples"),       TRY_NEVER,  FALSE },
  { SOL_FORMAT_UINT32,        sol_decode_uint32,     "uint32",     N_("uint32 samples"),      TRY_NEVER,  FALSE },
  { SOL_FORMAT_DOUBLE,        sol_decode_double,     "double",     N_("double samples"),      TRY_NEVER,  FALSE },
  { SOL_FORMAT_AUTO,          NULL,                  "auto",       N_("Not known yet"),       TRY_NEVER,  FALSE },
  { SOL_FORMAT_TEXT,          NULL,                  "text",       N_("Text"),                TRY_NEVER,  FALSE },
  { SOL_FORMAT_IMAGE,         NULL,                  "image",      N_("Picture or document"), TRY_NEVER,  FALSE },
  { SOL_FORMAT_BINARY,        NULL,                  "binary",     N_("Binary"),              TRY_NEVER,  FALSE },
};

#define ESCAPE '\033'

G_DEFINE_QUARK (sol-codec-error-quark, sol_codec_error)

const char *
sol_format_get_nick (SolFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].format == format)
      return formats[i].nick;
  return "auto";
}

const char *
sol_format_get_title (SolFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].format == format)
      return _(formats[i].title);
  return "";
}

gboolean
sol_format_from_nick (const char *nick,
                      SolFormat  *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].nick, nick) == 0)
      {
        *format = formats[i].format;
        return TRUE;
      }
  return FALSE;
}

gboolean
sol_format_is_choice (SolFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].format == format)
      return formats[i].func != NULL && format != SOL_FORMAT_CBOR_PLAIN && format != SOL_FORMAT_GZIP;
  return FALSE;
}

gboolean
sol_format_is_raw (SolFormat format)
{
  return format == SOL_FORMAT_INT16 || format == SOL_FORMAT_FLOAT32
         || (format >= SOL_FORMAT_INT8 && format <= SOL_FORMAT_DOUBLE);
}

/* Consoles that send their log send its colours: ESC [ digits and a letter. Returns: the text without them, which is
 * @payload itself when it has none */
static const guint8 *
strip_colours (SolDecoded   *self,
               const guint8 *payload,
               gsize        *length)
{
  const char *p = (const char *) payload, *end = p + *length, *next;

  if (memchr (p, ESCAPE, *length) == NULL)
    return payload;
  g_string_truncate (self->plain, 0);
  for (; (next = memchr (p, ESCAPE, (gsize) (end - p))) != NULL; p = MIN (next + 1, end))
    {
      g_string_append_len (self->plain, p, next - p);
      if (++next == end || *next != '[')
        return payload;
      for (next++; next < end && (g_ascii_isdigit (*next) || *next == ';'); next++)
        ;
    }
  g_string_append_len (self->plain, p, end - p);
  *length = self->plain->len;
  return (const guint8 *) self->plain->str;
}

static gboolean
try_format (SolDecoded    *self,
            const Format  *format,
            const guint8  *payload,
            gsize          length,
            GError       **error)
{
  if (format->is_tape)
    sol_decoded_restart (self);
  else
    sol_decoded_reset (self);
  if (format->when == TRY_TEXT)
    payload = strip_colours (self, payload, &length);
  if (format->when == TRY_TEXT && length > 0 && payload[length - 1] == '\0')
    length--;
  if (format->func != NULL)
    return format->func (self, payload, length, error);
  g_set_error_literal (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_NO_SAMPLES,
                       _("The payload holds no samples in a known format; choose one for this topic"));
  return FALSE;
}

gboolean
sol_detect_run (SolDecoded    *self,
                SolFormat      format,
                const guint8  *payload,
                gsize          length,
                GError       **error)
{
  const Format *found = &formats[0];

  while (found->format != format)
    found++;
  sol_decoded_reset (self);
  return try_format (self, found, payload, length, error);
}

/* Valid UTF-8 without control characters; text that C programs send may end in a zero */
static gboolean
is_text (const guint8 *payload,
         gsize         length)
{
  if (length > 0 && payload[length - 1] == '\0')
    length--;
  for (gsize i = 0; i < length; i++)
    if (payload[i] < ' ' && !(payload[i] >= '\t' && payload[i] <= '\r'))
      return FALSE;
  return g_utf8_validate_len ((const char *) payload, length, NULL);
}

static gboolean
is_worth_trying (const Format *format,
                 const guint8 *payload,
                 gsize         length,
                 gboolean      is_printable)
{
  switch (format->when)
    {
    case TRY_MARK:
      return length >= 4 && memcmp (payload, SOL_SOL1_MAGIC, 4) == 0;
    case TRY_TEXT:
      return is_printable;
    case TRY_OCTETS:
      return !is_printable && (format->format == SOL_FORMAT_MSGPACK ? sol_msgpack_is_container (payload, length)
                                                                     : sol_cbor_is_container (payload, length));
    default:
      return FALSE;
    }
}

/* A topic that was MessagePack the last time is asked for that first: its small maps may be arrays of CBOR as well */
static gboolean
is_still_msgpack (SolDecoded   *self,
                  SolFormat     last,
                  const guint8 *payload,
                  gsize         length)
{
  return last == SOL_FORMAT_MSGPACK && sol_msgpack_is_container (payload, length)
         && sol_detect_run (self, last, payload, length, NULL);
}

SolFormat
sol_detect_decode (SolDecoded   *self,
                   SolFormat     last,
                   const guint8 *payload,
                   gsize         length)
{
  gsize plain_length = length;
  const guint8 *plain = strip_colours (self, payload, &plain_length);
  gboolean is_printable = is_text (plain, plain_length);

  if (sol_image_get_type (payload, length) != NULL)
    return SOL_FORMAT_IMAGE;
  if (!is_printable && is_still_msgpack (self, last, payload, length))
    return SOL_FORMAT_MSGPACK;
  sol_decoded_reset (self);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (is_worth_trying (&formats[i], payload, length, is_printable)
        && try_format (self, &formats[i], payload, length, NULL))
      return formats[i].format;
  sol_decoded_reset (self);
  return is_printable ? SOL_FORMAT_TEXT : SOL_FORMAT_BINARY;
}

static float
read_float (const guint8 *octets)
{
  guint32 bits;
  float value;

  memcpy (&bits, octets, sizeof bits);
  bits = GUINT32_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

/* Source: PAYLOADS.md P21: right for all of 20,000 synthetic buffers */
static gboolean
looks_like_float32 (const guint8 *payload,
                    gsize         length)
{
  gsize n = length / 4, n_plausible = 0;

  if (length % 4 != 0)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      float size = fabsf (read_float (payload + 4 * i));

      n_plausible += size == 0.0f || (size >= 1e-6f && size <= 1e7f);
    }
  return n_plausible * 20 >= n * 19;
}

SolFormat
sol_detect_guess_raw (const guint8 *payload,
                      gsize         length)
{
  gboolean is_zero = TRUE;

  for (gsize i = 0; i < length && is_zero; i++)
    is_zero = payload[i] == 0;
  if (length < 4 || length % 2 != 0 || is_zero)
    return SOL_FORMAT_BINARY;
  return looks_like_float32 (payload, length) ? SOL_FORMAT_FLOAT32 : SOL_FORMAT_INT16;
}
