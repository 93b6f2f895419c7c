/* test-mask-alarm.c: octets of messages in, an alarm out, by a mask
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "sol-alarm-list.h"
#include "sol-mask-json.h"
#include "sol-signal-error.h"
#include "sol-test-analysis.h"
#include "sol-test-wait.h"

#define TOPIC "lab/wave"

static const char mask_text[] = "{\"picture\":\"message\","
                                "\"points\":[[0,-1.1,1.1],[0.0025,null,1.1],[0.005,-1.1,1.1]]}";

typedef struct
{
  SolTestAnalysis base;
  SolAlarmList   *list;
  double          t_s;
  char           *said;
} Fixture;

static void
told_cb (SolAlarmList *list,
         SolAlarmItem *item,
         const char   *text,
         Fixture      *f)
{
  g_free (f->said);
  f->said = g_strdup (text);
}

/* One period as it comes off the wire */
static void
send (Fixture *f,
      double   height)
{
  g_autoptr (GString) payload = g_string_new (NULL);
  g_autoptr (SolMessage) message = NULL;

  g_string_append_printf (payload, "{\"timestamp\":%.3f,\"sampling_rate\":1000,\"data\":[", f->t_s);
  for (guint i = 0; i < 10; i++)
    g_string_append_printf (payload, "%s%.3f", i > 0 ? "," : "", height * sin (i * 0.6));
  g_string_append (payload, "]}");
  message = sol_message_new (TOPIC, strlen (TOPIC), (const guint8 *) payload->str, payload->len, 0, FALSE,
                             (gint64) (f->t_s * 1e6));
  sol_ingest_post (message, f->base.ingest);
  f->t_s += 0.01;
}

static gboolean
has_channel (Fixture *f)
{
  return g_list_model_get_n_items (sol_ingest_get_channels (f->base.ingest)) == 3;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  sol_test_analysis_init (&f->base);
  f->list = sol_alarm_list_new (f->base.analysis, f->base.ingest);
  f->t_s = (double) (g_get_real_time () / 1000) / 1000;
  g_signal_connect (f->list, "told", G_CALLBACK (told_cb), f);
  sol_ingest_bind (f->base.ingest, TOPIC, &(SolDecoderSettings) { 0 });
  send (f, 1);
  sol_test_wait_until (has_channel (f));
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sol_alarm_list_close (f->list);
  sol_test_analysis_clear (&f->base, SOL_ANALYSIS_LIST (f->list));
  g_free (f->said);
}

static SolAlarmItem *
add (Fixture    *f,
     const char *text,
     double      keep_s)
{
  g_autoptr (SolChannel) channel = g_list_model_get_item (sol_ingest_get_channels (f->base.ingest), 2);
  const char *input = sol_analysis_get_input_name (channel);
  g_autoptr (GError) error = NULL;
  g_autoptr (SolMaskRule) rule = sol_mask_parse (text, strlen (text), NULL, 0, &error);
  g_autoptr (SolAlarmItem) item = NULL;

  g_assert_no_error (error);
  item = sol_alarm_item_new_mask (input, input, rule, keep_s);
  sol_alarm_list_put (f->list, 0, item, &error);
  g_assert_no_error (error);
  return item; /* the list holds it */
}

static guint64
count (SolAlarmItem *item,
       gboolean      failed)
{
  guint64 n_passed, n_failed, n_missed;

  sol_alarm_item_get_pictures (item, &n_passed, &n_failed, &n_missed);
  g_assert_cmpuint (n_missed, ==, 0);
  return failed ? n_failed : n_passed;
}

static void
test_violation_is_told_and_kept (Fixture       *f,
                                 gconstpointer  data)
{
  GListModel *captures = G_LIST_MODEL (sol_alarm_list_get_captures (f->list));
  SolAlarmItem *item = add (f, mask_text, 0.02);
  g_autofree char *state = NULL;
  SolAnalysisMood mood;

  for (guint i = 0; i < 5; i++)
    send (f, 1);
  sol_test_wait_until (count (item, FALSE) == 5);
  g_assert_null (f->said);
  send (f, 2);
  sol_test_wait_until (sol_alarm_item_is_active (item));
  g_assert_true (g_str_has_suffix (f->said, "outside its mask"));
  state = sol_analysis_item_describe_state (SOL_ANALYSIS_ITEM (item), &mood);
  g_assert_cmpint (mood, ==, SOL_ANALYSIS_ALERT);
  g_assert_true (g_str_has_prefix (state, "5 passed, 1 failed"));
  send (f, 1);
  sol_test_wait_until (!sol_alarm_item_is_active (item));
  g_assert_true (g_str_has_prefix (f->said, "Alarm over: "));
  sol_test_wait_until (g_list_model_get_n_items (captures) == 1);
  g_assert_cmpuint (count (item, TRUE), ==, 1);
}

static void
test_triggered_pictures_are_tested (Fixture       *f,
                                    gconstpointer  data)
{
  static const char text[] = "{\"trigger\":{\"level\":0.2,\"hysteresis\":0.1},"
                             "\"points\":[[0,-1.1,1.1],[0.004,-1.1,1.1]]}";
  SolAlarmItem *item = add (f, text, 0);

  for (guint i = 0; i < 20; i++)
    send (f, 1);
  sol_test_wait_until (count (item, FALSE) >= 18);
  send (f, 3);
  send (f, 3);
  sol_test_wait_until (sol_alarm_item_is_active (item));
  g_assert_cmpint (sol_alarm_item_get_zero (item), >, 0);
}

static void
test_is_read_as_it_was_written (Fixture       *f,
                                gconstpointer  data)
{
  static const char text[] = "{\"picture\":\"trigger\",\"holdoff_s\":0.5,\"points\":[[-0.5,null,1.5],[1,-2,null]],"
                             "\"trigger\":{\"kind\":\"pulse\",\"edge\":\"falling\",\"level\":0.2,"
                             "\"pulse\":\"within\",\"shortest_s\":0.001,\"longest_s\":0.002}}";
  SolAlarmList *other = sol_alarm_list_new (f->base.analysis, f->base.ingest);
  g_autoptr (JsonArray) array = NULL;
  SolMaskRule *rule;

  add (f, text, 3);
  array = sol_analysis_list_to_json (SOL_ANALYSIS_LIST (f->list));
  g_assert_cmpuint (sol_alarm_list_add_missing (other, array), ==, 1);
  g_assert_cmpuint (sol_alarm_list_add_missing (other, array), ==, 0);
  g_assert_cmpuint (sol_analysis_list_get_count (SOL_ANALYSIS_LIST (other)), ==, 1);
  rule = sol_alarm_item_get_mask (SOL_ALARM_ITEM (sol_analysis_list_get (SOL_ANALYSIS_LIST (other), 0)));
  g_assert_cmpint (rule->trigger.kind, ==, SOL_TRIGGER_PULSE);
  g_assert_cmpint (rule->trigger.edge, ==, SOL_EDGE_FALLING);
  g_assert_cmpint (rule->trigger.pulse_rule, ==, SOL_PULSE_WITHIN);
  g_assert_cmpfloat (rule->trigger.longest_s, ==, 0.002);
  g_assert_cmpint (rule->holdoff_ns, ==, 500000000);
  g_assert_cmpuint (rule->n, ==, 2);
  g_assert_true (isnan (rule->points[0].lo) && isnan (rule->points[1].hi));
  g_assert_cmpfloat (rule->points[1].lo, ==, -2);
  sol_alarm_list_close (other);
  g_assert_finalize_object (other);
}

static void
test_mistakes_are_named (void)
{
  static const struct
  {
    const char *text, *word;
  } wrong[] = {
    { "{}", "points" },
    { "{\"points\":7}", "points" },
    { "{\"points\":[[0,-1,1],[1,2]]}", "Point 2" },
    { "{\"points\":[[0,-1,1],[1,\"x\",2]]}", "Point 2" },
    { "{\"points\":[[0,-1,1]]}", "1 points" },
    { "{\"points\":[[0,-1,1],[0,-1,1]]}", "Point 2" },
    { "{\"picture\":\"frame\",\"points\":[[0,-1,1],[1,-1,1]]}", "picture" },
    { "{\"picture\":7,\"points\":[[0,-1,1],[1,-1,1]]}", "picture" },
    { "{\"picture\":\"trigger\",\"points\":[[0,-1,1],[1,-1,1]]}", "trigger" },
    { "{\"trigger\":{\"kind\":\"glitch\"},\"points\":[[0,-1,1],[1,-1,1]]}", "kind" },
    { "{\"trigger\":{},\"holdoff_s\":-1,\"points\":[[0,-1,1],[1,-1,1]]}", "hold-off" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sol_mask_parse (wrong[i].text, strlen (wrong[i].text), NULL, 0, &error));
      g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS);
      g_assert_nonnull (strstr (error->message, wrong[i].word));
    }
}

/* Every beginning of a good file is refused by an error */
static void
test_torn_files_are_refused (void)
{
  for (gsize length = 0; length < sizeof mask_text - 1; length++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sol_mask_parse (mask_text, length, NULL, 0, &error));
      g_assert_nonnull (error);
    }
}

static void
add_test (const char *path,
          void      (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("/mask-alarm/violation-is-told-and-kept", test_violation_is_told_and_kept);
  add_test ("/mask-alarm/triggered-pictures-are-tested", test_triggered_pictures_are_tested);
  add_test ("/mask-alarm/is-read-as-it-was-written", test_is_read_as_it_was_written);
  g_test_add_func ("/mask-alarm/mistakes-are-named", test_mistakes_are_named);
  g_test_add_func ("/mask-alarm/torn-files-are-refused", test_torn_files_are_refused);
  return g_test_run ();
}
