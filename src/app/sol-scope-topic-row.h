/* sol-scope-topic-row.h: a topic that the scope listens to, and why it gives no trace
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_TOPIC_ROW (sol_scope_topic_row_get_type ())

/* Removes with the action `scope.remove-topic`, and offers a raw format with `scope.add-topic-as`. */
G_DECLARE_FINAL_TYPE (SolScopeTopicRow, sol_scope_topic_row, SOL, SCOPE_TOPIC_ROW, AdwActionRow)

/* @reports: of SolIngestReport */
GtkWidget *sol_scope_topic_row_new (const char *filter,
                                    GListModel *reports);

G_END_DECLS
