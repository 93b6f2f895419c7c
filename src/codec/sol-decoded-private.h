/* sol-decoded-private.h: what one payload held, in scratch arrays that are used again
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-decoder.h"
#include "sol-family.h"
#include "sol-json-scan-private.h"
#include "sol-node-private.h"
#include "sol-sample-type.h"

G_BEGIN_DECLS

#define SOL_DECODED_MAX_CHANNELS 64
#define SOL_DECODED_MAX_VALUES   (4u << 20)

typedef enum
{
  SOL_STAMP_NONE,
  SOL_STAMP_UNIX, /* ns since 1970 */
  SOL_STAMP_BOOT, /* ns since the source started, or since anything else that only it knows */
  SOL_STAMP_ARRIVAL, /* ns since the arrival, mostly before it */
} SolStampKind;

typedef struct
{
  SolStampKind kind;
  gint64       ns;
} SolStamp;

typedef struct
{
  gsize            path;      /* where in @paths its zero-terminated path begins */
  gsize            first;     /* where in @values its samples begin */
  gsize            n;
  SolPrecision     precision;
  const char      *unit;      /* borrowed, nullable: then the payload's counts */
  const SolStates *states;    /* borrowed, nullable */

  /* Where channels of one payload have times of their own */
  gboolean         has_timing; /* these count, not the payload's */
  SolStamp         stamp;      /* of the first sample */
  double           rate_hz;    /* 0: not stated */
  gsize            first_time, n_times; /* in @times_ns, absolute; none when they are even */
} SolDecodedChannel;

typedef struct
{
  double   value;
  SolStamp stamp;
  guint    channel;
} SolPoint;

/* The words that a topic has said so far */
typedef struct
{
  SolStates     states;
  GStringChunk *chunk;  /* owned, nullable */
} SolWords;

typedef struct _SolDecoded SolDecoded;

/* Lays a payload of one syntax down on the tape; FALSE with an error when it is not of that syntax */
typedef gboolean (*SolTapeFunc) (SolDecoded    *self,
                                 const guint8  *payload,
                                 gsize          length,
                                 GError       **error);

/* One for each decoder. The arrays only grow, so that no message allocates once the largest has come. */
struct _SolDecoded
{
  SolDecodedChannel channels[SOL_DECODED_MAX_CHANNELS];
  guint             n_channels;

  double           *values;      /* owned */
  gsize             n_values, n_allocated;
  double           *spare;       /* owned, as long as @values: for turning rows into columns */
  gsize             n_spare;
  GString          *paths;       /* owned: path after path, each with its zero */
  GString          *path;        /* owned: the one that is being put together */
  GString          *plain;       /* owned: text without its colours */

  SolTape           tape;
  SolTapeFunc       loaded;      /* what read the payload onto @tape; NULL: nothing */

  gint64           *times_ns;    /* owned: of every row, when the rows stated their own; relative to @stamp */
  gsize             n_times, n_times_allocated;

  SolPoint         *points;      /* owned: for sol_points_add() */
  gsize             n_points, n_points_allocated;
  guint             next_channel; /* the one that comes next if the order is that of the line before */

  SolWords          words;       /* stays over messages */
  const SolFamily  *family;      /* borrowed, nullable: stays over messages */
  SolSampleType     dtype;       /* of octets without one, as the message's properties say; stays until the next */

  const char       *unit;        /* borrowed from a table or from @tape, nullable */
  double            rate_hz;     /* 0: not stated */
  SolStamp          stamp;       /* of the first sample */
  gboolean          is_local;    /* it states a time, but not of which zone: it is not used */
};

/* Reads one payload; FALSE with an error when it is not of the function's format. Thread: the decoder's. */
typedef gboolean (*SolDecodeFunc) (SolDecoded    *self,
                                   const guint8  *payload,
                                   gsize          length,
                                   GError       **error);

void     sol_decoded_init      (SolDecoded  *self);
void     sol_decoded_clear     (SolDecoded  *self);

/* Forgets the last payload, keeps the memory */
void     sol_decoded_reset     (SolDecoded  *self);

/* Forgets what was made of the payload and keeps its tape, for the next rule */
void     sol_decoded_restart   (SolDecoded  *self);

/* As @func does, unless @func has read this payload already */
gboolean sol_tape_load         (SolDecoded    *self,
                                SolTapeFunc    func,
                                const guint8  *payload,
                                gsize          length,
                                GError       **error);
gboolean sol_tape_read_json    (SolDecoded    *self,
                                const guint8  *payload,
                                gsize          length,
                                GError       **error);
gboolean sol_tape_read_cbor    (SolDecoded    *self,
                                const guint8  *payload,
                                gsize          length,
                                GError       **error);
gboolean sol_tape_read_msgpack (SolDecoded    *self,
                                const guint8  *payload,
                                gsize          length,
                                GError       **error);

/* What may be found without being asked for is an array or a map */
gboolean sol_cbor_is_container    (const guint8 *payload,
                                   gsize         length);
gboolean sol_msgpack_is_container (const guint8 *payload,
                                   gsize         length);

/* Makes room for @n more values; FALSE over the limit of a message */
gboolean sol_decoded_reserve   (SolDecoded  *self,
                                gsize        n);

/* Adds a sample; FALSE over the limit of a message */
static inline gboolean
sol_decoded_add (SolDecoded *self,
                 double      value)
{
  if (G_UNLIKELY (self->n_values == self->n_allocated) && !sol_decoded_reserve (self, 1))
    return FALSE;
  self->values[self->n_values++] = value;
  return TRUE;
}

gboolean sol_decoded_add_time  (SolDecoded  *self,
                                gint64       time_ns);

/* A time for each of @n rows from every @step-th of @times, whose digits decide what they are; sets the stamp's kind.
 * FALSE when they are no times or do not rise */
gboolean sol_decoded_add_times (SolDecoded   *self,
                                const double *times,
                                gsize         n,
                                gsize         step);

/* The next channel begins with the next sample; its path is the end of @paths from @path on, without a zero yet.
 * Returns: NULL when there are too many */
SolDecodedChannel *
         sol_decoded_open      (SolDecoded  *self,
                                gsize        path);

/* A channel over @n samples from @first, with a copy of @path */
gboolean sol_decoded_add_channel (SolDecoded *self,
                                  const char *path,
                                  gsize       first,
                                  gsize       n);

/* Turns the samples from @first on, @n_rows rows of @n_columns, into columns behind each other */
void     sol_decoded_transpose (SolDecoded  *self,
                                gsize        first,
                                gsize        n_rows,
                                gsize        n_columns);

/* As sol_decoded_transpose(), and makes each column a channel named 0, 1, … or "" when it is alone */
gboolean sol_decoded_add_columns (SolDecoded *self,
                                  gsize       first,
                                  gsize       n_rows,
                                  gsize       n_columns);

/* Even within a quarter of a step? Then @rate_hz is set. Returns: how many times must be kept, @n or 0 */
gsize    sol_times_settle      (const gint64 *times_ns,
                                gsize         n,
                                double       *rate_hz);

/* Row times that are even within a quarter of a step become a first time and a rate */
void     sol_decoded_settle_times (SolDecoded *self);

const char *
         sol_decoded_get_path  (const SolDecoded        *self,
                                const SolDecodedChannel *channel);

/* Time stamps. Source: PAYLOADS.md, "digits decide". */
gboolean sol_stamp_from_number (const SolDecimal *number,
                                SolStamp         *stamp);
gboolean sol_stamp_from_double (double            number,
                                SolStamp         *stamp);
gboolean sol_stamp_from_text   (const char       *text,
                                gsize             length,
                                SolStamp         *stamp);
gboolean sol_stamp_from_iso    (SolJsonText       text,
                                SolStamp         *stamp);
/* A number, or a text in digits or in ISO 8601. Returns: FALSE with a kind of NONE when it is no time */
gboolean sol_stamp_from_node   (const SolTape    *tape,
                                const SolNode    *node,
                                SolStamp         *stamp);

/* For a node that is no time otherwise: a time of day whose zone nobody knows */
gboolean sol_stamp_is_local    (const SolTape    *tape,
                                const SolNode    *node);

/* States. The list of a word that is known without having been seen; NULL when it is not */
const SolStates *
         sol_states_find       (const char       *word,
                                gsize             length,
                                double           *value);
const SolStates *
         sol_states_get_bool   (void);
/* FALSE when there are too many */
gboolean sol_words_learn       (SolWords         *self,
                                const char       *word,
                                gsize             length,
                                double           *value);
void     sol_words_clear       (SolWords         *self);

/* The formats. Each has its file. */
gboolean sol_decode_number     (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_waveform   (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_fields     (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_senml      (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_influx     (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_pairs      (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_states     (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_csv        (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_int16      (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_float32    (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_sol1       (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_cbor       (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_msgpack    (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_senml_cbor (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_int8       (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_uint8      (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_uint16     (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_int32      (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_uint32     (SolDecoded *self, const guint8 *payload, gsize length, GError **error);
gboolean sol_decode_double     (SolDecoded *self, const guint8 *payload, gsize length, GError **error);

/* Units, time and skipped fields by what is known of the topic's family */
void      sol_family_apply        (SolDecoded    *self);

/* Reads the payload as @format, any but AUTO being an answer about this payload alone */
gboolean  sol_detect_run          (SolDecoded    *self,
                                   SolFormat      format,
                                   const guint8  *payload,
                                   gsize          length,
                                   GError       **error);

/* Reads the payload by the first format that fits, else says TEXT, BINARY or IMAGE. What is both CBOR and MessagePack
 * is what the topic was the @last time */
SolFormat sol_detect_decode       (SolDecoded   *self,
                                   SolFormat     last,
                                   const guint8 *payload,
                                   gsize         length);

/* What samples binary octets look like: INT16, FLOAT32, or BINARY when neither or when they are all zero */
SolFormat sol_detect_guess_raw    (const guint8 *payload,
                                   gsize         length);

G_END_DECLS
