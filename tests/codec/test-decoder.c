/* test-decoder.c: payloads as devices send them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "decode-print.h"

static const struct
{
  const char *payload;
  SolFormat   format;
  const char *expected;
} cases[] = {
  /* P01 */
  { "{\"timestamp\":1700000000.25,\"sampling_rate\":1000,\"points\":4,\"data\":[0,0.5,1,0.5]}",
    SOL_FORMAT_WAVEFORM_JSON, "=0,0.5,1,0.5@1000t+0.250" },
  { "{\"data\":[1,2,3,4,5,6,7,8]}", SOL_FORMAT_WAVEFORM_JSON, "=1,2,3,4,5,6,7,8@1000" },
  { "[1,2,3,4,5,6,7,8]", SOL_FORMAT_WAVEFORM_JSON, "=1,2,3,4,5,6,7,8@1000" },
  { "{\"dt\":0.002,\"y\":[1,2]}", SOL_FORMAT_WAVEFORM_JSON, "=1,2@500" },
  { "{\"dt_us\":100,\"y\":[1,2]}", SOL_FORMAT_WAVEFORM_JSON, "=1,2@10000" },
  { "{\"interval_ms\":5,\"adc\":[1,2]}", SOL_FORMAT_WAVEFORM_JSON, "=1,2@200" },
  { "{\"ts\":1700000001000,\"fs\":10,\"ch1\":[1,2]}", SOL_FORMAT_WAVEFORM_JSON, "=1,2@10t+1.000" },
  { "{\"ts\":1700000001000000,\"sr\":10,\"ch1\":[1,2]}", SOL_FORMAT_WAVEFORM_JSON, "=1,2@10t+1.000" },
  { "{\"ts\":1700000001000000000,\"Hz\":10,\"wave\":[1,2]}", SOL_FORMAT_WAVEFORM_JSON, "=1,2@10t+1.000" },
  { "{\"time\":\"2023-11-14T22:13:21Z\",\"fs\":10,\"samples\":[1,2]}", SOL_FORMAT_WAVEFORM_JSON, "=1,2@10t+1.000" },
  { "{\"time\":\"2023-11-14T22:13:21\",\"fs\":10,\"samples\":[1,2]}", SOL_FORMAT_WAVEFORM_JSON, "=1,2@10" },
  { "{\"limits\":[0,1],\"fs\":2,\"data\":[1,null,NaN,true],\"note\":{\"a\":[1,\"]\"]}}",
    SOL_FORMAT_WAVEFORM_JSON, "=1,nan,nan,1@2" },
  { " \t{ \"fs\" : 5 ,\r\n \"data\" : [ 1 , 2 ] } \n", SOL_FORMAT_WAVEFORM_JSON, "=1,2@5" },
  /* P02 */
  { "{\"fs\":500,\"ax\":[1,2],\"ay\":[3,4],\"az\":[5,6]}", SOL_FORMAT_WAVEFORM_JSON,
    "ax=1,2@500 ay=3,4@500 az=5,6@500" },
  { "{\"fs\":5,\"data\":[[1,3],[2,4]]}", SOL_FORMAT_WAVEFORM_JSON, "0=1,2@5 1=3,4@5" },
  { "{\"fs\":5,\"data\":[[1,2,3],[4,5,6]]}", SOL_FORMAT_WAVEFORM_JSON, "0=1,2,3@5 1=4,5,6@5" },
  { "{\"fs\":5,\"data\":[[1,4],[2,5],[3,6]]}", SOL_FORMAT_WAVEFORM_JSON, "0=1,2,3@5 1=4,5,6@5" },
  { "{\"fs\":5,\"data\":[[1],[2],[3]]}", SOL_FORMAT_WAVEFORM_JSON, "=1,2,3@5" },
  /* P03 */
  { "[[1700000000000,21.1],[1700000001000,21.2]]", SOL_FORMAT_WAVEFORM_JSON, "=21.1,21.2@1t+0.000" },
  { "[[1700000000,1],[1700000001,2],[1700000009,3]]", SOL_FORMAT_WAVEFORM_JSON, "=1t+0.000 =2t+1.000 =3t+9.000" },
  { "{\"t\":[1700000001,1700000002,1700000003],\"v\":[1,2,3]}", SOL_FORMAT_WAVEFORM_JSON, "=1,2,3@1t+1.000" },
  { "{\"fs\":5,\"note\":[1,2],\"data\":[[1,3],[2,4]]}", SOL_FORMAT_WAVEFORM_JSON, "0=1,2@5 1=3,4@5" },
  /* P04 */
  { "[{\"t\":1700000001.00,\"v\":3.3},{\"t\":1700000001.02,\"v\":3.4}]", SOL_FORMAT_FLAT_JSON, "v=3.3,3.4@50t+1.000" },
  { "[{\"t\":1.00,\"v\":3.3},{\"t\":1.02,\"v\":3.4},{\"t\":1.50,\"v\":3.5,\"w\":1}]", SOL_FORMAT_FLAT_JSON,
    "v=3.3t-0.500 v=3.4t-0.480 v=3.5t+0.000 w=1t+0.000" },
  { "[{\"a\":{\"b\":1}},{\"a\":{\"b\":2}}]", SOL_FORMAT_FLAT_JSON, "a/b=1,2@1000" },
  /* Clocks that are not set: the arrival is the end of the last sample, or of the rows */
  { "{\"ts\":1600000000,\"fs\":10,\"data\":[1,2]}", SOL_FORMAT_WAVEFORM_JSON, "=1,2@10s-100000000" },
  { "[[1600000000,1],[1600000001,2],[1600000009,3]]", SOL_FORMAT_WAVEFORM_JSON,
    "=1t-9.000s-99999991 =2t-8.000s-99999991 =3t+0.000s-99999991" },
  /* P05, P06 */
  { "21.5", SOL_FORMAT_NUMBER, "=21.5" },
  { " -3e2\r\n", SOL_FORMAT_NUMBER, "=-300" },
  { "21,5", SOL_FORMAT_NUMBER, "=21.5" },
  { "true", SOL_FORMAT_STATES, "=1<false,true>" },
  { "OFF", SOL_FORMAT_STATES, "=0<OFF,ON>" },
  { "\"ON\"", SOL_FORMAT_STATES, "=1<OFF,ON>" },
  { "Keuken\n", SOL_FORMAT_STATES, "=0<Keuken>" },
  { "21.5 °C", SOL_FORMAT_NUMBER, "=21.5[°C]" },
  { "\033[0;32m21.5 °C\033[0m", SOL_FORMAT_NUMBER, "=21.5[°C]" },
  { "3.30V", SOL_FORMAT_NUMBER, "=3.3[V]" },
  /* flat JSON */
  { "{\"temperature\":21.4,\"on\":true,\"name\":\"x\",\"none\":null}", SOL_FORMAT_FLAT_JSON,
    "temperature=21.4 on=1<false,true>" },
  { "{\"value\":21.5,\"unit\":\"°C\"}", SOL_FORMAT_FLAT_JSON, "value=21.5[°C]" },
  { "{\"e\":[3,\"x\",[4],null,5]}", SOL_FORMAT_FLAT_JSON, "e/0=3 e/2/0=4 e/4=5" },
  { "{\"a\":{\"b\":1,\"c\":{\"d\":2}},\"e\":[3,4]}", SOL_FORMAT_FLAT_JSON, "a/b=1 a/c/d=2 e/0=3 e/1=4" },
  { "{\"Time\":\"2026-01-02T03:04:05\",\"AM2301\":{\"Temperature\":21.4}}", SOL_FORMAT_FLAT_JSON,
    "AM2301/Temperature=21.4" },
  { "{\"t\":21.5,\"timestamp\":1700000002}", SOL_FORMAT_FLAT_JSON, "t=21.5t+2.000" },
  { "{\"\\u00e9\\n\\\"\":1}", SOL_FORMAT_FLAT_JSON, "é\n\"=1" },
  /* P07 */
  { "0.12,3.4,-1.0\n0.13,3.5,-1.1", SOL_FORMAT_CSV, "0=0.12,0.13@1000 1=3.4,3.5@1000 2=-1,-1.1@1000" },
  { "1;2", SOL_FORMAT_CSV, "0=1 1=2" },
  { "1\t2\t\r\n3\t4\t\r\n", SOL_FORMAT_CSV, "0=1,3@1000 1=2,4@1000" },
  { "1 2  3", SOL_FORMAT_CSV, "0=1 1=2 2=3" },
  { "1\n2\n3\n", SOL_FORMAT_CSV, "=1,2,3@1000" },
  { "u, i\n1, 2\n3, 4\n", SOL_FORMAT_CSV, "u=1,3@1000 i=2,4@1000" },
  { "time,u\n1700000000.0,1\n1700000000.5,2\n", SOL_FORMAT_CSV, "u=1,2@2t+0.000" },
  { "1700000000,1,5\n1700000001,2,6\n1700000007,3,7\n", SOL_FORMAT_CSV,
    "0=1t+0.000 0=2t+1.000 0=3t+7.000 1=5t+0.000 1=6t+1.000 1=7t+7.000" },
  { "1,,3", SOL_FORMAT_CSV, "0=1 1=nan 2=3" },
  /* P08 */
  { "temp:21.5,hum:40", SOL_FORMAT_PAIRS, "temp=21.5 hum=40" },
  { "Temp: 21.5 °C; Door = open\r\n", SOL_FORMAT_PAIRS, "Temp=21.5[°C] Door=1<closed,open>" },
  { "a:1 b:2\na:3 b:4\n", SOL_FORMAT_PAIRS, "a=1,3@1000 b=2,4@1000" },
  /* P15 */
  { "psu,host=lab1 v=3.31,i=0.42,on=t,n=7i 1700000000000000000", SOL_FORMAT_INFLUX,
    "psu,host=lab1/v=3.31t+0.000 psu,host=lab1/i=0.42t+0.000 psu,host=lab1/on=1t+0.000<false,true> "
    "psu,host=lab1/n=7t+0.000" },
  { "cpu a=1 1700000000\ncpu a=2 1700000001\n# no\nmem,h=a\\ b s=\"x y\",f=5 1700000002\ncpu a=3 1700000002\n",
    SOL_FORMAT_INFLUX, "cpu/a=1,2,3@1t+0.000 mem,h=a b/f=5t+2.000" },
  { "m f=1", SOL_FORMAT_INFLUX, "m/f=1" },
  /* P16 */
  { "[{\"bn\":\"bench/\",\"bt\":1700000000,\"bu\":\"V\",\"n\":\"u1\",\"v\":3.25},{\"n\":\"u1\",\"t\":1,\"v\":3.5}]",
    SOL_FORMAT_SENML, "bench/u1=3.25,3.5@1t+0.000[V]" },
  { "[{\"n\":\"t\",\"u\":\"Cel\",\"v\":21},{\"n\":\"h\",\"u\":\"%RH\",\"t\":-2,\"v\":40},{\"n\":\"d\",\"vb\":true}]",
    SOL_FORMAT_SENML, "t=21[°C] h=40t-2.000[%RH] d=1<false,true>" },
};

static void
test_detects (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
      g_autoptr (GError) error = NULL;
      g_autofree char *out = decode_print (decoder, cases[i].payload, strlen (cases[i].payload), &error);

      g_test_message ("%s", cases[i].payload);
      g_assert_no_error (error);
      g_assert_cmpstr (out, ==, cases[i].expected);
      g_assert_cmpuint (sol_decoder_get_format (decoder), ==, cases[i].format);
    }
}

static void
test_text_and_binary (void)
{
  static const struct
  {
    const char *payload;
    gsize       length;
    SolFormat   format;
  } others[] = {
    { "hello, what is this", 19, SOL_FORMAT_TEXT },
    { "\033[0;36m[D][sensor:094]: 'Temp': Sending state 21.4 °C\033[0m", 58, SOL_FORMAT_TEXT },
    { "\033x", 2, SOL_FORMAT_BINARY },
    { "", 0, SOL_FORMAT_TEXT },
    { "{\"name\":\"x\"}", 12, SOL_FORMAT_TEXT },
    { "{\"data\":[1,2", 12, SOL_FORMAT_TEXT },
    { "1,2\n3\n", 6, SOL_FORMAT_TEXT },
    { "\x01\x02\x03", 3, SOL_FORMAT_BINARY },
    { "SOL1\x09garbage", 12, SOL_FORMAT_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
      g_autoptr (GError) error = NULL;

      g_assert_null (decode_print (decoder, others[i].payload, others[i].length, &error));
      g_assert_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_NO_SAMPLES);
      g_assert_cmpuint (sol_decoder_get_format (decoder), ==, others[i].format);
    }
}

/* The document's own examples of raw samples */
static void
test_raw (void)
{
  static const guint8 int16[] = { 0, 0, 0xe8, 3, 0, 0, 0x18, 0xfc };
  static const guint8 float32[] = { 0, 0, 0, 0, 0, 0, 0xc0, 0x3f, 0, 0, 0xc0, 0xbf };
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
  g_autoptr (GError) error = NULL;
  g_autofree char *shorts = NULL, *floats = NULL;

  g_assert_null (decode_print (decoder, int16, sizeof int16, NULL));
  g_assert_cmpuint (sol_decoder_get_format (decoder), ==, SOL_FORMAT_BINARY);
  g_assert_cmpuint (sol_decoder_get_proposal (decoder), ==, SOL_FORMAT_INT16);
  g_assert_null (decode_print (decoder, float32, sizeof float32, NULL));
  g_assert_cmpuint (sol_decoder_get_proposal (decoder), ==, SOL_FORMAT_FLOAT32);

  sol_decoder_set_settings (decoder, &(SolDecoderSettings) { .format = SOL_FORMAT_INT16, .rate_hz = 250.0 });
  shorts = decode_print (decoder, int16, sizeof int16, NULL);
  g_assert_cmpstr (shorts, ==, "=0,1000,0,-1000@250");
  sol_decoder_set_settings (decoder, &(SolDecoderSettings) { .format = SOL_FORMAT_FLOAT32 });
  floats = decode_print (decoder, float32, sizeof float32, NULL);
  g_assert_cmpstr (floats, ==, "=0,1.5,-1.5@1000");
  g_assert_null (decode_print (decoder, float32, 7, &error));
  g_assert_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT);
}

static void
test_sol1 (void)
{
  static const guint8 message[] = {
    'S', 'O', 'L', '1', 1, 2, 0, 0, 0, 0xe4, 0xf3, 0x28, 0x60, 0xb5, 0x97, 0x17,
    0, 0, 0, 0, 0, 0x40, 0x7f, 0x40, 7, 0, 0, 0,
    1, 0, 2, 0, 3, 0, 0xfc, 0xff,
  };
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL, *prefix = NULL;
  guint8 copy[sizeof message];

  out = decode_print (decoder, message, sizeof message, &error);
  g_assert_no_error (error);
  prefix = g_strndup (out, 9);
  g_assert_cmpstr (prefix, ==, "0=1,3@500");
  g_assert_nonnull (strstr (out, " 1=2,-4@500"));
  g_assert_cmpuint (sol_decoder_get_format (decoder), ==, SOL_FORMAT_SOL1);

  sol_decoder_set_settings (decoder, &(SolDecoderSettings) { .format = SOL_FORMAT_SOL1 });
  for (guint i = 4; i < 6; i++)
    {
      memcpy (copy, message, sizeof message);
      copy[i] = 0;
      g_clear_error (&error);
      g_assert_null (decode_print (decoder, copy, sizeof copy, &error));
      g_assert_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT);
    }
}

static void
decode_text (SolDecoder *decoder,
             const char *payload,
             gboolean    is_good)
{
  g_autofree char *out = decode_print (decoder, payload, strlen (payload), NULL);

  g_assert_cmpint (out != NULL, ==, is_good);
}

/* Three messages fix the format; one odd one is an error and changes nothing, eight in a row do */
static void
test_sticky (void)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");

  for (guint i = 0; i < 3; i++)
    decode_text (decoder, "{\"a\":1}", TRUE);
  for (guint i = 0; i < 7; i++)
    decode_text (decoder, "21.5", FALSE);
  g_assert_cmpuint (sol_decoder_get_format (decoder), ==, SOL_FORMAT_FLAT_JSON);
  decode_text (decoder, "{\"a\":1}", TRUE);
  for (guint i = 0; i < 7; i++)
    decode_text (decoder, "21.5", FALSE);
  decode_text (decoder, "21.5", TRUE);
  g_assert_cmpuint (sol_decoder_get_format (decoder), ==, SOL_FORMAT_NUMBER);
}

/* Before three agree, every message is read as what it is; text in between fixes nothing */
static void
test_not_yet_sticky (void)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");

  decode_text (decoder, "{\"a\":1}", TRUE);
  decode_text (decoder, "{\"a\":1}", TRUE);
  decode_text (decoder, "21.5", TRUE);
  for (guint i = 0; i < 10; i++)
    decode_text (decoder, "Sensor 5 (kitchen) has not answered", FALSE);
  decode_text (decoder, "21.5", TRUE);
}

static void
test_set_format (void)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");

  sol_decoder_set_settings (decoder, &(SolDecoderSettings) { .format = SOL_FORMAT_CSV });
  for (guint i = 0; i < 20; i++)
    decode_text (decoder, "21.5", FALSE);
  decode_text (decoder, "21.5,2.5", TRUE);
  sol_decoder_set_settings (decoder, &(SolDecoderSettings) { 0 });
  decode_text (decoder, "21.5", TRUE);
}

static void
test_settings (void)
{
  const struct
  {
    SolDecoderSettings settings;
    const char        *payload, *expected;
  } rows[] = {
    { { .scale = 0.5, .offset = 1.0, .unit = (char *) "V" }, "{\"fs\":10,\"data\":[2,4]}", "=2,3@10[V]" },
    { { .fields = (char *[]) { (char *) "b", NULL } }, "{\"a\":1,\"b\":{\"c\":2},\"bb\":3}", "b/c=2" },
    { { .fields = (char *[]) { (char *) "c", NULL } }, "{\"a\":1,\"b\":2}", NULL },
    { { .fields = (char *[]) { (char *) "c", (char *) "b", NULL } }, "{\"a\":1,\"b\":{\"c\":2},\"bb\":3}", "b/c=2" },
    { { .fields = (char *[]) { (char *) "bb", (char *) "a", NULL } },
      "{\"a\":1,\"b\":{\"c\":2},\"bb\":3}", "a=1 bb=3" },
    { { .rate_hz = 4.0 }, "{\"fs\":2,\"data\":[1,2,3]}", "=1,2,3@4" },
    { { .time_source = SOL_TIME_LAST }, "{\"t\":1700000001,\"fs\":2,\"data\":[1,2,3]}", "=1,2,3@2t+0.000" },
    { { .time_source = SOL_TIME_ARRIVAL }, "{\"t\":1700000001,\"fs\":2,\"data\":[1,2,3]}", "=1,2,3@2" },
    { { .time_source = SOL_TIME_LAST, .rate_hz = 4.0 }, "{\"t\":1700000001,\"data\":[1,2,3,4,5,6,7,8,9]}",
      "=1,2,3,4,5,6,7,8,9@4t-1.000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
      g_autofree char *out = NULL;

      sol_decoder_set_settings (decoder, &rows[i].settings);
      out = decode_print (decoder, rows[i].payload, strlen (rows[i].payload), NULL);
      g_assert_cmpstr (out, ==, rows[i].expected);
    }
}

/* Who asks for a field that is not there is told which are */
static void
test_missing_field_is_told (void)
{
  const SolDecoderSettings settings = { .fields = (char *[]) { (char *) "ENERGY/Powr", NULL } };
  static const char payload[] = "{\"ENERGY\":{\"Power\":37,\"Voltage\":231}}";
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("plug");
  g_autoptr (GError) error = NULL;

  sol_decoder_set_settings (decoder, &settings);
  g_assert_null (decode_print (decoder, payload, strlen (payload), &error));
  g_assert_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FIELD);
  g_assert_nonnull (strstr (error->message, "ENERGY/Powr"));
  g_assert_nonnull (strstr (error->message, "ENERGY/Power, ENERGY/Voltage"));
}

/* Seconds since boot hang on the first arrival, and on the next one after a step back */
static void
test_boot_time (void)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
  const char *payloads[] = {
    "{\"t\":12.5,\"fs\":2,\"data\":[1,2]}", "{\"t\":13.5,\"fs\":2,\"data\":[1,2]}",
    "{\"t\":0.5,\"fs\":2,\"data\":[1,2]}",
  };
  const char *expected[] = { "=1,2@2t-1.000", "=1,2@2t+0.000", "=1,2@2t-1.000" };

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *out = decode_print (decoder, payloads[i], strlen (payloads[i]), NULL);

      g_assert_cmpstr (out, ==, expected[i]);
    }
}

static void
test_limits (void)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
  g_autoptr (GString) deep = g_string_new ("{\"a\":"), wide = g_string_new ("{\"b\":0"), numbers = g_string_new ("[0");
  g_autofree char *out = NULL;
  g_auto (GStrv) channels = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  decode_text (decoder, deep->str, FALSE);
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (wide, ",\"a%u\":%u", i, i);
  g_string_append_c (wide, '}');
  out = decode_print (decoder, wide->str, wide->len, NULL);
  channels = g_strsplit (out, " ", -1);
  g_assert_cmpuint (g_strv_length (channels), ==, 64);
  for (guint i = 0; i < (4u << 20); i++)
    g_string_append (numbers, ",0");
  g_string_append_c (numbers, ']');
  decode_text (decoder, numbers->str, FALSE);
}

static void
count_cb (const SolSampleBlock *block,
          gpointer              user_data)
{
  *(guint *) user_data += (guint) block->n_values;
}

/* What one message costs when it holds little */
static void
test_speed_of_small_messages (void)
{
  static const char * const payloads[] = {
    "21.5 °C", "ON", "{\"temperature\":21.4,\"humidity\":48,\"battery\":93,\"last_seen\":1700000000000}",
    "temp:21.5,hum:40", "psu,host=lab1 v=3.31,i=0.42 1700000000000000000",
  };
  const guint n = 20000;

  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
      gsize length = strlen (payloads[i]);
      guint n_values = 0;
      clock_t begin = clock ();

      for (guint k = 0; k < n; k++)
        sol_decoder_decode (decoder, (const guint8 *) payloads[i], length, NOW_US, count_cb, &n_values, NULL);
      g_test_message ("%s: %.0f ns a message", payloads[i], 1e9 * (double) (clock () - begin) / CLOCKS_PER_SEC / n);
      g_assert_cmpuint (n_values, >=, n);
    }
}

static void
note_rate_cb (const SolSampleBlock *block,
              gpointer              user_data)
{
  *(gboolean *) user_data = block->is_rate_assumed;
}

static void
test_rate_of_nobody_is_assumed (void)
{
  static const char bare[] = "[1,2,3,4,5,6,7,8]", stated[] = "{\"sampling_rate\":50,\"data\":[1,2,3,4]}", one[] = "7";
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("t");
  gboolean is_assumed = FALSE;

  sol_decoder_decode (decoder, (const guint8 *) bare, strlen (bare), NOW_US, note_rate_cb, &is_assumed, NULL);
  g_assert_true (is_assumed);
  sol_decoder_decode (decoder, (const guint8 *) stated, strlen (stated), NOW_US, note_rate_cb, &is_assumed, NULL);
  g_assert_false (is_assumed);
  is_assumed = TRUE;
  sol_decoder_decode (decoder, (const guint8 *) one, strlen (one), NOW_US, note_rate_cb, &is_assumed, NULL);
  g_assert_false (is_assumed);
  sol_decoder_set_settings (decoder, &(SolDecoderSettings) { .rate_hz = 200.0 });
  is_assumed = TRUE;
  sol_decoder_decode (decoder, (const guint8 *) bare, strlen (bare), NOW_US, note_rate_cb, &is_assumed, NULL);
  g_assert_false (is_assumed);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/decoder/detects", test_detects);
  g_test_add_func ("/signal/decoder/text-and-binary", test_text_and_binary);
  g_test_add_func ("/signal/decoder/raw", test_raw);
  g_test_add_func ("/signal/decoder/sol1", test_sol1);
  g_test_add_func ("/signal/decoder/sticky", test_sticky);
  g_test_add_func ("/signal/decoder/not-yet-sticky", test_not_yet_sticky);
  g_test_add_func ("/signal/decoder/set-format", test_set_format);
  g_test_add_func ("/signal/decoder/settings", test_settings);
  g_test_add_func ("/signal/decoder/missing-field-is-told", test_missing_field_is_told);
  g_test_add_func ("/signal/decoder/boot-time", test_boot_time);
  g_test_add_func ("/signal/decoder/limits", test_limits);
  g_test_add_func ("/signal/decoder/speed-of-small-messages", test_speed_of_small_messages);
  g_test_add_func ("/signal/decoder/rate-of-nobody-is-assumed", test_rate_of_nobody_is_assumed);
  return g_test_run ();
}
