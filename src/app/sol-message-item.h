/* sol-message-item.h: a message as an object that lists can show
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "sol-message.h"

G_BEGIN_DECLS

#define SOL_TYPE_MESSAGE_ITEM (sol_message_item_get_type ())
G_DECLARE_FINAL_TYPE (SolMessageItem, sol_message_item, SOL, MESSAGE_ITEM, GObject)

/* Takes a reference of @message */
SolMessageItem *sol_message_item_new         (SolMessage     *message);
/* Returns: (transfer none) */
SolMessage     *sol_message_item_get_message (SolMessageItem *self);

G_END_DECLS
