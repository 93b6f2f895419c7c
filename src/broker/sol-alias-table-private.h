/* sol-alias-table-private.h: the topic aliases that one client was told
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SolAliasTable SolAliasTable;

/* @limit: the client's Topic Alias Maximum, 1 at least. 32 aliases at most are used: 33 KiB. */
SolAliasTable *sol_alias_table_new (guint16         limit);

/**
 * sol_alias_table_use:
 * @is_told: (out): whether the client knows the alias, so that the topic can be left out
 *
 * Looks for the alias of a topic that is sent now. A topic gets one when it comes again, and takes that of another
 * only when that one has not come for a while: an alias that changes hands all the time saves nothing.
 * Cost: one hash, one comparison.
 *
 * Returns: the alias to send, 0 for none
 */
guint16        sol_alias_table_use (SolAliasTable  *self,
                                    const char     *topic,
                                    gsize           topic_len,
                                    gboolean       *is_told);

void           sol_alias_table_free (SolAliasTable *self);

G_END_DECLS
