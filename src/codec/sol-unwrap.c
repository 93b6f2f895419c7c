/* sol-unwrap.c: payloads that are packed: gzip, zlib, Zstandard, base64
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-unwrap-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-image.h"
#include "sol-sol1-private.h"

#define MIN_BASE64 24 /* octets: shorter words are words */

static const char *const names[] = {
  [SOL_WRAP_GZIP] = "gzip", [SOL_WRAP_ZLIB] = "zlib", [SOL_WRAP_ZSTD] = "zstd", [SOL_WRAP_BASE64] = "base64",
};

static gsize
trim (const guint8 *octets,
      gsize         length)
{
  while (length > 0 && (octets[length - 1] == '\n' || octets[length - 1] == '\r' || octets[length - 1] == '\0'))
    length--;
  return length;
}

static gboolean
is_base64 (const guint8 *octets,
           gsize         length)
{
  length = trim (octets, length);
  if (length < MIN_BASE64 || length % 4 != 0)
    return FALSE;
  for (guint n = 0; n < 2 && octets[length - 1] == '='; n++)
    length--;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (octets[i]) && octets[i] != '+' && octets[i] != '/')
      return FALSE;
  return TRUE;
}

/* Source: RFC 1952 §2.3, RFC 1950 §2.2, RFC 8878 §3.1.1 */
static SolWrap
find_wrap (const guint8 *octets,
           gsize         length)
{
  if (length < 6)
    return SOL_WRAP_NONE;
  if (octets[0] == 0x1f && octets[1] == 0x8b && octets[2] == 8 && (octets[3] & 0xe0) == 0)
    return SOL_WRAP_GZIP;
  if (octets[0] == 0x78 && (octets[0] << 8 | octets[1]) % 31 == 0 && (octets[1] & 0x20) == 0 && octets[1] != '^')
    return SOL_WRAP_ZLIB;
  if (octets[0] == 0x28 && octets[1] == 0xb5 && octets[2] == 0x2f && octets[3] == 0xfd)
    return SOL_WRAP_ZSTD;
  return is_base64 (octets, length) ? SOL_WRAP_BASE64 : SOL_WRAP_NONE;
}

gboolean
sol_unwrap_inflate (GConverter   *converter,
                    const guint8 *octets,
                    gsize         length,
                    gsize         limit,
                    GByteArray   *out)
{
  GConverterResult result = G_CONVERTER_CONVERTED;
  gsize used = 0, n_read, n_written;

  g_converter_reset (converter);
  while (result != G_CONVERTER_FINISHED)
    {
      if (used == out->len)
        g_byte_array_set_size (out, (guint) MIN (limit, MAX (2 * used, 4096)));
      if (used == limit)
        return TRUE;
      result = g_converter_convert (converter, octets, length, out->data + used, out->len - used,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
      if (result == G_CONVERTER_ERROR)
        return FALSE;
      octets += n_read;
      length -= n_read;
      used += n_written;
    }
  g_byte_array_set_size (out, (guint) used);
  return length == 0;
}

static GConverter *
ensure_inflater (SolUnwrap *self,
                 SolWrap    wrap)
{
  GConverter **inflater = &self->inflaters[wrap == SOL_WRAP_ZLIB];

  if (*inflater == NULL)
    *inflater = G_CONVERTER (g_zlib_decompressor_new (wrap == SOL_WRAP_ZLIB ? G_ZLIB_COMPRESSOR_FORMAT_ZLIB
                                                                            : G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  return *inflater;
}

static gboolean
decode_base64 (const guint8 *octets,
               gsize         length,
               GByteArray   *out)
{
  guint save = 0;
  int state = 0;

  length = trim (octets, length);
  g_byte_array_set_size (out, (guint) (length / 4 * 3 + 3));
  g_byte_array_set_size (out, (guint) g_base64_decode_step ((const char *) octets, length, out->data, &state, &save));
  return out->len > 0;
}

static gboolean
take_off (SolUnwrap    *self,
          SolWrap       wrap,
          const guint8 *octets,
          gsize         length,
          gsize         limit,
          GByteArray   *out)
{
  g_byte_array_set_size (out, 0);
  if (wrap == SOL_WRAP_BASE64)
    return decode_base64 (octets, length, out);
  if (wrap == SOL_WRAP_ZSTD)
    return sol_unwrap_zstd (octets, length, limit, out);
  return sol_unwrap_inflate (ensure_inflater (self, wrap), octets, length, limit, out);
}

/* Any long word may be base64: it is only if something comes out of it that is known by more than a guess */
static gboolean
is_known (SolDecoded   *decoded,
          const guint8 *octets,
          gsize         length)
{
  SolWrap wrap = find_wrap (octets, length);

  if (octets[0] == '{' || octets[0] == '[')
    return g_utf8_validate_len ((const char *) octets, length, NULL);
  if ((wrap != SOL_WRAP_NONE && wrap != SOL_WRAP_BASE64) || sol_image_get_type (octets, length) != NULL
      || (length >= 4 && memcmp (octets, SOL_SOL1_MAGIC, 4) == 0))
    return TRUE;
  sol_decoded_reset (decoded);
  return (sol_cbor_is_container (octets, length) && sol_tape_read_cbor (decoded, octets, length, NULL))
         || (sol_msgpack_is_container (octets, length) && sol_tape_read_msgpack (decoded, octets, length, NULL));
}

static gboolean
refuse (SolWrap      wrap,
        gsize        length,
        gboolean     is_large,
        GError     **error)
{
#ifndef SOL_HAVE_ZSTD
  if (wrap == SOL_WRAP_ZSTD)
    {
      g_set_error_literal (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                           _("The payload is packed with zstd, which this build cannot read; build with libzstd"));
      return FALSE;
    }
#endif
  if (is_large)
    g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                 /* Translators: %s is gzip, zlib or zstd */
                 _("The %zu octets of %s are more than %d times as long unpacked, or more than %u MiB: not read"),
                 length, names[wrap], SOL_UNWRAP_MAX_RATIO, SOL_UNWRAP_MAX_BYTES >> 20);
  else
    g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                 /* Translators: %s is gzip or zstd */
                 _("The %s in the payload is damaged, or cut off"), names[wrap]);
  return FALSE;
}

static gboolean
refuse_depth (GError **error)
{
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
               _("The payload is packed more than %d times over: not read"), SOL_UNWRAP_MAX_DEPTH);
  return FALSE;
}

/* What has a weak mark only is what it is when nothing comes out */
static gboolean
is_certain (SolWrap wrap)
{
  return wrap == SOL_WRAP_GZIP || wrap == SOL_WRAP_ZSTD;
}

gboolean
sol_unwrap_run (SolUnwrap     *self,
                SolDecoded    *decoded,
                gboolean       is_raw,
                const guint8 **payload,
                gsize         *length,
                GError       **error)
{
  SolWrap wrap;

  self->n_wraps = 0;
  while ((wrap = find_wrap (*payload, *length)) != SOL_WRAP_NONE)
    {
      gsize limit = MIN (SOL_UNWRAP_MAX_BYTES, MAX (SOL_UNWRAP_FREE_BYTES, *length * SOL_UNWRAP_MAX_RATIO));
      GByteArray **out = &self->octets[self->n_wraps % 2];
      gboolean is_ok, is_large;

      if (self->n_wraps == SOL_UNWRAP_MAX_DEPTH)
        return refuse_depth (error);
      if (*out == NULL)
        *out = g_byte_array_new ();
      is_ok = take_off (self, wrap, *payload, *length, limit, *out);
      is_large = is_ok && wrap != SOL_WRAP_BASE64 && (*out)->len == limit;
      if (is_large || (!is_ok && is_certain (wrap)))
        return refuse (wrap, *length, is_large, error);
      if (!is_ok || (*out)->len == 0
          || (wrap == SOL_WRAP_BASE64 && !is_raw && !is_known (decoded, (*out)->data, (*out)->len)))
        return TRUE;
      self->wraps[self->n_wraps++] = (guint8) wrap;
      *payload = (*out)->data;
      *length = (*out)->len;
    }
  return TRUE;
}

void
sol_unwrap_clear (SolUnwrap *self)
{
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->octets[i], g_byte_array_unref);
      g_clear_object (&self->inflaters[i]);
    }
}

char *
sol_unwrap_describe (const SolUnwrap *self,
                     const char      *inner)
{
  char *text = g_strdup (inner);

  for (guint i = self->n_wraps; i > 0; i--)
    {
      g_autofree char *before = text;

      /* Translators: a format, and what it is packed in: JSON in gzip */
      text = g_strdup_printf (_("%s in %s"), before, names[self->wraps[i - 1]]);
    }
  return text;
}
