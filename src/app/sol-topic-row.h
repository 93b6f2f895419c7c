/* sol-topic-row.h: one line of the topic tree
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-topic-list.h"

G_BEGIN_DECLS

#define SOL_TYPE_TOPIC_ROW (sol_topic_row_get_type ())
G_DECLARE_FINAL_TYPE (SolTopicRow, sol_topic_row, SOL, TOPIC_ROW, AdwBin)

GtkWidget *sol_topic_row_new          (void);
/* @row: (nullable): of SolTopicItem; NULL lets go. Labels have reserved widths, and change at most as often as the
 * item notifies, ten times a second. */
void       sol_topic_row_set_list_row (SolTopicRow    *self,
                                       GtkTreeListRow *row);

G_END_DECLS
