/* sol-self-test-report.h: the self-test's rows as text, JSON and CSV
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-self-test.h"

G_BEGIN_DECLS

/* @rows: (element-type SolSelfTestRow). All: any thread; Returns: (transfer full) */

guint  sol_self_test_count_passed (const GArray           *rows);

/* `1.9999 ± 0.0007`: measured, and how far it may be off; a line where the shape has none, `!` before what is further
 * off */
char  *sol_self_test_value_format (const SolSelfTestValue *value);

/* A table for people; the same for programs, as data/doc/SELFTEST.md describes it; a line of headings and one a row */
char  *sol_self_test_to_text      (const GArray           *rows);
char  *sol_self_test_to_json      (const GArray           *rows);
char  *sol_self_test_to_csv       (const GArray           *rows);

G_END_DECLS
