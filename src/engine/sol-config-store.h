/* sol-config-store.h: the configuration's file: read at start, saved atomically
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-config.h"

G_BEGIN_DECLS

/* A missing file gives the defaults. A file that cannot be understood is put aside with its name
 * told in @warning (out, nullable), and the defaults are used: the program starts. */
SolConfig *sol_config_store_load        (const char           *path,
                                         char                **warning);

/* As it is: nothing is put aside. Returns: (transfer full) (nullable) */
SolConfig *sol_config_store_read        (const char           *path,
                                         GError              **error);

/* Writes beside, flushes, renames; the folder is made when missing; mode 0600 */
void       sol_config_store_save_async  (const char           *path,
                                         SolConfig            *config,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean   sol_config_store_save_finish (GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
