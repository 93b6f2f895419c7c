/* test-hints.c: what a message's properties say goes before what its payload looks like
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "decode-print.h"
#include "sol-hints.h"

static void
add (SolHints   *hints,
     const char *name,
     const char *value)
{
  sol_hints_add_property (hints, name, strlen (name), value, strlen (value));
}

/* The document's own octets, with all that properties can say */
static void
test_raw (void)
{
  static const guint8 octets[] = { 0, 0, 0xe8, 3, 0, 0, 0x18, 0xfc };
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
  g_autofree char *out = NULL, *text = NULL;
  SolHints hints = { 0 };

  add (&hints, "dtype", "int16");
  add (&hints, "fs", "250");
  add (&hints, "scale", "0.001");
  add (&hints, "offset", "1");
  add (&hints, "unit", "V");
  add (&hints, "t0", "2023-11-14T22:13:19Z");
  add (&hints, "colour", "blue");
  sol_decoder_set_hints (decoder, &hints);
  out = decode_print (decoder, octets, sizeof octets, NULL);
  g_assert_cmpstr (out, ==, "=1,2,1,0@250t-1.000[V]");
  text = sol_decoder_describe (decoder);
  g_assert_cmpstr (text, ==, "int16 samples, stated by the message");

  /* They count for one message */
  g_assert_null (decode_print (decoder, octets, sizeof octets, NULL));
}

static void
test_content_type (void)
{
  static const char senml[] = "[{\"n\":\"a\",\"v\":1}]", csv[] = "1,2";
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  SolHints hints = { 0 };

  sol_hints_add_content_type (&hints, "Application/SenML+JSON; v=1", 27);
  g_assert_cmpint (hints.format, ==, SOL_FORMAT_SENML);
  sol_decoder_set_hints (decoder, &hints);
  out = decode_print (decoder, senml, strlen (senml), NULL);
  g_assert_cmpstr (out, ==, "a=1");
  sol_decoder_set_hints (decoder, &hints);
  g_assert_null (decode_print (decoder, csv, strlen (csv), &error));
  g_assert_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT);
}

/* A person goes before the message */
static void
test_settings_first (void)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
  SolDecoderSettings settings = { .format = SOL_FORMAT_CSV, .unit = (char *) "A", .scale = 10.0, .rate_hz = 5.0 };
  SolHints hints = { .format = SOL_FORMAT_SENML, .scale = 2.0, .unit = "V" };
  g_autofree char *out = NULL, *text = NULL;

  sol_decoder_set_settings (decoder, &settings);
  sol_decoder_set_hints (decoder, &hints);
  out = decode_print (decoder, "1\n2", 3, NULL);
  g_assert_cmpstr (out, ==, "=10,20@5[A]");
  text = sol_decoder_describe (decoder);
  g_assert_cmpstr (text, ==, "CSV, chosen, ×10, A, 5\u2009Hz");
}

/* The payload format indicator says text, whatever stands in it */
static void
test_text (void)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
  SolHints hints = { .is_text = TRUE };

  sol_decoder_set_hints (decoder, &hints);
  g_assert_null (decode_print (decoder, "\001\002\003\004", 4, NULL));
  g_assert_cmpint (sol_decoder_get_format (decoder), ==, SOL_FORMAT_TEXT);
  g_assert_cmpint (sol_decoder_get_proposal (decoder), ==, SOL_FORMAT_BINARY);
}

/* What is no number, no time, or too long is not taken */
static void
test_nonsense (void)
{
  SolHints hints = { 0 };

  add (&hints, "fs", "fast");
  add (&hints, "scale", "1e999");
  add (&hints, "t0", "12.5");
  add (&hints, "unit", "much too long for a unit");
  add (&hints, "dtype", "complex128");
  sol_hints_add_content_type (&hints, "image/png", 9);
  g_assert_cmpint (hints.format, ==, SOL_FORMAT_AUTO);
  g_assert_cmpfloat (hints.rate_hz, ==, 0.0);
  g_assert_cmpfloat (hints.scale, ==, 0.0);
  g_assert_false (hints.has_time);
  g_assert_cmpstr (hints.unit, ==, "");
}

/* Found, agreed on, and doubted */
static void
test_describe (void)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
  const char * const expected[] = { "Number, found, not sure yet", "Number, found, not sure yet", "Number, found",
                                    "Number, but 1 message was not", "Number, but 2 messages were not" };
  const char * const payloads[] = { "1", "2", "3", "{\"a\":1}", "1,2,3" };
  g_autofree char *before = sol_decoder_describe (decoder);

  g_assert_cmpstr (before, ==, "Not known yet");
  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autofree char *out = decode_print (decoder, payloads[i], strlen (payloads[i]), NULL);
      g_autofree char *text = sol_decoder_describe (decoder);

      g_assert_cmpstr (text, ==, expected[i]);
    }
}

static void
test_time_without_zone (void)
{
  static const char * const payloads[] = {
    "{\"Time\":\"2026-01-02T03:04:05\",\"a\":1}", "{\"time\":\"2026-01-02T03:04:05\",\"fs\":5,\"data\":[1,2]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
      g_autofree char *out = decode_print (decoder, payloads[i], strlen (payloads[i]), NULL);
      g_autofree char *text = sol_decoder_describe (decoder);

      g_assert_nonnull (strstr (text, "not sure yet; its time has no zone"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codec/hints/raw", test_raw);
  g_test_add_func ("/codec/hints/content-type", test_content_type);
  g_test_add_func ("/codec/hints/settings-first", test_settings_first);
  g_test_add_func ("/codec/hints/text", test_text);
  g_test_add_func ("/codec/hints/nonsense", test_nonsense);
  g_test_add_func ("/codec/hints/describe", test_describe);
  g_test_add_func ("/codec/hints/time-without-zone", test_time_without_zone);
  return g_test_run ();
}
