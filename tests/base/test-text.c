/* test-text.c: words that errors quote
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-text.h"

static void
assert_head (const char *text,
             gsize       n,
             const char *expected)
{
  g_autofree char *head = sol_text_head (text, n);

  g_assert_cmpstr (head, ==, expected);
}

static void
test_cuts_between_characters (void)
{
  assert_head ("", 4, "");
  assert_head ("bench", 10, "bench");
  assert_head ("bench", 5, "bench");
  assert_head ("bench", 4, "benc");
  assert_head ("波形", 6, "波形");
  assert_head ("波形", 5, "波");
  assert_head ("波形", 3, "波");
  assert_head ("波形", 2, "");
  assert_head ("a\xf0\x9f\x98\x80", 4, "a");
  assert_head ("a\xf0\x9f\x98\x80", 5, "a\xf0\x9f\x98\x80");
}

/* Whatever it is, what comes out is text of at most so many octets */
static void
test_survives_what_is_no_text (void)
{
  char text[8] = { 0 };

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *head = NULL;
      gsize n = (gsize) g_test_rand_int_range (0, 9);

      for (guint k = 0; k < sizeof text - 1; k++)
        text[k] = (char) g_test_rand_int_range (0x70, 0x100);
      head = sol_text_head (text, n);
      g_assert_cmpuint (strlen (head), <=, n);
      g_assert_true (g_utf8_validate (head, -1, NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/cuts-between-characters", test_cuts_between_characters);
  g_test_add_func ("/text/survives-what-is-no-text", test_survives_what_is_no_text);
  return g_test_run ();
}
