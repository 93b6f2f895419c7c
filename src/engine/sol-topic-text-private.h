/* sol-topic-text-private.h: a payload in one short line
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"

G_BEGIN_DECLS

/* Text without line ends, or the first octets in hexadecimal; cut with an ellipsis. Any thread. Returns: (transfer
 * full) */
char *sol_topic_text_new (const SolMessage *message);

G_END_DECLS
