/* sol-recording-db-private.h: a recording's file as a database
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <sqlite3.h>

#include "sol-recording.h"

G_BEGIN_DECLS

/* All here blocks on the disk: never in the main thread. */

/**
 * sol_recording_db_create:
 * @replace: a file of that name is taken away first
 *
 * Makes the file and its tables, empty, with a write-ahead log.
 * Errors: %SOL_RECORDING_ERROR_EXISTS, %SOL_RECORDING_ERROR_OPEN, %SOL_RECORDING_ERROR_WRITE.
 */
sqlite3      *sol_recording_db_create  (const char    *path,
                                        gboolean       replace,
                                        GError       **error);

/* Takes away the file and what SQLite keeps beside it */
void          sol_recording_db_remove  (const char    *path);

/* For reading alone, checked to be a recording that this version understands. The file may come from a stranger: its
 * schema is not trusted. */
sqlite3      *sol_recording_db_open    (const char    *path,
                                        GError       **error);

/* Statements without results */
gboolean      sol_recording_db_execute (sqlite3       *db,
                                        const char    *sql,
                                        GError       **error);
sqlite3_stmt *sol_recording_db_prepare (sqlite3       *db,
                                        const char    *sql,
                                        GError       **error);
/* The first column of the first row, a number; 0 when it is NULL */
gboolean      sol_recording_db_read_int (sqlite3      *db,
                                         const char   *sql,
                                         gint64       *value,
                                         GError      **error);

/* Sets @error from the last result, with the cause and the cure. Returns: FALSE, always */
gboolean      sol_recording_db_fail    (sqlite3       *db,
                                        GError       **error);
/* It is a file of another kind. Returns: FALSE, always */
gboolean      sol_recording_db_fail_as_foreign (const char  *path,
                                                GError     **error);

G_END_DECLS
