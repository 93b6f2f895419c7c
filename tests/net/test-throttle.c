/* test-throttle.c: pauses for addresses that guess passwords
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <arpa/inet.h>

#include "sol-throttle.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static SolEndpoint
make_peer (const char *text)
{
  SolEndpoint peer = { 0 };

  peer.any.sa_family = AF_INET;
  if (inet_pton (AF_INET, text, &peer.ipv4.sin_addr) == 1)
    return peer;
  peer.any.sa_family = AF_INET6;
  g_assert_cmpint (inet_pton (AF_INET6, text, &peer.ipv6.sin6_addr), ==, 1);
  return peer;
}

/* Returns: how many of @n began a pause */
static guint
fail (SolThrottle *throttle,
      const char  *text,
      guint        n,
      gint64       now_us)
{
  SolEndpoint peer = make_peer (text);
  guint n_begun = 0;

  for (guint i = 0; i < n; i++)
    n_begun += sol_throttle_fail (throttle, &peer, now_us) ? 1 : 0;
  return n_begun;
}

static guint
get_wait_s (SolThrottle *throttle,
            const char  *text,
            gint64       now_us)
{
  SolEndpoint peer = make_peer (text);

  return sol_throttle_get_wait_s (throttle, &peer, now_us);
}

static void
test_pauses_after_five (void)
{
  g_autoptr (SolThrottle) throttle = sol_throttle_new ();

  g_assert_cmpuint (fail (throttle, "192.0.2.1", 4, SECOND), ==, 0);
  g_assert_cmpuint (get_wait_s (throttle, "192.0.2.1", SECOND), ==, 0);
  g_assert_cmpuint (fail (throttle, "192.0.2.1", 1, 2 * SECOND), ==, 1);
  g_assert_cmpuint (get_wait_s (throttle, "192.0.2.1", 2 * SECOND), ==, 5);
  g_assert_cmpuint (get_wait_s (throttle, "192.0.2.1", 7 * SECOND - 1), ==, 1);
  g_assert_cmpuint (get_wait_s (throttle, "192.0.2.1", 7 * SECOND), ==, 0);
  g_assert_cmpuint (get_wait_s (throttle, "192.0.2.2", 2 * SECOND), ==, 0);
}

static void
test_grows_and_ends (void)
{
  static const guint pauses_s[] = { 5, 10, 20, 40, 80, 160, 300, 300 };
  g_autoptr (SolThrottle) throttle = sol_throttle_new ();
  gint64 now_us = SECOND;

  fail (throttle, "192.0.2.1", 4, now_us);
  for (gsize i = 0; i < G_N_ELEMENTS (pauses_s); i++)
    {
      g_assert_cmpuint (fail (throttle, "192.0.2.1", 1, now_us), ==, 1);
      g_assert_cmpuint (get_wait_s (throttle, "192.0.2.1", now_us), ==, pauses_s[i]);
      now_us += pauses_s[i] * SECOND;
    }
  /* Ten minutes later it begins anew */
  now_us += 601 * SECOND;
  g_assert_cmpuint (fail (throttle, "192.0.2.1", 4, now_us), ==, 0);
  g_assert_cmpuint (fail (throttle, "192.0.2.1", 1, now_us), ==, 1);
  g_assert_cmpuint (get_wait_s (throttle, "192.0.2.1", now_us), ==, 5);
}

/* Those that were being checked when the pause began make it longer, and are told once */
static void
test_burst (void)
{
  g_autoptr (SolThrottle) throttle = sol_throttle_new ();

  g_assert_cmpuint (fail (throttle, "192.0.2.1", 2000, SECOND), ==, 1);
  g_assert_cmpuint (get_wait_s (throttle, "192.0.2.1", SECOND), ==, 300);
}

static void
test_slow_mistakes (void)
{
  g_autoptr (SolThrottle) throttle = sol_throttle_new ();

  for (guint i = 1; i < 100; i++)
    g_assert_cmpuint (fail (throttle, "192.0.2.1", i % 2 == 0 ? 2 : 1, i * 61 * SECOND), ==, 0);
}

static void
test_local_is_gentler (void)
{
  g_autoptr (SolThrottle) throttle = sol_throttle_new ();

  g_assert_cmpuint (fail (throttle, "127.0.0.1", 19, SECOND), ==, 0);
  g_assert_cmpuint (fail (throttle, "::1", 19, SECOND), ==, 0);
  g_assert_cmpuint (fail (throttle, "127.0.0.1", 100, SECOND), ==, 1);
  g_assert_cmpuint (get_wait_s (throttle, "127.0.0.1", SECOND), ==, 10);
}

static void
test_families (void)
{
  g_autoptr (SolThrottle) throttle = sol_throttle_new ();

  fail (throttle, "2001:db8:1:2::7", 5, SECOND);
  g_assert_cmpuint (get_wait_s (throttle, "2001:db8:1:2:ffff::1", SECOND), ==, 5);
  g_assert_cmpuint (get_wait_s (throttle, "2001:db8:1:3::7", SECOND), ==, 0);
  fail (throttle, "::ffff:192.0.2.9", 5, SECOND);
  g_assert_cmpuint (get_wait_s (throttle, "192.0.2.9", SECOND), ==, 5);
  g_assert_cmpuint (sol_throttle_get_n (throttle), ==, 2);
}

static void
test_is_bounded (void)
{
  g_autoptr (SolThrottle) throttle = sol_throttle_new ();

  for (guint i = 0; i < SOL_THROTTLE_MAX_ADDRESSES + 100; i++)
    {
      g_autofree char *text = g_strdup_printf ("10.1.%u.%u", i / 256, i % 256);

      fail (throttle, text, 5, SECOND + i);
    }
  g_assert_cmpuint (sol_throttle_get_n (throttle), ==, SOL_THROTTLE_MAX_ADDRESSES);
  g_assert_cmpuint (get_wait_s (throttle, "10.1.0.1", 2 * SECOND), ==, 0);
  g_assert_cmpuint (get_wait_s (throttle, "10.1.1.1", 2 * SECOND), >, 0);
}

static void
test_off (void)
{
  g_autoptr (SolThrottle) throttle = sol_throttle_new ();

  fail (throttle, "192.0.2.1", 5, SECOND);
  sol_throttle_set_limit (throttle, 0);
  g_assert_cmpuint (get_wait_s (throttle, "192.0.2.1", SECOND), ==, 0);
  g_assert_cmpuint (fail (throttle, "192.0.2.1", 100, SECOND), ==, 0);
  g_assert_cmpuint (sol_throttle_get_n (throttle), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/throttle/pauses-after-five", test_pauses_after_five);
  g_test_add_func ("/net/throttle/grows-and-ends", test_grows_and_ends);
  g_test_add_func ("/net/throttle/burst", test_burst);
  g_test_add_func ("/net/throttle/slow-mistakes", test_slow_mistakes);
  g_test_add_func ("/net/throttle/local-is-gentler", test_local_is_gentler);
  g_test_add_func ("/net/throttle/families", test_families);
  g_test_add_func ("/net/throttle/is-bounded", test_is_bounded);
  g_test_add_func ("/net/throttle/off", test_off);
  return g_test_run ();
}
