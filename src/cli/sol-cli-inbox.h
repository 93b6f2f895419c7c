/* sol-cli-inbox.h: messages from the client's thread to the main thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mailbox.h"
#include "sol-message.h"

G_BEGIN_DECLS

/**
 * sol_cli_inbox_new:
 * @func: in the main thread: takes a SolMessage (transfer full)
 *
 * At most 256 MiB wait for a slow terminal or pipe; what does not fit is counted, sol_mailbox_get_dropped().
 */
SolMailbox *sol_cli_inbox_new  (SolMailboxFunc  func,
                                gpointer        user_data);

/* A SolClientFunc for sol_client_new (), with the inbox as its data */
void        sol_cli_inbox_post (SolMessage     *message,
                                gpointer        inbox);

/* Hands over what is there now; tells on standard error what did not fit */
void        sol_cli_inbox_drain (SolMailbox    *inbox);

G_END_DECLS
