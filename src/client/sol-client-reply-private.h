/* sol-client-reply-private.h: completes a GTask from another thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Both take @task (nullable) over and complete it in its own context; the last reference to it, and with it the one to
 * the client, is dropped there and never in the client's thread. Thread: any. */
void sol_client_reply_value (GTask        *task,
                             gint          value);

/* @error: copied */
void sol_client_reply_error (GTask        *task,
                             const GError *error);

G_END_DECLS
