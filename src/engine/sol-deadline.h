/* sol-deadline.h: ends the process when something takes too long
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stopping everything may take */
#define SOL_DEADLINE_STOP_S 10

typedef struct _SolDeadline SolDeadline;

/**
 * sol_deadline_new:
 * @what: (transfer none): translated, what is being waited for; static
 *
 * Unless it is freed within @seconds, a thread of its own says that @what did not end in time, and ends the process
 * with %EXIT_FAILURE, whatever the other threads are waiting for.
 */
SolDeadline *sol_deadline_new      (guint           seconds,
                                           const char     *what);

/* From now on it is @what that is waited for; the time is not lengthened */
void            sol_deadline_set_what (SolDeadline *self,
                                           const char     *what);

void            sol_deadline_free     (SolDeadline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolDeadline, sol_deadline_free)

G_END_DECLS
