/* sol-history-limits.h: how much the scope keeps of each channel, as the settings say
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SOL_HISTORY_MEBIBYTES "history-mebibytes"
#define SOL_HISTORY_MINUTES   "history-minutes"

#define SOL_TYPE_HISTORY_LIMITS (sol_history_limits_get_type ())

/* Main thread: tells each channel its limits when it comes, and all when the settings change */
G_DECLARE_FINAL_TYPE (SolHistoryLimits, sol_history_limits, SOL, HISTORY_LIMITS, GObject)

/* @channels: GListModel of SolChannel */
SolHistoryLimits *sol_history_limits_new (GSettings  *settings,
                                          GListModel *channels);

G_END_DECLS
