/* test-buffer.c: octets received and not yet understood
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-buffer.h"

static void
append (SolBuffer  *buffer,
        const char *text)
{
  sol_buffer_append (buffer, (const guint8 *) text, strlen (text));
}

static void
assert_holds (const SolBuffer *buffer,
              const char      *text)
{
  g_assert_cmpmem (sol_buffer_get_data (buffer), sol_buffer_get_length (buffer), text,
                   strlen (text));
}

static void
test_keeps_order (void)
{
  g_auto (SolBuffer) buffer = { 0 };

  append (&buffer, "abc");
  append (&buffer, "");
  append (&buffer, "def");
  assert_holds (&buffer, "abcdef");
  sol_buffer_consume (&buffer, 2);
  append (&buffer, "ghijklmnop");
  assert_holds (&buffer, "cdefghijklmnop");
}

static void
test_holds_no_memory_when_empty (void)
{
  g_auto (SolBuffer) buffer = { 0 };

  g_assert_cmpuint (sol_buffer_get_length (&buffer), ==, 0);
  append (&buffer, "abc");
  g_assert_nonnull (buffer.data);
  sol_buffer_consume (&buffer, 3);
  g_assert_null (buffer.data);
  g_assert_cmpuint (buffer.capacity, ==, 0);
}

/* A stream that is always a little behind must not grow without end */
static void
test_uses_consumed_room_again (void)
{
  g_auto (SolBuffer) buffer = { 0 };

  append (&buffer, "0123456789");
  for (guint i = 0; i < 10000; i++)
    {
      append (&buffer, "0123456789");
      sol_buffer_consume (&buffer, 10);
      assert_holds (&buffer, "0123456789");
    }
  g_assert_cmpuint (buffer.capacity, <=, 64);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/buffer/keeps-order", test_keeps_order);
  g_test_add_func ("/base/buffer/holds-no-memory-when-empty", test_holds_no_memory_when_empty);
  g_test_add_func ("/base/buffer/uses-consumed-room-again", test_uses_consumed_room_again);
  return g_test_run ();
}
