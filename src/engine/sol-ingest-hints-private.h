/* sol-ingest-hints-private.h: what a message's properties say of its payload
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-hints.h"
#include "sol-message.h"

G_BEGIN_DECLS

/* FALSE, and @hints left alone, for a message without properties. Thread: any. Cost: linear in the properties. */
gboolean sol_ingest_read_hints (const SolMessage *message,
                                SolHints         *hints);

G_END_DECLS
