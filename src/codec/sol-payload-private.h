/* sol-payload-private.h: pieces that several formats are written with
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-payload.h"

G_BEGIN_DECLS

/* Octets, most significant first */
void   sol_payload_append_big  (GByteArray *octets, guint64 value, guint n);
void   sol_payload_append_text (GByteArray *octets, const char *text);

/* A number in text, and a time in seconds exact to the nanosecond */
void   sol_payload_append_number (GByteArray *octets, double value, guint decimals);
void   sol_payload_append_time   (GByteArray *octets, gint64 t_ns);

/* Unix time in ns of sample @i */
gint64 sol_payload_get_time    (const SolPayload *self, gsize i);

/* Each format that has a file of its own; all append */
void   sol_payload_write_cbor       (const SolPayload *self, GByteArray *octets, gboolean is_typed);
void   sol_payload_write_senml_cbor (const SolPayload *self, GByteArray *octets);
void   sol_payload_write_msgpack    (const SolPayload *self, GByteArray *octets);
void   sol_payload_write_senml      (const SolPayload *self, GByteArray *octets);
void   sol_payload_write_influx     (const SolPayload *self, GByteArray *octets);
void   sol_payload_write_pairs      (const SolPayload *self, GByteArray *octets);

/* What has been appended from @begin on is packed */
void   sol_payload_pack_gzip        (GByteArray *octets, guint begin);

G_END_DECLS
