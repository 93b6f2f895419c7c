/* sol-self-test-window.h: is what is measured what was set?
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-self-test-report.h"

G_BEGIN_DECLS

#define SOL_TYPE_SELF_TEST_WINDOW (sol_self_test_window_get_type ())

/* Runs the self-test when it is made, shows how far it is, then a row for each wave in each format. Actions:
 * self-test.run, self-test.cancel, self-test.save. Closing it cancels. */
G_DECLARE_FINAL_TYPE (SolSelfTestWindow, sol_self_test_window, SOL, SELF_TEST_WINDOW, AdwWindow)

GtkWidget    *sol_self_test_window_new      (void);
/* Returns: (transfer none) (nullable) (element-type SolSelfTestRow): of the last run that came to its end */
const GArray *sol_self_test_window_get_rows (SolSelfTestWindow  *self);
/* As JSON or CSV by the end of the name, else as text */
void          sol_self_test_window_save     (SolSelfTestWindow  *self,
                                             GFile              *file);
/* Returns: (transfer none): what the window says of the run */
const char   *sol_self_test_window_get_status (SolSelfTestWindow *self);

G_END_DECLS
