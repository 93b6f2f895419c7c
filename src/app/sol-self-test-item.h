/* sol-self-test-item.h: a row of the self-test for a list
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-self-test-report.h"

G_BEGIN_DECLS

#define SOL_TYPE_SELF_TEST_ITEM (sol_self_test_item_get_type ())

/* Never changes */
G_DECLARE_FINAL_TYPE (SolSelfTestItem, sol_self_test_item, SOL, SELF_TEST_ITEM, GObject)

SolSelfTestItem *sol_self_test_item_new         (const SolSelfTestRow *row);
/* A column for each of its values */
void             sol_self_test_item_add_columns (GtkColumnView        *view);

G_END_DECLS
