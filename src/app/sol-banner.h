/* sol-banner.h: a strip over the page for a state that goes on, with ways out
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-problem.h"

G_BEGIN_DECLS

#define SOL_TYPE_BANNER (sol_banner_get_type ())
G_DECLARE_FINAL_TYPE (SolBanner, sol_banner, SOL, BANNER, AdwBin)

SolBanner  *sol_banner_new         (void);

/* @problem: (transfer full) (nullable): NULL hides it, and forgets that it was dismissed. The same text again, after a
 * person dismissed it, stays hidden. */
void        sol_banner_set_problem (SolBanner  *self,
                                    SolProblem *problem);
/* Returns: (nullable): what it says now */
const char *sol_banner_get_text    (SolBanner  *self);

G_END_DECLS
