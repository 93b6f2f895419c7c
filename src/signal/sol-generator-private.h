/* sol-generator-private.h: samples to octets, one function a format
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-generator.h"

G_BEGIN_DECLS

/* What one message says */
typedef struct
{
  const SolGeneratorSettings *settings;
  const double               *values;   /* (array length=n) */
  gsize                       n;
  gint64                      t0_ns;
  guint32                     sequence;
} SolPayload;

/* Appends the message in the settings' format; any thread, no state */
void sol_payload_write        (const SolPayload *self,
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
