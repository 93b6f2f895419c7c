/* test-id-set.c: identifiers come and go as in a plain table
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib.h>

#include "sol-id-set-private.h"

#define N_STEPS 200000

static void
count_cb (guint16  id,
          gpointer user_data)
{
  const guint8 *expected = user_data;

  g_assert_cmpuint (expected[id], ==, 1);
}

/* Identifiers that compete for the same slots: @n_ids of them, @stride apart */
static void
check_against_table (guint n_ids,
                     guint stride)
{
  g_autofree guint8 *expected = g_new0 (guint8, G_MAXUINT16 + 1);
  SolIdSet set = { 0 };
  guint n = 0;

  for (guint i = 0; i < N_STEPS; i++)
    {
      guint16 id = (guint16) (1 + (guint) g_test_rand_int_range (0, (gint32) n_ids) * stride);
      gboolean is_added = g_test_rand_int_range (0, 2) == 1;

      g_assert_cmpint (is_added ? sol_id_set_add (&set, id) : sol_id_set_remove (&set, id), ==,
                       expected[id] != is_added);
      n += (guint) is_added - expected[id];
      expected[id] = (guint8) is_added;
      g_assert_cmpuint (set.n, ==, n);
      g_assert_cmpuint (set.n_astray, <=, n);
    }
  sol_id_set_foreach (&set, count_cb, expected);
  sol_id_set_clear (&set);
}

static void
test_in_turn (void)
{
  check_against_table (100, 1);
}

static void
test_competing (void)
{
  check_against_table (200, 64);
}

static void
test_all (void)
{
  SolIdSet set = { 0 };

  for (guint id = 1; id <= G_MAXUINT16; id++)
    g_assert_true (sol_id_set_add (&set, (guint16) id));
  for (guint id = G_MAXUINT16; id > 0; id--)
    {
      g_assert_false (sol_id_set_add (&set, (guint16) id));
      g_assert_true (sol_id_set_remove (&set, (guint16) id));
    }
  g_assert_cmpuint (set.n, ==, 0);
  sol_id_set_clear (&set);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/broker/id-set/in-turn", test_in_turn);
  g_test_add_func ("/broker/id-set/competing", test_competing);
  g_test_add_func ("/broker/id-set/all", test_all);
  return g_test_run ();
}
