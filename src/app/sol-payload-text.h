/* sol-payload-text.h: payloads as people read them: text, JSON, hex
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All: any thread; at most @limit octets of @payload are read; Returns: (transfer full), valid UTF-8 */

/* What is no UTF-8 becomes U+FFFD, control characters their pictures (U+2400…) but for line ends and tabs */
char *sol_payload_dup_text (const guint8 *payload,
                            gsize         length,
                            gsize         limit);

/* Indented; NULL when @payload is longer than @limit or is no JSON object or array */
char *sol_payload_dup_json (const guint8 *payload,
                            gsize         length,
                            gsize         limit);

/* `00000000  7b 22 74 …  {"t…`, 16 octets a line */
char *sol_payload_dup_hex  (const guint8 *payload,
                            gsize         length,
                            gsize         limit);

G_END_DECLS
