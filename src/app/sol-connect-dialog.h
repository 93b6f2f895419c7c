/* sol-connect-dialog.h: asks where another broker is, and connects
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-engine.h"

G_BEGIN_DECLS

#define SOL_TYPE_CONNECT_DIALOG (sol_connect_dialog_get_type ())

/* Stays open with the cause when the connection fails. Remembers all but the password in the settings. */
G_DECLARE_FINAL_TYPE (SolConnectDialog, sol_connect_dialog, SOL, CONNECT_DIALOG, AdwWindow)

SolConnectDialog *sol_connect_dialog_new         (SolEngine        *engine,
                                                  GSettings        *settings,
                                                  GtkWindow        *parent);
void              sol_connect_dialog_set_address (SolConnectDialog *self,
                                                  const char       *host,
                                                  guint16           port,
                                gboolean          use_tls);

G_END_DECLS
