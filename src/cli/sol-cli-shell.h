/* sol-cli-shell.h: the commands of the interactive client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-cli-link.h"
#include "sol-mailbox.h"

G_BEGIN_DECLS

typedef struct
{
  SolCliLink  link;
  SolMailbox *inbox;
  GHashTable *subscriptions; /* filter → QoS */
  guint       n_failed;      /* commands */
  gboolean    is_over;
} SolCliShell;

/* One line; waits for the broker's answer. What went wrong is printed, and counted. */
void sol_cli_shell_obey (SolCliShell *self,
                         const char  *line);

G_END_DECLS
