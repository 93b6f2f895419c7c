/* test-read-as.c: what a person says of a topic, as JSON, and what a message would give under it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-decoder-json.h"
#include "sol-trial.h"

/* What is set comes back, and what is not set is not written */
static void
test_settings_come_back (void)
{
  const SolDecoderSettings settings = { .format = SOL_FORMAT_MSGPACK, .fields = (char *[]) { (char *) "a/b", NULL },
                                        .unit = (char *) "V", .scale = 0.5, .offset = -1.25, .rate_hz = 500,
                                        .time_source = SOL_TIME_ARRIVAL };
  g_autofree char *text = sol_decoder_settings_to_text (&settings);
  g_autofree char *nothing = sol_decoder_settings_to_text (&(SolDecoderSettings) { 0 });
  g_autoptr (GError) error = NULL;
  SolDecoderSettings got;

  g_assert_cmpstr (nothing, ==, "{}");
  g_assert_true (sol_decoder_settings_from_text (text, &got, &error));
  g_assert_no_error (error);
  g_assert_true (sol_decoder_settings_equal (&got, &settings));
  sol_decoder_settings_clear (&got);
}

static void
test_every_format_has_a_word (void)
{
  for (guint i = 0; i < SOL_N_FORMATS; i++)
    {
      g_autofree char *text = sol_decoder_settings_to_text (&(SolDecoderSettings) { .format = (SolFormat) i });
      g_autoptr (GError) error = NULL;
      SolDecoderSettings got;
      gboolean is_known = sol_decoder_settings_from_text (text, &got, &error);

      if (i == SOL_FORMAT_AUTO || sol_format_is_choice ((SolFormat) i))
        g_assert_cmpint (got.format, ==, (SolFormat) i);
      else
        g_assert_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_SETTING);
      g_assert_cmpint (is_known, ==, error == NULL);
    }
}

/* What cannot be is told with its member, and nothing is set */
static void
test_what_cannot_be_is_refused (void)
{
  static const struct
  {
    const char *text, *member;
  } rows[] = {
    { "{\"format\":\"morse\"}", "format" },   { "{\"format\":7}", "format" },
    { "{\"scale\":0}", "scale" },             { "{\"scale\":\"2\"}", "scale" },
    { "{\"offset\":null}", "offset" },        { "{\"rate_hz\":0}", "rate_hz" },
    { "{\"rate_hz\":-5}", "rate_hz" },        { "{\"time\":\"noon\"}", "time" },
    { "{\"fields\":\"a\"}", "fields" },       { "{\"fields\":[1]}", "fields" },
    { "{\"unit\":[]}", "unit" },              { "{\"unit\":\"V\",\"scale\":{}}", "scale" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      SolDecoderSettings got;

      g_assert_false (sol_decoder_settings_from_text (rows[i].text, &got, &error));
      g_assert_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_SETTING);
      g_assert_nonnull (strstr (error->message, rows[i].member));
      g_assert_null (got.unit);
      g_assert_null (got.fields);
    }
}

static GPtrArray *
try_text (const char               *topic,
          const char               *payload,
          const SolDecoderSettings *settings,
          char                    **description,
          GError                  **error)
{
  g_autoptr (SolTrial) trial = sol_trial_new ();
  g_autoptr (SolMessage) message = sol_message_new (topic, strlen (topic), (const guint8 *) payload, strlen (payload),
                                                    0, FALSE, G_USEC_PER_SEC);

  return sol_trial_run (trial, message, settings, description, error);
}

static void
test_trial_names_fields (void)
{
  static const char payload[] = "{\"Time\":\"2026-11-22T12:14:07\",\"ENERGY\":{\"Power\":37,\"Voltage\":231}}";
  const SolDecoderSettings settings = { .scale = 2 };
  g_autofree char *description = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fields = try_text ("tele/plug-3/SENSOR", payload, &settings, &description, &error);
  const SolTrialField *first;

  g_assert_no_error (error);
  g_assert_cmpuint (fields->len, ==, 2);
  first = fields->pdata[0];
  text = sol_trial_field_to_text (first);
  g_assert_cmpstr (first->path, ==, "ENERGY/Power");
  g_assert_cmpfloat (first->high, ==, 74);
  g_assert_cmpstr (text, ==, "74\u2009W");
  g_assert_nonnull (strstr (description, "Tasmota"));
}

static void
test_trial_tells_what_is_wrong (void)
{
  const SolDecoderSettings none = { .fields = (char *[]) { (char *) "q", NULL } };
  const SolDecoderSettings binary = { .format = SOL_FORMAT_CBOR };
  g_autoptr (GError) field = NULL, format = NULL;

  g_assert_null (try_text ("t", "{\"a\":1}", &none, NULL, &field));
  g_assert_error (field, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FIELD);
  g_assert_null (try_text ("t", "{\"a\":1}", &binary, NULL, &format));
  g_assert_error (format, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/read-as/settings-come-back", test_settings_come_back);
  g_test_add_func ("/engine/read-as/every-format-has-a-word", test_every_format_has_a_word);
  g_test_add_func ("/engine/read-as/what-cannot-be-is-refused", test_what_cannot_be_is_refused);
  g_test_add_func ("/engine/read-as/trial-names-fields", test_trial_names_fields);
  g_test_add_func ("/engine/read-as/trial-tells-what-is-wrong", test_trial_tells_what_is_wrong);
  return g_test_run ();
}
