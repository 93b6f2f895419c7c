/* decode-print.h: what a decoder found, as a line of text
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-decoder.h"

G_BEGIN_DECLS

#define NOW_US (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)
#define NOW_NS (NOW_US * 1000)

/* A block: path=values@rate, then t and seconds from now when the payload stated a time, s and seconds of skew,
 * [unit] and <words>. Returns: (transfer full) (nullable): blocks with a space between; NULL with an error */
char *decode_print (SolDecoder  *decoder,
                    const void  *payload,
                    gsize        length,
                    GError     **error);

G_END_DECLS
