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
  SOL_FORMAT_CBOR,          /* nick cbor: P19; written with a typed array */
  SOL_FORMAT_CBOR_PLAIN,    /* nick cbor-plain: read as CBOR; written with numbers one by one */
  SOL_FORMAT_MSGPACK,       /* nick msgpack: P18 */
  SOL_FORMAT_SENML_CBOR,    /* nick senml-cbor: P17 */
  SOL_FORMAT_GZIP,          /* nick gzip: P01 in gzip; what is packed is unpacked whatever it is read as */
  SOL_FORMAT_IMAGE,         /* nick image: P25, a picture or a document: nothing to plot */
  SOL_FORMAT_INT8,          /* nick int8, and so on: P20, little-endian */
  SOL_FORMAT_UINT8,
  SOL_FORMAT_UINT16,
  SOL_FORMAT_INT32,
  SOL_FORMAT_UINT32,
  SOL_FORMAT_DOUBLE,
} SolFormat;

#define SOL_N_FORMATS (SOL_FORMAT_DOUBLE + 1)

/* Samples as the processor holds them, which state no rate and are never found */
gboolean    sol_format_is_raw    (SolFormat    format);

/* One that a person may choose for a topic: what has samples, and no second name of another */
gboolean    sol_format_is_choice (SolFormat    format);

/* What a format is called on a chip. Returns: (transfer none): translated */
const char *sol_format_get_title (SolFormat    format);

const char *sol_format_get_nick  (SolFormat    format);
gboolean    sol_format_from_nick (const char  *nick,
                                  SolFormat   *format);

G_END_DECLS
