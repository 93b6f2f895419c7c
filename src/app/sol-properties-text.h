/* sol-properties-text.h: a message's properties of MQTT 5.0 as lines of text
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"

G_BEGIN_DECLS

/* `Content Type: text/plain`, a line each, with the specification's names; a user property as `NAME = VALUE`. What is
 * no text is shown in hexadecimal. Any thread. Returns: (transfer full): valid UTF-8, empty without properties */
char *sol_properties_dup_text (const SolMessage *message);

G_END_DECLS
