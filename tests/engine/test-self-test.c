/* test-self-test.c: every shape in every family comes out as it was set
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "sol-payload.h"
#include "sol-self-test.h"

typedef struct
{
  GAsyncResult *result;
  double        part;   /* the last one told */
  guint         n_told;
  guint         n_again;  /* it begins again when the computer stood still: twice at most */
  GCancellable *cancellable;
} Run;

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  ((Run *) user_data)->result = g_object_ref (result);
}

static void
progress_cb (double   part,
             gpointer user_data)
{
  Run *run = user_data;

  g_assert_cmpfloat (part, <=, 1.0);
  run->n_again += part < run->part ? 1 : 0;
  g_assert_cmpuint (run->n_again, <=, 2);
  run->part = part;
  run->n_told++;
  if (run->cancellable != NULL)
    g_cancellable_cancel (run->cancellable);
}

static void
run_test (Run *run)
{
  sol_self_test_async (run->cancellable, progress_cb, run, done_cb, run);
  while (run->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
print_row (const SolSelfTestRow *row)
{
  g_test_message ("%s in %s: %u of %u samples; frequency %g (%g ± %g), amplitude %g (%g ± %g), mean %g (%g ± %g)",
                  sol_shape_get_nick (row->shape), sol_format_get_nick (row->format), row->n_samples, row->n_expected,
                  row->frequency.measured, row->frequency.set, row->frequency.error, row->amplitude.measured,
                  row->amplitude.set, row->amplitude.error, row->mean.measured, row->mean.set, row->mean.error);
}

static void
test_all (void)
{
  Run run = { 0 };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  guint n_formats = 0, n_failed = 0;
  /* A sanitizer's build may stand still for a period of what is timed by its arrival, again and again */
  gboolean is_slow = g_getenv ("SOLITON_SANITIZED") != NULL;

  run_test (&run);
  rows = sol_self_test_finish (run.result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < SOL_N_FORMATS; i++)
    n_formats += sol_payload_can_write ((SolFormat) i);
  g_assert_cmpuint (rows->len, ==, n_formats * SOL_N_SHAPES);
  for (guint i = 0; i < rows->len; i++)
    {
      const SolSelfTestRow *row = &g_array_index (rows, SolSelfTestRow, i);

      if (row->has_passed || (is_slow && row->frequency.error >= row->frequency.set))
        continue;
      print_row (row);
      n_failed++;
    }
  g_assert_cmpuint (n_failed, ==, 0);
  g_assert_cmpuint (run.n_told, >, 3);
  g_assert_cmpfloat (run.part, ==, 1.0);
  g_object_unref (run.result);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run run = { .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  run_test (&run);
  g_assert_null (sol_self_test_finish (run.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (run.n_told, ==, 1);
  g_object_unref (run.result);
}

/* A value that is off by more than its error, or was not found, has not passed; one that is not asked for has */
static void
test_values (void)
{
  g_assert_true (sol_self_test_value_has_passed (&(SolSelfTestValue) { 2.0, 2.01, 0.02 }));
  g_assert_false (sol_self_test_value_has_passed (&(SolSelfTestValue) { 2.0, 2.03, 0.02 }));
  g_assert_false (sol_self_test_value_has_passed (&(SolSelfTestValue) { 2.0, NAN, 0.02 }));
  g_assert_true (sol_self_test_value_has_passed (&(SolSelfTestValue) { NAN, NAN, 0.02 }));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/self-test/all", test_all);
  g_test_add_func ("/engine/self-test/cancel", test_cancel);
  g_test_add_func ("/engine/self-test/values", test_values);
  return g_test_run ();
}
