/* test-inflight.c: packet identifiers, the window of a client and its queue
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-id-set-private.h"
#include "sol-inflight-private.h"
#include "sol-message-queue-private.h"

static SolMessage *
message_new (void)
{
  return sol_message_new ("t", 1, (const guint8 *) "x", 1, 1, FALSE, 0);
}

static void
test_identifiers_are_never_0_nor_used_twice (void)
{
  SolInflight inflight = { 0 };
  g_autofree gboolean *used = g_new0 (gboolean, 65536);

  for (guint i = 0; i < 200000; i++)
    {
      guint16 id;

      if (inflight.n_open == 50)
        {
          SolInflightSlot *oldest = sol_inflight_get (&inflight, 0);

          used[oldest->id] = FALSE;
          sol_inflight_finish (&inflight, oldest);
        }
      id = sol_inflight_push (&inflight, NULL, NULL, 1, FALSE);
      g_assert_cmpuint (id, !=, 0);
      g_assert_false (used[id]);
      used[id] = TRUE;
    }
  sol_inflight_clear (&inflight);
}

static void
test_finds_out_of_order (void)
{
  SolInflight inflight = { 0 };
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint16));

  for (guint i = 0; i < 100000; i++)
    {
      if (open->len < 60 && sol_inflight_has_room (&inflight, 100))
        {
          guint16 id = sol_inflight_push (&inflight, message_new (), NULL, 2, FALSE);

          g_array_append_val (open, id);
        }
      if (open->len > 0 && g_test_rand_int_range (0, 2) == 0)
        {
          guint at = (guint) g_test_rand_int_range (0, (gint32) open->len);
          guint16 id = g_array_index (open, guint16, at);
          SolInflightSlot *slot = sol_inflight_find (&inflight, id);

          g_assert_nonnull (slot);
          g_assert_cmpuint (slot->id, ==, id);
          sol_inflight_finish (&inflight, slot);
          g_assert_null (sol_inflight_find (&inflight, id));
          g_array_remove_index_fast (open, at);
        }
      g_assert_cmpuint (inflight.n_open, ==, open->len);
    }
  g_assert_null (sol_inflight_find (&inflight, 0));
  sol_inflight_clear (&inflight);
}

static void
test_one_unanswered_stops_the_rest (void)
{
  SolInflight inflight = { 0 };
  guint n = 0;

  sol_inflight_push (&inflight, NULL, NULL, 1, FALSE);
  while (sol_inflight_has_room (&inflight, 10))
    {
      guint16 id = sol_inflight_push (&inflight, NULL, NULL, 1, FALSE);

      sol_inflight_finish (&inflight, sol_inflight_find (&inflight, id));
      g_assert_cmpuint (++n, <, 1000);
    }
  g_assert_cmpuint (inflight.n_open, ==, 1);
  sol_inflight_finish (&inflight, sol_inflight_get (&inflight, 0));
  g_assert_cmpuint (inflight.n, ==, 0);
  g_assert_true (sol_inflight_has_room (&inflight, 10));
  sol_inflight_clear (&inflight);
}

static void
test_window_is_kept (void)
{
  SolInflight inflight = { 0 };
  guint n = 0;

  for (; sol_inflight_has_room (&inflight, 65535); n++)
    sol_inflight_push (&inflight, NULL, NULL, 1, FALSE);
  g_assert_cmpuint (n, ==, 65535);
  sol_inflight_clear (&inflight);
}

/* Against one flag for each identifier, with as many identifiers as collide in a small table */
static void
test_id_set_like_flags (void)
{
  SolIdSet set = { 0 };
  g_autofree gboolean *flags = g_new0 (gboolean, 65536);
  guint n = 0;

  for (guint i = 0; i < 200000; i++)
    {
      guint16 id
          = (guint16) (1 + g_test_rand_int_range (0, 8) * 1024 + g_test_rand_int_range (0, 12));

      if (g_test_rand_int_range (0, 2) == 0)
        {
          g_assert_cmpint (sol_id_set_add (&set, id), ==, !flags[id]);
          flags[id] = TRUE;
        }
      else
        {
          g_assert_cmpint (sol_id_set_remove (&set, id), ==, flags[id]);
          flags[id] = FALSE;
        }
    }
  for (guint i = 1; i < 65536; i++)
    n += flags[i] ? 1 : 0;
  g_assert_cmpuint (set.n, ==, n);
  sol_id_set_clear (&set);
}

static void
test_queue_keeps_order (void)
{
  SolMessageQueue queue = { 0 };
  guint8 next_in = 0, next_out = 0;

  for (guint i = 0; i < 10000; i++)
    {
      if (g_test_rand_int_range (0, 5) < 3)
        {
          g_autoptr (SolMessage) message = sol_message_new ("t", 1, &next_in, 1, 1, FALSE, 0);

          sol_message_queue_push (&queue, &(SolQueuedMessage) { .message = message, .qos = 1 });
          next_in++;
        }
      else if (queue.n > 0)
        {
          SolQueuedMessage item = sol_message_queue_pop (&queue);

          g_assert_cmpuint (sol_message_get_payload (item.message)[0], ==, next_out);
          sol_queued_message_clear (&item);
          next_out++;
        }
    }
  sol_message_queue_clear (&queue);
  g_assert_cmpuint (queue.n_bytes, ==, 0);
  g_assert_null (queue.items);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/broker/inflight/identifiers-are-never-0-nor-used-twice",
                   test_identifiers_are_never_0_nor_used_twice);
  g_test_add_func ("/broker/inflight/finds-out-of-order", test_finds_out_of_order);
  g_test_add_func ("/broker/inflight/one-unanswered-stops-the-rest",
                   test_one_unanswered_stops_the_rest);
  g_test_add_func ("/broker/inflight/window-is-kept", test_window_is_kept);
  g_test_add_func ("/broker/id-set/like-flags", test_id_set_like_flags);
  g_test_add_func ("/broker/message-queue/keeps-order", test_queue_keeps_order);
  return g_test_run ();
}
