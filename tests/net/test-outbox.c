/* test-outbox.c: octets that wait for one peer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-outbox.h"

typedef struct
{
  SolOutboxPool *pool;
  SolOutbox      outbox;
  GByteArray    *expected;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->pool = sol_outbox_pool_new ();
  self->outbox = (SolOutbox) { 0 };
  self->expected = g_byte_array_new ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  sol_outbox_clear (&self->outbox, self->pool);
  g_assert_cmpuint (sol_outbox_pool_get_held (self->pool), ==, 0);
  sol_outbox_pool_free (self->pool);
  g_byte_array_unref (self->expected);
}

static void
fill (guint8 *data,
      gsize   length)
{
  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) g_test_rand_int ();
}

static void
add_copied (Fixture *self,
            gsize    length)
{
  g_autofree guint8 *data = g_malloc (length);

  fill (data, length);
  g_byte_array_append (self->expected, data, (guint) length);
  if (length <= SOL_OUTBOX_MAX_RESERVE)
    memcpy (sol_outbox_reserve (&self->outbox, self->pool, length), data, length);
  else
    sol_outbox_append (&self->outbox, self->pool, data, length);
}

static void
add_shared (Fixture *self,
            gsize    length)
{
  guint8 *data = g_malloc (length);

  fill (data, length);
  g_byte_array_append (self->expected, data, (guint) length);
  sol_outbox_append_shared (&self->outbox, self->pool, data, length, data, g_free);
}

/* Takes octets out as a peer would that takes any number, and compares them with what was put in */
static void
drain (Fixture *self)
{
  struct iovec iov[3];
  gsize at = 0;
  guint n;

  g_assert_cmpuint (self->outbox.n_bytes, ==, self->expected->len);
  while ((n = sol_outbox_peek (&self->outbox, iov, G_N_ELEMENTS (iov))) > 0)
    {
      gsize taken = (gsize) g_test_rand_int_range (1, (gint32) iov[0].iov_len + 1);

      g_assert_cmpuint (iov[0].iov_len, >, 0);
      g_assert_cmpmem (iov[0].iov_base, taken, self->expected->data + at, taken);
      sol_outbox_consume (&self->outbox, self->pool, taken);
      at += taken;
    }
  g_assert_cmpuint (at, ==, self->expected->len);
  g_assert_cmpuint (self->outbox.n_bytes, ==, 0);
  g_assert_null (self->outbox.head);
}

static void
test_keeps_order (Fixture       *self,
                  gconstpointer  data)
{
  for (guint i = 0; i < 200; i++)
    if (g_test_rand_int_range (0, 4) == 0)
      add_shared (self, (gsize) g_test_rand_int_range (1, 50000));
    else
      add_copied (self, (gsize) g_test_rand_int_range (1, 20000));
  drain (self);
}

static void
test_small_ones_share_a_chunk (Fixture       *self,
                               gconstpointer  data)
{
  struct iovec iov[3];

  for (guint i = 0; i < 40; i++)
    add_copied (self, 40);
  g_assert_cmpuint (sol_outbox_peek (&self->outbox, iov, G_N_ELEMENTS (iov)), ==, 1);
  drain (self);
}

static void
test_empty_holds_nothing (Fixture       *self,
                          gconstpointer  data)
{
  add_copied (self, 10);
  g_assert_cmpuint (sol_outbox_pool_get_held (self->pool), >=, 10);
  drain (self);
  g_assert_cmpuint (sol_outbox_pool_get_held (self->pool), ==, 0);
}

static void
count_cb (gpointer data)
{
  (*(guint *) data)++;
}

static void
test_clear_releases (Fixture       *self,
                     gconstpointer  data)
{
  guint n_released = 0;

  add_copied (self, 100);
  for (guint i = 0; i < 3; i++)
    sol_outbox_append_shared (&self->outbox, self->pool, (const guint8 *)"abc", 3, &n_released,
                              count_cb);
  sol_outbox_clear (&self->outbox, self->pool);
  g_assert_cmpuint (n_released, ==, 3);
  g_assert_cmpuint (self->outbox.n_bytes, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/net/outbox/keeps-order", Fixture, NULL, set_up, test_keeps_order, tear_down);
  g_test_add ("/net/outbox/small-ones-share-a-chunk", Fixture, NULL, set_up,
              test_small_ones_share_a_chunk, tear_down);
  g_test_add ("/net/outbox/empty-holds-nothing", Fixture, NULL, set_up, test_empty_holds_nothing,
              tear_down);
  g_test_add ("/net/outbox/clear-releases", Fixture, NULL, set_up, test_clear_releases, tear_down);
  return g_test_run ();
}
