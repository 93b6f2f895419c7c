/* sol-decode-binary.c: CBOR and MessagePack: what they hold is the rules' affair, as of JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-rule-private.h"

/* Source: PAYLOADS.md P17, P18, P19 */

static gboolean
decode (SolDecoded    *self,
        SolTapeFunc    func,
        const guint8  *payload,
        gsize          length,
        GError       **error)
{
  return sol_tape_load (self, func, payload, length, error) && sol_rule_any (self, sol_rule_get_root (self), error);
}

gboolean
sol_decode_cbor (SolDecoded    *self,
                 const guint8  *payload,
                 gsize          length,
                 GError       **error)
{
  return decode (self, sol_tape_read_cbor, payload, length, error);
}

gboolean
sol_decode_msgpack (SolDecoded    *self,
                    const guint8  *payload,
                    gsize          length,
                    GError       **error)
{
  return decode (self, sol_tape_read_msgpack, payload, length, error);
}

gboolean
sol_decode_senml_cbor (SolDecoded    *self,
                       const guint8  *payload,
                       gsize          length,
                       GError       **error)
{
  return sol_tape_load (self, sol_tape_read_cbor, payload, length, error) && sol_rule_senml (self, 0, error);
}
