/* store-rows.c: rows a second through the store alone, beside what the broker makes of them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * store-rows FOLDER [SECONDS]: deliveries of 64 octets in transactions of 32 and of 1600, relaxed
 * and strict; each is removed two transactions later in the second half of the lines.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "sol-store-broker.h"

typedef struct
{
  SolStore       *store;
  SolStoreSafety  safety;
  guint           n_rows;     /* a transaction */
  gboolean        is_removing;
  GAsyncQueue    *done;       /* of SolStoreBatch */
  guint64         next_row;
} Run;

static const guint8 payload[64];

static void
done_cb (SolStoreBatch *batch,
         const GError  *error,
         gpointer       user_data)
{
  if (error != NULL)
    g_error ("%s", error->message);
  g_async_queue_push (user_data, batch);
}

static void
fill (Run           *run,
      SolStoreBatch *batch)
{
  SolStoreRow row = {
    .kind = SOL_STORE_ROW_DELIVERY,
    .session = 1,
    .packet_id = 7,
    .qos = 1,
    .content = {
      .topic = "bench/one/two/three",
      .topic_len = 19,
      .payload = payload,
      .payload_len = sizeof payload,
      .qos = 1,
      .arrived_us = g_get_real_time (),
      .expires_us = G_MAXINT64,
    },
  };

  sol_store_batch_begin (batch, run->next_row);
  for (guint i = 0; i < run->n_rows; i++)
    {
      run->next_row = sol_store_batch_add (batch, &row) + 1;
      if (run->is_removing && run->next_row > 2 * run->n_rows + 1)
        sol_store_batch_remove (batch, SOL_STORE_ROW_DELIVERY, run->next_row - 2 * run->n_rows - 1);
    }
}

static void
measure (const char     *folder,
         double          seconds,
         SolStoreSafety  safety,
         guint           n_rows,
         gboolean        is_removing)
{
  g_autofree char *path = g_build_filename (folder, "rows.db", NULL);
  g_autoptr (SolStore) store = sol_store_new (path);
  g_autoptr (GAsyncQueue) done
      = g_async_queue_new_full ((GDestroyNotify) sol_store_batch_free);
  Run run = { store, safety, n_rows, is_removing, done, 1 };
  SolStoreBatch *clean = sol_store_batch_new (NULL);
  gint64 begin_us, spent_us;

  sol_store_batch_forget_all (clean);
  sol_store_commit (store, clean, safety, done_cb, done);
  sol_store_batch_free (g_async_queue_pop (done));
  for (guint i = 0; i < 2; i++)
    g_async_queue_push (done, sol_store_batch_new (NULL));
  begin_us = g_get_monotonic_time ();
  do
    {
      SolStoreBatch *batch = g_async_queue_pop (done);

      fill (&run, batch);
      sol_store_commit (store, batch, safety, done_cb, done);
      spent_us = g_get_monotonic_time () - begin_us;
    }
  while (spent_us < seconds * G_USEC_PER_SEC);
  for (guint i = 0; i < 2; i++)
    sol_store_batch_free (g_async_queue_pop (done));
  spent_us = g_get_monotonic_time () - begin_us;
  g_print ("%s, %u a transaction%s: %.0f rows/s\n", safety == SOL_STORE_STRICT ? "strict" : "relaxed",
           n_rows, is_removing ? ", removed later" : "",
           (double) (run.next_row - 1) * G_USEC_PER_SEC / (double) spent_us);
}

int
main (int    argc,
      char **argv)
{
  double seconds = argc > 2 ? g_ascii_strtod (argv[2], NULL) : 2;

  if (argc < 2)
    g_error ("usage: store-rows FOLDER [SECONDS]");
  for (guint i = 0; i < 8; i++)
    measure (argv[1], seconds, i & 1 ? SOL_STORE_STRICT : SOL_STORE_RELAXED, i & 2 ? 1600 : 32,
             (i & 4) != 0);
  return EXIT_SUCCESS;
}
