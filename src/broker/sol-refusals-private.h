/* sol-refusals-private.h: how often each address was refused
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SolRefusals SolRefusals;

SolRefusals *sol_refusals_new   (void);

/**
 * sol_refusals_count:
 * @address: without its port
 * @now_us: monotonic
 * @n_before: (out): how often it was refused before
 *
 * Remembers 1024 addresses; then it starts afresh.
 *
 * Returns: whether to say so: the first ten times, and from then on once a second for an address
 */
gboolean     sol_refusals_count (SolRefusals *self,
                                 const char  *address,
                                 gint64       now_us,
                                 guint       *n_before);

void         sol_refusals_free  (SolRefusals *self);

G_END_DECLS
