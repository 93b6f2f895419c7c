/* test-zstd.c: payloads that Zstandard's own library packed
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include <zstd.h>

#include "decode-print.h"

#define PAYLOAD "{\"timestamp\":1700000001,\"sampling_rate\":1000,\"data\":[0,1.5,-2,1000000,0,1.5,-2,0.25]}"
#define BOMB_BYTES (32u << 20)

/* How a frame is made */
typedef struct
{
  int level;
  int has_size, has_checksum;
  int window_log;   /* 0: the library's choice */
} Kind;

static const Kind kinds[] = {
  { 1, 1, 0, 0 }, { 19, 1, 1, 0 }, { 3, 0, 0, 0 }, { 3, 0, 1, 0 }, { -5, 1, 1, 0 }, { 3, 0, 0, 10 }, { 3, 0, 0, 24 },
};

static GByteArray *
pack (const void *octets,
      gsize       length,
      const Kind *kind)
{
  ZSTD_CCtx *context = ZSTD_createCCtx ();
  GByteArray *out = g_byte_array_sized_new ((guint) ZSTD_compressBound (length));
  ZSTD_inBuffer in = { octets, length, 0 };
  ZSTD_outBuffer buffer;
  gsize left;

  g_byte_array_set_size (out, (guint) ZSTD_compressBound (length));
  ZSTD_CCtx_setParameter (context, ZSTD_c_compressionLevel, kind->level);
  ZSTD_CCtx_setParameter (context, ZSTD_c_contentSizeFlag, kind->has_size);
  ZSTD_CCtx_setParameter (context, ZSTD_c_checksumFlag, kind->has_checksum);
  if (kind->window_log > 0)
    ZSTD_CCtx_setParameter (context, ZSTD_c_windowLog, kind->window_log);
  if (kind->has_size)
    ZSTD_CCtx_setPledgedSrcSize (context, length);
  buffer = (ZSTD_outBuffer) { out->data, out->len, 0 };
  left = ZSTD_compressStream2 (context, &buffer, &in, kind->has_size ? ZSTD_e_end : ZSTD_e_flush);
  if (!kind->has_size)
    left = ZSTD_compressStream2 (context, &buffer, &in, ZSTD_e_end);
  g_assert_false (ZSTD_isError (left));
  g_assert_cmpuint (left, ==, 0);
  ZSTD_freeCCtx (context);
  g_byte_array_set_size (out, (guint) buffer.pos);
  return out;
}

static char *
read_payload (const void  *octets,
              gsize        length,
              GError     **error)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("lab/wave");

  return decode_print (decoder, octets, length, error);
}

static void
check (const GByteArray *packed)
{
  g_autofree char *plain = read_payload (PAYLOAD, strlen (PAYLOAD), NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *out = read_payload (packed->data, packed->len, &error);

  g_assert_no_error (error);
  g_assert_nonnull (plain);
  g_assert_cmpstr (out, ==, plain);
}

static void
test_is_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GByteArray) packed = pack (PAYLOAD, strlen (PAYLOAD), &kinds[i]);

      check (packed);
    }
}

/* A payload may be packed in pieces, each a frame */
static void
test_frames_follow_each_other (void)
{
  g_autoptr (GByteArray) first = pack (PAYLOAD, 20, &kinds[0]);
  g_autoptr (GByteArray) rest = pack (PAYLOAD + 20, strlen (PAYLOAD) - 20, &kinds[3]);

  g_byte_array_append (first, rest->data, rest->len);
  check (first);
}

static void
test_says_what_it_was_packed_in (void)
{
  g_autoptr (GByteArray) packed = pack (PAYLOAD, strlen (PAYLOAD), &kinds[1]);
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("lab/wave");
  g_autofree char *out = decode_print (decoder, packed->data, packed->len, NULL);
  g_autofree char *text = sol_decoder_describe (decoder);

  g_assert_nonnull (out);
  g_assert_nonnull (strstr (text, "zstd"));
}

/* Every beginning of a good payload is refused, and so is one that goes on behind its end */
static void
test_cut_off (void)
{
  g_autoptr (GByteArray) packed = pack (PAYLOAD, strlen (PAYLOAD), &kinds[1]);
  const guint8 more[] = { 0x28, 0xb5, 0x2f };

  for (guint n = 6; n < packed->len; n++)
    {
      g_autofree guint8 *copy = g_memdup2 (packed->data, n);
      g_autoptr (GError) error = NULL;

      g_assert_null (read_payload (copy, n, &error));
      g_assert_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT);
    }
  g_byte_array_append (packed, more, sizeof more);
  g_assert_null (read_payload (packed->data, packed->len, NULL));
}

/* One changed octet is found by the checksum, or by the syntax inside; nothing is read beyond the end */
static void
test_changed (void)
{
  g_autoptr (GByteArray) packed = pack (PAYLOAD, strlen (PAYLOAD), &kinds[1]);
  g_autofree char *plain = read_payload (PAYLOAD, strlen (PAYLOAD), NULL);
  guint n_same = 0;

  for (guint i = 4; i < packed->len; i++)
    for (guint mask = 1; mask < 256; mask <<= 1)
      {
        g_autofree guint8 *copy = g_memdup2 (packed->data, packed->len);
        g_autofree char *out = NULL;

        copy[i] ^= (guint8) mask;
        out = read_payload (copy, packed->len, NULL);
        n_same += g_strcmp0 (out, plain) == 0;
      }
  /* The header says how much to keep, and has bits that nobody uses: an octet each */
  g_assert_cmpuint (n_same, <=, 16);
}

/* A few octets that would fill the memory */
static void
test_bomb (void)
{
  g_autofree guint8 *zeros = g_malloc0 (BOMB_BYTES);
  g_autoptr (GByteArray) packed = pack (zeros, BOMB_BYTES, &kinds[0]);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (packed->len, <, BOMB_BYTES / 1000);
  g_assert_null (read_payload (packed->data, packed->len, &error));
  g_assert_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT);
}

/* A frame that asks for 128 MiB to be kept is refused before they are */
static void
test_large_window (void)
{
  const Kind kind = { 3, 0, 0, 27 };
  g_autoptr (GByteArray) packed = pack (PAYLOAD, strlen (PAYLOAD), &kind);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_payload (packed->data, packed->len, &error));
  g_assert_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codec/zstd/is-read", test_is_read);
  g_test_add_func ("/codec/zstd/frames-follow-each-other", test_frames_follow_each_other);
  g_test_add_func ("/codec/zstd/says-what-it-was-packed-in", test_says_what_it_was_packed_in);
  g_test_add_func ("/codec/zstd/cut-off", test_cut_off);
  g_test_add_func ("/codec/zstd/changed", test_changed);
  g_test_add_func ("/codec/zstd/bomb", test_bomb);
  g_test_add_func ("/codec/zstd/large-window", test_large_window);
  return g_test_run ();
}
