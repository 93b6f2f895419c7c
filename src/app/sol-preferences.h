/* sol-preferences.h: the preferences: broker, limits, admin page
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_PREFERENCES (sol_preferences_get_type ())
G_DECLARE_FINAL_TYPE (SolPreferences, sol_preferences, SOL, PREFERENCES, AdwPreferencesWindow)

SolPreferences *sol_preferences_new (SolEngine *engine);

G_END_DECLS
