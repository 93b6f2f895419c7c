/* store-support.h: a store in a folder of its own, and its calls without a callback each
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-store-users.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path;    /* of a database that is not there yet */
} StoreFixture;

void        store_fixture_set_up    (StoreFixture   *self,
                                     gconstpointer   data);
/* Removes the folder with all files in it */
void        store_fixture_tear_down (StoreFixture   *self,
                                     gconstpointer   data);

/* Each iterates the default context until the answer is there */
gboolean    store_put_user          (SolStore       *store,
                                     const char     *name,
                                     const char     *hash,
                                     GError        **error);
gboolean    store_remove_user       (SolStore       *store,
                                     const char     *name,
                                     GError        **error);
GHashTable *store_list_users        (SolStore       *store,
                                     GError        **error);

/* Returns: (transfer full): the file in the folder whose name has @part in it; fails when there is none */
char       *store_find_file         (StoreFixture   *self,
                                     const char     *part);
guint       store_count_files       (StoreFixture   *self,
                                     const char     *part);

/* Runs @sql on the file without the store */
void        store_run_sql           (const char     *path,
                                     const char     *sql);
gint64      store_read_sql          (const char     *path,
                                     const char     *sql);

G_END_DECLS
