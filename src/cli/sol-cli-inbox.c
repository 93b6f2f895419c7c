/* sol-cli-inbox.c: messages from the client's thread to the main thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-inbox.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#define LIMIT_BYTES (256 * 1024 * 1024)

SolMailbox *
sol_cli_inbox_new (SolMailboxFunc func,
                   gpointer       user_data)
{
  return sol_mailbox_new (NULL, 0, LIMIT_BYTES, func, user_data, (GDestroyNotify) sol_message_unref);
}

void
sol_cli_inbox_post (SolMessage *message,
                    gpointer    inbox)
{
  sol_mailbox_post (inbox, sol_message_ref (message), sol_message_get_size (message));
}

void
sol_cli_inbox_drain (SolMailbox *inbox)
{
  guint64 n_dropped;

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  n_dropped = sol_mailbox_get_dropped (inbox);
  if (n_dropped > 0)
    g_printerr (_("%s: %" PRIu64 " messages came faster than they could be printed, and are lost.\n"),
                g_get_prgname (), n_dropped);
}
