/* sol-ban-dialog.h: asks whom of a client to ban, and for how long
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine-access.h"

G_BEGIN_DECLS

/* Response `ban`, after which kind, value and time are to be asked for */
#define SOL_TYPE_BAN_DIALOG (sol_ban_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SolBanDialog, sol_ban_dialog, SOL, BAN_DIALOG, AdwMessageDialog)

/* @client: copied from; its user and address are offered where it has them */
GtkWidget  *sol_ban_dialog_new         (GtkWindow             *parent,
                                        const SolBrokerClient *client);
SolBanKind  sol_ban_dialog_get_kind    (SolBanDialog          *self);
const char *sol_ban_dialog_get_value   (SolBanDialog          *self);
/* 0 is for ever */
guint       sol_ban_dialog_get_seconds (SolBanDialog          *self);

G_END_DECLS
