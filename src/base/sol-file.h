/* sol-file.h: files that somebody chose, read whole and no further than they may go
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SOL_FILE_MAX_PEM      (4u << 20)  /* octets of certificates: those of a system's authorities have 0.2 MiB */
#define SOL_FILE_MAX_SETTINGS (64u << 20) /* octets of what this program writes for itself */

/**
 * sol_file_read:
 * @limit: octets
 * @contents: (out): with an octet 0 behind its @length, which is not counted
 * @length: (out) (optional)
 *
 * As g_file_get_contents(), for any kind of file: what is larger than @limit is told at once, or, where nobody knows
 * the size before, after @limit + 1 octets. Never takes more than twice @limit of memory.
 *
 * Thread: any; waits as long as a pipe's writer does. Errors: %G_FILE_ERROR as of open(2) and read(2), and
 * %G_FILE_ERROR_FAILED over @limit.
 */
gboolean  sol_file_read        (const char           *path,
                                gsize                 limit,
                                char                **contents,
                                gsize                *length,
                                GError              **error);

/* The same of a descriptor from where it stands, which stays open; @name: in the error */
gboolean  sol_file_read_open   (int                   fd,
                                const char           *name,
                                gsize                 limit,
                                char                **contents,
                                gsize                *length,
                                GError              **error);

/* FALSE with an error as sol_file_read() for what is larger than @limit, and for devices and folders: before a library
 * reads the file that knows no limit */
gboolean  sol_file_check       (const char           *path,
                                gsize                 limit,
                                GError              **error);

/**
 * sol_file_read_async:
 * @file: not of this computer either
 *
 * As sol_file_read() for what a person chose in a window, where a pipe that nobody writes would be waited for in vain.
 * Errors: %G_IO_ERROR, and %G_FILE_ERROR_FAILED over @limit and for what is no file with data.
 */
void      sol_file_read_async  (GFile                *file,
                                gsize                 limit,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
/* Returns: (transfer full) (nullable): as @contents of sol_file_read(); @length (out) */
char     *sol_file_read_finish (GAsyncResult         *result,
                                gsize                *length,
                                GError              **error);

G_END_DECLS
