/* sol-access-page.h: who may do what: rules, the question whether somebody may, bans, files of mosquitto
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_ACCESS_PAGE (sol_access_page_get_type ())

/* Actions: `access.add-rule`, `access.edit-rule` (u: its place from 0), `access.remove-rule` (u), `access.move-rule`
 * ((uu): from, to), `access.test`, `access.unban` (s: KIND:VALUE), `access.import-users`, `access.import-rules` */
G_DECLARE_FINAL_TYPE (SolAccessPage, sol_access_page, SOL, ACCESS_PAGE, AdwPreferencesPage)

void sol_access_page_set_engine (SolAccessPage *self,
                                 SolEngine     *engine);

G_END_DECLS
