/* sol-open-bar.h: a strip over the page while a recording is opened or shown
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine-recording.h"

G_BEGIN_DECLS

#define SOL_TYPE_OPEN_BAR (sol_open_bar_get_type ())

/* Shows how far reading is, what was opened, or why it could not be. Signal: `opened`: its signals are channels */
G_DECLARE_FINAL_TYPE (SolOpenBar, sol_open_bar, SOL, OPEN_BAR, AdwBin)

/* Once */
void        sol_open_bar_set_engine (SolOpenBar *self,
                                     SolEngine  *engine);
/* Reads it and makes it the source in use; one that is being read is left */
void        sol_open_bar_open       (SolOpenBar *self,
                                     const char *path);
/* Returns: (nullable): what it says now */
const char *sol_open_bar_get_text   (SolOpenBar *self);
/* Returns: (nullable): the recording that is shown */
const char *sol_open_bar_get_path   (SolOpenBar *self);

G_END_DECLS
