/* sol-sample-block.h: a stretch of samples of one channel, on its way from decoder to history
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char   *path;       /* borrowed; which channel of the topic: "" for its only one, else `a/b` or a key */
  const char   *unit;       /* borrowed, nullable */
  const double *values;     /* (array length=n_values), in @unit */
  gsize         n_values;
  gint64        t0_ns;      /* Unix time of values[0] in ns: the source's when @is_timed, else the arrival's */
  double        rate_hz;    /* sampling rate; 0 for a single value, which has none */
  gboolean      is_timed;   /* the payload stated its own time */
  gboolean      is_rate_assumed; /* neither the payload nor a person stated @rate_hz */
} SolSampleBlock;

G_END_DECLS
