/* sol-payload.h: samples to octets, one function a format
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-decoder.h"

G_BEGIN_DECLS

/* What one message says */
typedef struct
{
  SolFormat     format;     /* one that sol_payload_can_write() */
  guint         decimals;   /* places in text, 0..15 */
  double        full_scale; /* of INT16: what becomes 32767; 0 is 1 */
  const double *values;     /* (array length=n), borrowed */
  gsize         n;          /* at least 1 */
  double        rate_hz;    /* samples a second, more than 0 */
  gint64        t0_ns;      /* Unix time of values[0] */
  guint32       sequence;   /* of SOL1 */
} SolPayload;

/* From WAVEFORM_JSON to SOL1 and from PAIRS to GZIP; NUMBER, FLAT_JSON and PAIRS hold the last sample only */
gboolean sol_payload_can_write (SolFormat         format);

/* Appends the message; any thread, no state. Cost: linear in @n */
void     sol_payload_write     (const SolPayload *self,
                                GByteArray       *octets);

/* A number with at most @decimals places, as Python prints one: at least one place, no zeros behind it; in no locale.
 * Returns: octets written to @text, which has room for SOL_NUMBER_SIZE */
#define SOL_NUMBER_SIZE 400
gsize sol_payload_format_number (double value,
                                 guint  decimals,
                                 char  *text);

/* The shortest text that reads back as the same double; whole numbers without a point */
gsize sol_payload_format_rate   (double value,
                                 char  *text);

G_END_DECLS
