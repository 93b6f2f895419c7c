/* sol-scope-channel-popover.h: how one channel is shown
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-scope-trace.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_CHANNEL_POPOVER (sol_scope_channel_popover_get_type ())

/* Scale, offset, colour and axis; all it does are the page's actions */
G_DECLARE_FINAL_TYPE (SolScopeChannelPopover, sol_scope_channel_popover, SOL, SCOPE_CHANNEL_POPOVER, GtkPopover)

GtkWidget *sol_scope_channel_popover_new     (SolScopeTrace *trace);
/* `500 mV/div`. Returns: (transfer full) */
char      *sol_scope_format_per_division     (SolScopeTrace *trace);

G_END_DECLS
