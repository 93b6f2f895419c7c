/* sol-store-others.c: whether another process wrote to the same database
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store.h"

#include "sol-store-private.h"

/* Changes with every commit of another connection, not with our own */
#define READ_VERSION "PRAGMA data_version"

static gboolean
read_version (SolStoreDb  *db,
              gpointer     data,
              gpointer    *result,
              GError     **error)
{
  gint64 version;

  if (!sol_store_db_read_int (db, READ_VERSION, &version, error))
    return FALSE;
  *result = GUINT_TO_POINTER ((guint) version);
  return TRUE;
}

static const SolStoreWork read_version_work = { SOL_STORE_READ, read_version, NULL, NULL };

void
sol_store_check_others_async (SolStore            *self,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  sol_store_run_async (self, &read_version_work, NULL, NULL, callback, user_data);
}

gboolean
sol_store_check_others_finish (SolStore      *self,
                               GAsyncResult  *result)
{
  guint version, before;

  version = GPOINTER_TO_UINT (sol_store_read_finish (self, &read_version_work, result, NULL));
  before = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (self), "soliton-data-version"));
  if (version != 0)
    g_object_set_data (G_OBJECT (self), "soliton-data-version", GUINT_TO_POINTER (version));
  return version != 0 && before != 0 && version != before;
}
