/* sol-cli-journal.h: what happens at the broker, in the system's journal
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-broker.h"

G_BEGIN_DECLS

/* Where standard error is the journal: an entry for each event of @broker, with the fields EVENT, CLIENT_ID, USER_NAME,
 * ADDRESS, REASON, TOPIC, OPERATION and RULE beside its text. Else nothing. */
void sol_cli_journal_watch (SolBroker *broker);

G_END_DECLS
