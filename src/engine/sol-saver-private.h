/* sol-saver-private.h: keeps a file up to date with what changes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Main thread. The file is written by a SolFileSaver at most twice a second, and what was told last is what stands in
 * it. */
typedef struct _SolSaver SolSaver;

/* Returns: (transfer full): what is to stand in the file */
typedef JsonObject *(*SolSaverFunc) (gpointer user_data);

/* @path: copied; its folder is made. @failed: translated, what is warned of, with the cause behind it */
SolSaver *sol_saver_new   (const char   *path,
                           const char   *failed,
                           SolSaverFunc  func,
                           gpointer      user_data);
/* What @func gives is another */
void      sol_saver_touch (SolSaver     *self);
/* Writes what was told and is not written yet, before it returns: some milliseconds, when the program ends */
void      sol_saver_free  (SolSaver     *self);

G_END_DECLS
