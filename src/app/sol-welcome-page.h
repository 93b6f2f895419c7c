/* sol-welcome-page.h: the first thing a new user sees: three real choices
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SOL_TYPE_WELCOME_PAGE (sol_welcome_page_get_type ())

/* While it can be seen it asks this computer's port 1883 once who answers, and offers to connect there */
G_DECLARE_FINAL_TYPE (SolWelcomePage, sol_welcome_page, SOL, WELCOME_PAGE, AdwBin)

G_END_DECLS
