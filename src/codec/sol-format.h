/* sol-format.h: what a payload is read as
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a payload is read as; the nick is the word of `--format` and of the configuration */
typedef enum
{
  SOL_FORMAT_AUTO,          /* nick auto: detect */
  SOL_FORMAT_WAVEFORM_JSON, /* nick json: P01, P02 */
  SOL_FORMAT_NUMBER,        /* nick number: P05 */
  SOL_FORMAT_FLAT_JSON,     /* nick fields: one channel a path */
  SOL_FORMAT_CSV,           /* nick csv: P07 */
  SOL_FORMAT_INT16,         /* nick int16: P20, little-endian */
  SOL_FORMAT_FLOAT32,       /* nick float32: P21, little-endian */
  SOL_FORMAT_SOL1,          /* nick sol1: P22 */
  SOL_FORMAT_TEXT,          /* nick text: readable, nothing to plot */
  SOL_FORMAT_BINARY,        /* nick binary: nothing known */
  SOL_FORMAT_STATES,        /* nick states: P05, one word */
  SOL_FORMAT_PAIRS,         /* nick pairs: P08, name:value */
  SOL_FORMAT_INFLUX,        /* nick influx: P15 */
  SOL_FORMAT_SENML,         /* nick senml: P16, in JSON */
} SolFormat;

#define SOL_N_FORMATS (SOL_FORMAT_SENML + 1)

/* What a format is called on a chip. Returns: (transfer none): translated */
const char *sol_format_get_title (SolFormat    format);

const char *sol_format_get_nick  (SolFormat    format);
gboolean    sol_format_from_nick (const char  *nick,
                                  SolFormat   *format);

G_END_DECLS
