/* sol-found-view.h: the brokers that were found, to choose one
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_FOUND_VIEW (sol_found_view_get_type ())

/* Looks for brokers while it is mapped. Property: `hide-empty`, FALSE: without a broker it says so. Signal:
 * `picked` (SolFoundBroker). */
G_DECLARE_FINAL_TYPE (SolFoundView, sol_found_view, SOL, FOUND_VIEW, AdwBin)

void sol_found_view_set_engine (SolFoundView *self,
                                SolEngine    *engine);

G_END_DECLS
