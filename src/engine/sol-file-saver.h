/* sol-file-saver.h: writes and removes small files, one after the other, off the main thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SolFileSaver SolFileSaver;

/* In the main thread: a file could not be written or removed */
typedef void (*SolFileSaverFunc) (const char   *path,
                                  const GError *error,
                                  gpointer      user_data);

/* Main thread, all of it. @func is not called once the saver is freed: what fails then is warned of in the log. */
SolFileSaver *sol_file_saver_new    (SolFileSaverFunc  func,
                                     gpointer          user_data);

/**
 * sol_file_saver_write:
 * @text: (transfer full) (nullable): NULL removes the file; one that is not there is no error
 *
 * Written beside and renamed, so that a reader finds the old text or the new one; mode 0600; its folder is made.
 * At most one text a path waits: the newest.
 */
void          sol_file_saver_write  (SolFileSaver     *self,
                                     const char       *path,
                                     char             *text);

/* Returns when all is written */
void          sol_file_saver_free   (SolFileSaver     *self);

/* A file that cannot be understood gets another name beside it. Returns: (transfer full) (nullable): its new path; NULL
 * when it cannot be renamed */
char         *sol_file_put_aside    (const char       *path);

G_END_DECLS
