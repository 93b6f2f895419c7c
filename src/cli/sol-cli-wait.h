/* sol-cli-wait.h: one step after the other over asynchronous calls
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* For the command line alone, which has nothing else to do meanwhile; the default main context goes on.
 *   g_auto (SolCliWait) wait = { 0 };
 *   thing_async (…, sol_cli_wait_cb, &wait);
 *   thing_finish (sol_cli_wait (&wait), …);
 */
typedef struct
{
  GAsyncResult *result; /* owned */
} SolCliWait;

void          sol_cli_wait_cb    (GObject      *source,
                                  GAsyncResult *result,
                                  gpointer      wait);

/* Returns: (transfer none): the answer */
GAsyncResult *sol_cli_wait       (SolCliWait   *self);

void          sol_cli_wait_clear (SolCliWait   *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolCliWait, sol_cli_wait_clear)

/**
 * sol_cli_catch_signals:
 *
 * Returns: (transfer full): cancelled by SIGINT and SIGTERM, which no longer end the process by themselves; the second
 *   one does
 */
GCancellable *sol_cli_catch_signals (void);

G_END_DECLS
