/* octets-script.h: packets as they are written in a test
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * octets_compile:
 * @script: octets in hexadecimal, `30 0a`, and
 *   `[ … ]`  remaining length in one to four octets, then what stands between the brackets
 *   `<a/b>`  a string with its length of two octets before it
 *   `'abc'`  octets as they stand
 *   `##`     two octets of a packet identifier: @id
 * @id_at: (out) (optional): where the last `##` stands, -1 when there is none
 *
 * Fails the test when @script cannot be read.
 */
GByteArray *octets_compile (const char *script,
                            guint16     id,
                            gint       *id_at);

G_END_DECLS
