/* sol-payload-view.h: binary payloads as people read them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sol_payload_dup_fields:
 * @limit: octets of text to make at most; what is longer ends in …
 * @what: (out) (transfer full): what it is, as `CBOR in gzip`; set only when there is an answer
 *
 * What CBOR, MessagePack and packed payloads hold, indented like JSON. Thread: any. Cost: linear, a few allocations.
 *
 * Returns: (transfer full) (nullable): NULL for what is none of these
 */
char *sol_payload_dup_fields (const guint8 *payload,
                              gsize         length,
                              gsize         limit,
                              char        **what);

G_END_DECLS
