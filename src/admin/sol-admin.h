/* sol-admin.h: the web admin: the REST interface and the page
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_ADMIN (sol_admin_get_type ())

/* Follows the engine's configuration: listens when web_enabled, moves when host or port change.
 * Main thread. Properties: `url` (nullable: NULL while not listening), `error` (GError,
 * nullable: why not), notified. */
G_DECLARE_FINAL_TYPE (SolAdmin, sol_admin, SOL, ADMIN, GObject)

SolAdmin     *sol_admin_new       (SolEngine *engine);
const char   *sol_admin_get_url   (SolAdmin  *self);
const GError *sol_admin_get_error (SolAdmin  *self);

G_END_DECLS
