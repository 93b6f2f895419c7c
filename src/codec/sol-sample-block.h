/* sol-sample-block.h: a stretch of samples of one channel, on its way from decoder to history
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What it takes to keep the values as exactly as the payload stated them */
typedef enum
{
  SOL_PRECISION_DOUBLE,
  SOL_PRECISION_FLOAT32, /* they came as float32 or as whole numbers that fit into one: int8, int16 */
} SolPrecision;

#define SOL_STATES_MAX 32

/* The words of a channel that says states: a value is the place of its word */
typedef struct
{
  const char *words[SOL_STATES_MAX];
  guint       n_words;
} SolStates;

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
  gint64        skew_ns;    /* source's clock less ours when that is over a day: then @t0_ns is by arrival; else 0 */
  SolPrecision  precision;
  const SolStates *states;  /* borrowed, nullable: the values are states and not quantities */
  const gint64 *times_ns;   /* (array length=n_values), nullable, borrowed: where @rate_hz is 0, each sample's own time,
                               ascending, counted from any zero: values[i] is of @t0_ns + times_ns[i] - times_ns[0] */
} SolSampleBlock;

G_END_DECLS
