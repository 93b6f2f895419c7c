/* sol-alarm-dialog.h: asks for what a channel is watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-alarm-list.h"

G_BEGIN_DECLS

#define SOL_TYPE_ALARM_DIALOG (sol_alarm_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SolAlarmDialog, sol_alarm_dialog, SOL, ALARM_DIALOG, AdwWindow)

/* @traces: GListModel of SolScopeTrace. @position: of the one to change, or the number of items for a new one */
GtkWidget *sol_alarm_dialog_new (GtkWindow    *parent,
                                 SolAlarmList *list,
                                 GListModel   *traces,
                                 guint         position);

G_END_DECLS
