/* sol-filter-bar.h: which broker is looked at, and which topics are subscribed to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_FILTER_BAR (sol_filter_bar_get_type ())

/* Chips activate `messages.unsubscribe`, the entry `messages.subscribe` with the filter */
G_DECLARE_FINAL_TYPE (SolFilterBar, sol_filter_bar, SOL, FILTER_BAR, AdwBin)

void sol_filter_bar_set_source (SolFilterBar *self,
                                SolSource    *source);
/* Opens the entry for a new filter */
void sol_filter_bar_add        (SolFilterBar *self);
/* Why the last filter was refused; @message: (nullable): NULL closes the entry */
void sol_filter_bar_set_error  (SolFilterBar *self,
                                const char   *message);

G_END_DECLS
