/* test-mask-reader.c: a mask is laid over each picture once
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "sol-mask-reader.h"
#include "sol-signal-error.h"

#define MS_NS G_GINT64_CONSTANT (1000000)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * 1000 * MS_NS)
#define PERIOD 20   /* samples of 1 ms */

typedef struct
{
  SolChannel *a, *b;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->a = sol_channel_new ("a", NULL, 0, 0);
  f->b = sol_channel_new ("b", NULL, 0, 0);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_assert_finalize_object (f->a);
  g_assert_finalize_object (f->b);
}

/* One period of a sine of @height from @t_ms on, as a message */
static void
feed (SolChannel *channel,
      gint64      t_ms,
      double      height)
{
  double values[PERIOD];
  SolSampleBlock block = { "", NULL, values, PERIOD, T0_NS + t_ms * MS_NS, 1000, TRUE };

  for (guint i = 0; i < PERIOD; i++)
    values[i] = height * sin (2 * G_PI * i / PERIOD);
  sol_channel_append (channel, &block, block.t0_ns / 1000);
}

static SolMaskReader *
make_reader (SolChannel       *channel,
             SolChannel       *source,
             const SolTrigger *trigger)
{
  const SolMaskPoint points[] = { { -0.001, -1.1, 1.1 }, { 0.015, -1.1, 1.1 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (SolMaskRule) rule = sol_mask_rule_new (points, 2, trigger, 0, &error);

  g_assert_no_error (error);
  return sol_mask_reader_new (rule, channel, source);
}

/* The next result is of a picture that begins at @zero_ms */
static void
assert_next (SolMaskReader *reader,
             double         zero_ms,
             gboolean       passes)
{
  SolMaskResult result;
  gint64 zero_ns;

  g_assert_true (sol_mask_reader_next (reader, &zero_ns, &result));
  g_assert_cmpfloat_with_epsilon ((double) (zero_ns - T0_NS) / MS_NS, zero_ms, 0.6);
  g_assert_cmpuint (result.n_tested, >=, 15);
  g_assert_cmpint (result.n_violations == 0, ==, passes);
}

static void
assert_none (SolMaskReader *reader)
{
  SolMaskResult result;
  gint64 zero_ns;

  g_assert_false (sol_mask_reader_next (reader, &zero_ns, &result));
}

static void
test_each_message_is_a_picture (Fixture       *f,
                                gconstpointer  data)
{
  g_autoptr (SolMaskReader) reader = NULL;

  feed (f->a, 0, 5);
  reader = make_reader (f->a, f->a, NULL);
  assert_none (reader);
  feed (f->a, 20, 1);
  feed (f->a, 40, 2);
  /* What is between messages, and the next one, are no part of a picture */
  feed (f->a, 65, 1);
  assert_next (reader, 20, TRUE);
  assert_next (reader, 40, FALSE);
  assert_next (reader, 65, TRUE);
  assert_none (reader);
  g_assert_cmpuint (sol_mask_reader_get_n_missed (reader), ==, 0);
}

static void
test_each_trigger_is_a_picture (Fixture       *f,
                                gconstpointer  data)
{
  const SolTrigger trigger = { .edge = SOL_EDGE_RISING, .level = 0.1, .hysteresis = 0.2 };
  g_autoptr (SolMaskReader) reader = NULL;

  feed (f->a, 0, 1);
  reader = make_reader (f->a, f->a, &trigger);
  feed (f->a, 20, 1);
  feed (f->a, 40, 1);
  feed (f->a, 60, 3);
  assert_next (reader, 20, TRUE);
  assert_next (reader, 40, TRUE);
  assert_next (reader, 60, FALSE);
  feed (f->a, 80, 1);
  assert_next (reader, 80, TRUE);
  assert_none (reader);
}

/* The channel that is tested comes later than the one that triggers */
static void
test_another_channel_triggers (Fixture       *f,
                               gconstpointer  data)
{
  const SolTrigger trigger = { .edge = SOL_EDGE_RISING, .level = 0.1, .hysteresis = 0.2 };
  g_autoptr (SolMaskReader) reader = make_reader (f->a, f->b, &trigger);

  for (gint64 t_ms = 0; t_ms < 60; t_ms += 20)
    feed (f->b, t_ms, 1);
  assert_none (reader);
  feed (f->a, 0, 1);
  feed (f->a, 20, 1);
  assert_next (reader, 20, TRUE);
  assert_none (reader);
  feed (f->a, 40, 3);
  assert_next (reader, 40, FALSE);
}

static void
test_flood_is_counted (Fixture       *f,
                       gconstpointer  data)
{
  g_autoptr (SolMaskReader) reader = make_reader (f->a, f->a, NULL);
  SolMaskResult result;
  guint64 n_tested = 0;
  gint64 zero_ns;

  for (gint64 i = 0; i < 1000; i++)
    feed (f->a, i * 20, 1);
  while (sol_mask_reader_next (reader, &zero_ns, &result))
    n_tested++;
  g_assert_cmpuint (n_tested, >, 200);
  g_assert_cmpuint (n_tested + sol_mask_reader_get_n_missed (reader), ==, 1000);
}

static void
test_impossible_rules_are_refused (void)
{
  const SolMaskPoint points[] = { { 0, -1, 1 }, { 1, -1, 1 } }, far[] = { { 0, -1, 1 }, { 1e9, -1, 1 } };
  const SolTrigger trigger = { .hysteresis = -1 };
  g_autoptr (GError) error = NULL;

  g_assert_null (sol_mask_rule_new (points, 1, NULL, 0, &error));
  g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS);
  g_clear_error (&error);
  g_assert_null (sol_mask_rule_new (far, 2, NULL, 0, &error));
  g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS);
  g_clear_error (&error);
  g_assert_null (sol_mask_rule_new (points, 2, &trigger, 0, &error));
  g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS);
  g_clear_error (&error);
  g_assert_null (sol_mask_rule_new (points, 2, NULL, -1, &error));
  g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS);
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
  add_test ("/mask-reader/each-message-is-a-picture", test_each_message_is_a_picture);
  add_test ("/mask-reader/each-trigger-is-a-picture", test_each_trigger_is_a_picture);
  add_test ("/mask-reader/another-channel-triggers", test_another_channel_triggers);
  add_test ("/mask-reader/flood-is-counted", test_flood_is_counted);
  g_test_add_func ("/mask-reader/impossible-rules-are-refused", test_impossible_rules_are_refused);
  return g_test_run ();
}
