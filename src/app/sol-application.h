/* sol-application.h: the application: one engine, one window, the actions that need no window
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-admin.h"
#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_APPLICATION (sol_application_get_type ())
G_DECLARE_FINAL_TYPE (SolApplication, sol_application, SOL, APPLICATION, AdwApplication)

/* @engine: (nullable): tests bring their own; NULL makes one at startup, with this user's configuration and data */
SolApplication *sol_application_new          (SolEngine      *engine);

/* Both (transfer none), and there from startup on */
SolEngine      *sol_application_get_engine   (SolApplication *self);
SolAdmin       *sol_application_get_admin    (SolApplication *self);
GSettings      *sol_application_get_settings (SolApplication *self);

/* Says goodbye to clients and waits until all is written; iterates the main context. Once the application has run: its
 * last reference would do so too, but an answer that is still under way may hold one. */
void            sol_application_stop_broker  (SolApplication *self);

G_END_DECLS
