/* sol-unwrap-private.h: payloads that are packed: gzip, zlib, Zstandard, base64
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-decoded-private.h"

G_BEGIN_DECLS

/* Source: PAYLOADS.md P24 */
#define SOL_UNWRAP_MAX_DEPTH  3
#define SOL_UNWRAP_MAX_BYTES  (16u << 20)
#define SOL_UNWRAP_MAX_RATIO  64          /* of what comes out to what went in, above … */
#define SOL_UNWRAP_FREE_BYTES (64u << 10) /* … what may always come out */

typedef enum
{
  SOL_WRAP_NONE,
  SOL_WRAP_GZIP,
  SOL_WRAP_ZLIB,
  SOL_WRAP_ZSTD,
  SOL_WRAP_BASE64,
} SolWrap;

/* All zero is ready. Its arrays are made for the first packed payload, and only grow. */
typedef struct
{
  GByteArray *octets[2];                   /* owned, nullable: what came out, in turns */
  GConverter *inflaters[2];                /* owned, nullable: of gzip and of zlib */
  guint8      wraps[SOL_UNWRAP_MAX_DEPTH]; /* SolWrap of the last payload, the outermost first */
  guint       n_wraps;
} SolUnwrap;

/**
 * sol_unwrap_run:
 * @decoded: to try on what came out of base64, which may be any word
 * @is_raw: samples without a syntax are expected, so that everything may come out
 * @payload: (inout): borrowed until the next call when it was packed
 *
 * Cost: a look at four octets when the payload is not packed, one at each when it is a long word.
 * Errors: %SOL_CODEC_ERROR_FORMAT when it is damaged, too deep or too large, which the message tells apart.
 */
gboolean sol_unwrap_run    (SolUnwrap     *self,
                            SolDecoded    *decoded,
                            gboolean       is_raw,
                            const guint8 **payload,
                            gsize         *length,
                            GError       **error);

void     sol_unwrap_clear  (SolUnwrap     *self);

/* @inner with what it was packed in: JSON in gzip. Returns: (transfer full): translated */
char    *sol_unwrap_describe (const SolUnwrap *self,
                              const char      *inner);

/* Fill @out, which is at most @limit long: when it is as long, it may have been cut off. FALSE when damaged */
gboolean sol_unwrap_inflate (GConverter *converter, const guint8 *octets, gsize length, gsize limit, GByteArray *out);
gboolean sol_unwrap_zstd    (const guint8 *octets, gsize length, gsize limit, GByteArray *out);

G_END_DECLS
