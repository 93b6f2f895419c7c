/* sol-cli-deadline.h: ends the process when something takes too long
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SolCliDeadline SolCliDeadline;

/**
 * sol_cli_deadline_new:
 * @what: (transfer none): translated, what is being waited for; static
 *
 * Unless it is freed within @seconds, a thread of its own says that @what did not end in time, and ends the process
 * with %SOL_EXIT_FAILURE, whatever the other threads are waiting for.
 */
SolCliDeadline *sol_cli_deadline_new      (guint           seconds,
                                           const char     *what);

/* From now on it is @what that is waited for; the time is not lengthened */
void            sol_cli_deadline_set_what (SolCliDeadline *self,
                                           const char     *what);

void            sol_cli_deadline_free     (SolCliDeadline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolCliDeadline, sol_cli_deadline_free)

G_END_DECLS
