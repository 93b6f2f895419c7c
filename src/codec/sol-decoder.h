/* sol-decoder.h: payloads of one topic to samples
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "sol-family.h"
#include "sol-format.h"
#include "sol-sample-block.h"

G_BEGIN_DECLS

#define SOL_CODEC_ERROR (sol_codec_error_quark ())

typedef enum
{
  SOL_CODEC_ERROR_FORMAT,     /* the payload is not of the format that its topic has */
  SOL_CODEC_ERROR_NO_SAMPLES, /* readable, and holds no number */
  SOL_CODEC_ERROR_FIELD,      /* it has none of the fields that are asked for */
  SOL_CODEC_ERROR_SETTING,    /* what a person says of a topic cannot be */
} SolCodecError;

GQuark sol_codec_error_quark (void);

/* What the time in a payload is the time of */
typedef enum
{
  SOL_TIME_FIRST,   /* its first sample */
  SOL_TIME_LAST,    /* its last sample */
  SOL_TIME_ARRIVAL, /* nothing: the arrival counts */
} SolTimeSource;

/* What a person has said of a topic; all zero is nothing, and everything is found out. */
typedef struct
{
  SolFormat      format;
  char         **fields;  /* owned, nullable: only these paths and what lies below them, as `ENERGY/Power` */
  char          *unit;    /* owned, nullable: instead of the payload's */
  double         scale;   /* a value is what the payload says · scale + offset; 0 counts as 1 */
  double         offset;
  double         rate_hz; /* samples a second, whatever the payload states; 0: its own, or 1000, marked as assumed */
  SolTimeSource  time_source;
} SolDecoderSettings;

/* @copy: (out caller-allocates): what it held before is not freed */
void sol_decoder_settings_copy  (const SolDecoderSettings *self,
                                 SolDecoderSettings       *copy);
void sol_decoder_settings_clear (SolDecoderSettings       *self);
gboolean
     sol_decoder_settings_equal (const SolDecoderSettings *self,
                                 const SolDecoderSettings *other);

/* Those of the settings that are numbers */
typedef enum
{
  SOL_DECODER_SCALE,
  SOL_DECODER_OFFSET,
  SOL_DECODER_RATE,
} SolDecoderNumber;

#define SOL_DECODER_MAX_RATE_HZ 1e12

/* Errors: %SOL_CODEC_ERROR_SETTING: a scale of 0, a rate of 0 or less or over %SOL_DECODER_MAX_RATE_HZ, no number;
 * nothing is changed then */
gboolean sol_decoder_settings_set_number (SolDecoderSettings *self,
                                          SolDecoderNumber    which,
                                          double              value,
                                          GError            **error);

/* What is set beside the format, as a chip says it: `×0.5, V`. Returns: (transfer full): "" for nothing */
char    *sol_decoder_settings_describe   (const SolDecoderSettings *self);

typedef struct _SolHints SolHints;

#define SOL_DECODER_N_AGREEING 3 /* messages of one format that fix it */

/* One topic's state: the format found, how sure, and what it takes to place samples in time. */
typedef struct _SolDecoder SolDecoder;

/**
 * SolDecoderFunc:
 * @block: borrowed, with its arrays, for the time of the call
 */
typedef void (*SolDecoderFunc) (const SolSampleBlock *block,
                                gpointer              user_data);

/**
 * sol_decoder_new:
 * @topic: for detection by topic, copied
 *
 * A decoder belongs to one thread at a time.
 */
SolDecoder *sol_decoder_new          (const char       *topic);

/* Copied. What was found out before is forgotten: %SOL_FORMAT_AUTO goes back to detection */
void        sol_decoder_set_settings (SolDecoder               *self,
                                      const SolDecoderSettings *settings);

/* Returns: (transfer none): valid until others are set */
const SolDecoderSettings *
            sol_decoder_get_settings (const SolDecoder         *self);

/* Whether the channel at @path is one that the settings ask for */
gboolean    sol_decoder_wants        (const SolDecoder         *self,
                                      const char               *path);

/* What is known of the topic's family; @family must outlive the decoder, NULL for none */
void        sol_decoder_set_family   (SolDecoder               *self,
                                      const SolFamily          *family);

/* What the properties of the next message say; forgotten when it has been decoded */
void        sol_decoder_set_hints    (SolDecoder               *self,
                                      const SolHints           *hints);

/* What the topic is read as and why, in a few words for a chip. Returns: (transfer full): translated */
char       *sol_decoder_describe     (const SolDecoder         *self);

/* Another number whenever the description may be another */
guint       sol_decoder_get_description_id (const SolDecoder  *self);

/* The format in force: fixed by a person, or agreed by three messages, or of the last message */
SolFormat   sol_decoder_get_format   (const SolDecoder *self);

/* What the octets of a %SOL_FORMAT_BINARY topic look like, to be offered to a person and never imposed: INT16,
 * FLOAT32, or BINARY when there is nothing to offer */
SolFormat   sol_decoder_get_proposal (const SolDecoder *self);

/**
 * sol_decoder_decode:
 * @arrived_us: Unix time in µs
 * @func: called once a channel found, in a stable order
 *
 * Source: PAYLOADS.md's detection order; sticky: 3 agreeing messages fix the format, 8 failures in a row detect again.
 * Cost: linear in @length; no allocation once the scratch arrays have grown; JSON numbers are scanned without a tree.
 * Errors: %SOL_CODEC_ERROR_FORMAT, %SOL_CODEC_ERROR_NO_SAMPLES, %SOL_CODEC_ERROR_FIELD; nothing is emitted then.
 */
gboolean    sol_decoder_decode       (SolDecoder       *self,
                                      const guint8     *payload,
                                      gsize             length,
                                      gint64            arrived_us,
                                      SolDecoderFunc    func,
                                      gpointer          user_data,
                                      GError          **error);

void        sol_decoder_free         (SolDecoder       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolDecoder, sol_decoder_free)

G_END_DECLS
