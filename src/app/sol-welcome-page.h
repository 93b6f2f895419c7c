/* sol-welcome-page.h: the first thing a new user sees: three real choices, and the brokers that are there already
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_WELCOME_PAGE (sol_welcome_page_get_type ())

/* Uses `app.start-broker`, `app.connect`, `app.show-signal`, `app.connect-to` and `app.connect-dialog` */
G_DECLARE_FINAL_TYPE (SolWelcomePage, sol_welcome_page, SOL, WELCOME_PAGE, AdwBin)

void sol_welcome_page_set_engine (SolWelcomePage *self,
                                  SolEngine      *engine);

G_END_DECLS
