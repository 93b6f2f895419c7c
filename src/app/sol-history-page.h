/* sol-history-page.h: the preferences of what the scope keeps
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SOL_TYPE_HISTORY_PAGE (sol_history_page_get_type ())

/* Changes the settings at once, and says what they mean in samples and memory */
G_DECLARE_FINAL_TYPE (SolHistoryPage, sol_history_page, SOL, HISTORY_PAGE, AdwPreferencesPage)

G_END_DECLS
