/* sol-application-private.h: the application's actions, for the application
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-application.h"
#include "sol-window.h"

G_BEGIN_DECLS

void       sol_application_add_actions         (SolApplication *self);
/* Which actions can be used now: derived from the broker's state, the source and the admin page alone */
void       sol_application_update_actions      (SolApplication *self);
/* Returns: (transfer none): the one window, made when it is missing */
SolWindow *sol_application_ensure_window       (SolApplication *self);

/* One file each */
void       sol_application_add_broker_actions  (SolApplication *self);
void       sol_application_add_connect_actions (SolApplication *self);
void       sol_application_add_recording_actions (SolApplication *self);
void       sol_application_show_signal         (SolApplication *self);
void       sol_application_show_about          (SolApplication *self);
/* Makes it the source in use and shows its signals */
void       sol_application_open_recording      (SolApplication *self,
                                                GFile          *file);
/* Asks first while clients are connected */
void       sol_application_ask_to_quit         (SolApplication *self);

G_END_DECLS
