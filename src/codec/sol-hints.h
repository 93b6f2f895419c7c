/* sol-hints.h: what a message's properties say of its payload
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-decoder.h"
#include "sol-sample-type.h"

G_BEGIN_DECLS

#define SOL_HINTS_MAX_UNIT 16

/* All zero says nothing. */
struct _SolHints
{
  SolFormat format;    /* of the content type or of `dtype`; AUTO: not said */
  SolSampleType dtype; /* of octets without a type inside a payload of @format; all zero: not said */
  gboolean  is_text;   /* payload format indicator 1 */
  gboolean  has_time;
  gint64    t0_ns;     /* Unix time of the first sample, when @has_time */
  double    rate_hz;   /* 0: not said */
  double    scale;     /* 0: not said */
  double    offset;
  char      unit[SOL_HINTS_MAX_UNIT + 1]; /* "": not said */
};

/* Source: MQTT 5.0 §3.3.2.3.9. Texts are as received, without a zero behind them; what is not known is not taken. */
void sol_hints_add_content_type (SolHints   *self,
                                 const char *type,
                                 gsize       length);

/* User properties `dtype`, `fs`, `t0`, `scale`, `offset` and `unit`. Source: PAYLOADS.md P20 */
void sol_hints_add_property     (SolHints   *self,
                                 const char *name,
                                 gsize       name_length,
                                 const char *value,
                                 gsize       value_length);

G_END_DECLS
