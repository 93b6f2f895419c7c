/* sol-admin-inbox-private.h: messages between the broker's thread and the next question
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"

G_BEGIN_DECLS

/* At most 1,000 messages and 1 MiB, but always the newest; any thread */
typedef struct _SolAdminInbox SolAdminInbox;

SolAdminInbox *sol_admin_inbox_new   (void);
SolAdminInbox *sol_admin_inbox_ref   (SolAdminInbox *self);
void           sol_admin_inbox_unref (SolAdminInbox *self);

/* Has the shape of SolTapFunc; takes a reference of @message */
void           sol_admin_inbox_push  (SolMessage    *message,
                                      gpointer       inbox);

/* @n_dropped: (out): since the last call. Returns: (transfer full) (element-type SolMessage),
 * oldest first */
GPtrArray     *sol_admin_inbox_take  (SolAdminInbox *self,
                                      guint64       *n_dropped);

G_END_DECLS
