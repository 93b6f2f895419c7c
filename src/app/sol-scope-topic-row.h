/* sol-scope-topic-row.h: a topic that the scope listens to, and why it gives no trace
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-scope-topics.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_TOPIC_ROW (sol_scope_topic_row_get_type ())

/* Tells what a person has said of the topic. Removes with the action `scope.remove-topic`, asks how it is read with
 * `scope.read-topic`, and offers a raw format with `scope.add-topic-as`. */
G_DECLARE_FINAL_TYPE (SolScopeTopicRow, sol_scope_topic_row, SOL, SCOPE_TOPIC_ROW, AdwActionRow)

/* @reports: of SolIngestReport */
GtkWidget *sol_scope_topic_row_new (const char     *filter,
                                    SolScopeTopics *topics,
                                    GListModel     *reports);

G_END_DECLS
