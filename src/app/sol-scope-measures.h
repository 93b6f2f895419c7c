/* sol-scope-measures.h: the list of measurements in the scope's panel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-scope-view.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_MEASURES (sol_scope_measures_get_type ())

/* Of the selected channel, with statistics over the pictures on demand. The chooser's actions are the page's. */
G_DECLARE_FINAL_TYPE (SolScopeMeasures, sol_scope_measures, SOL, SCOPE_MEASURES, AdwPreferencesGroup)

/* @trace: nullable */
void        sol_scope_measures_update         (SolScopeMeasures *self,
                                               SolScopeTrace    *trace);
gboolean    sol_scope_measures_get_shown      (SolScopeMeasures *self,
                                               SolMeasure        measure);
void        sol_scope_measures_set_shown      (SolScopeMeasures *self,
                                               SolMeasure        measure,
                                               gboolean          is_shown);
void        sol_scope_measures_set_statistics (SolScopeMeasures *self,
                                               gboolean          has_statistics);
/* Translated */
const char *sol_scope_measure_get_title       (SolMeasure        measure);

G_END_DECLS
