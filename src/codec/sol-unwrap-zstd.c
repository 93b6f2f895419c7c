/* sol-unwrap-zstd.c: Zstandard, where the library is there
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-unwrap-private.h"

#ifdef SOL_HAVE_ZSTD
#include <zstd.h>

#define MAX_WINDOW_LOG 24 /* 16 MiB: what a frame may ask to be kept */

static gboolean
inflate (ZSTD_DCtx     *context,
         ZSTD_inBuffer  in,
         gsize          limit,
         GByteArray    *out)
{
  gsize used = 0, result = 1;

  while (in.pos < in.size || result != 0)
    {
      ZSTD_outBuffer buffer;

      if (used == out->len)
        g_byte_array_set_size (out, (guint) MIN (limit, MAX (2 * used, 4096)));
      if (used == limit)
        return TRUE;
      buffer = (ZSTD_outBuffer) { out->data, out->len, used };
      result = ZSTD_decompressStream (context, &buffer, &in);
      if (ZSTD_isError (result) || (buffer.pos == used && in.pos == in.size && result != 0))
        return FALSE;
      used = buffer.pos;
    }
  g_byte_array_set_size (out, (guint) used);
  return TRUE;
}

gboolean
sol_unwrap_zstd (const guint8 *octets,
                 gsize         length,
                 gsize         limit,
                 GByteArray   *out)
{
  ZSTD_DCtx *context = ZSTD_createDCtx ();
  gboolean is_ok;

  if (context == NULL)
    return FALSE;
  ZSTD_DCtx_setParameter (context, ZSTD_d_windowLogMax, MAX_WINDOW_LOG);
  is_ok = inflate (context, (ZSTD_inBuffer) { octets, length, 0 }, limit, out);
  ZSTD_freeDCtx (context);
  return is_ok;
}
#else
gboolean
sol_unwrap_zstd (const guint8 *octets,
                 gsize         length,
                 gsize         limit,
                 GByteArray   *out)
{
  return FALSE;
}
#endif
