/* sol-denials-private.h: which refusals by access rules are told
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SolDenials SolDenials;

SolDenials *sol_denials_new   (void);

/**
 * sol_denials_count:
 * @now_us: monotonic
 * @n_before: (out): how often the same client was denied the same topic before
 * @n_hidden: (out): refusals that were not told and are to be told as a number now; mostly 0
 *
 * Remembers 1024 pairs of client and topic; then it starts afresh. Nobody can fill the log: at
 * most 20 refusals a second are told, whatever topics are made up.
 *
 * Returns: whether to say so: the first time, and from then on once a second for a pair
 */
gboolean    sol_denials_count (SolDenials *self,
                               const char *client_id,
                               const char *topic,
                               gsize       topic_len,
                               gint64      now_us,
                               guint      *n_before,
                               guint      *n_hidden);

void        sol_denials_free  (SolDenials *self);

G_END_DECLS
