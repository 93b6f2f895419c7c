/* sol-log-pane.h: what happened at the door: connections, refusals, warnings
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_LOG_PANE (sol_log_pane_get_type ())
G_DECLARE_FINAL_TYPE (SolLogPane, sol_log_pane, SOL, LOG_PANE, AdwBin)

void  sol_log_pane_set_log  (SolLogPane  *self,
                             SolEventLog *log);
/* All lines shown now, with their times. Returns: (transfer full) */
char *sol_log_pane_dup_text (SolLogPane  *self);

G_END_DECLS
