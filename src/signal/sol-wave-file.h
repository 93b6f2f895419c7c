/* sol-wave-file.h: waves that files hold: CSV, WAV, recordings
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-channel.h"
#include "sol-generator-settings.h"

G_BEGIN_DECLS

#define SOL_WAVE_FILE_MAX (64u << 20) /* octets */
#define SOL_WAVE_FILE_COLUMNS_MAX 256u

/* A file's octets and what its beginning says of them. Immutable once made: one thread at a time, any. */
typedef struct _SolWaveFile SolWaveFile;

/**
 * sol_wave_file_open:
 * @path: of a regular file of at most %SOL_WAVE_FILE_MAX octets
 *
 * Reads all of it, so not in the main thread. WAV is PCM of 8 to 32 bits or float32. All else is text with a row a
 * line: cells end in commas, semicolons, tabs or spaces, numbers may be quoted, and in files with semicolons or tabs
 * a decimal comma counts. A row above the numbers names the columns.
 * Errors: %SOL_GENERATOR_ERROR_FILE with what is missing; G_FILE_ERROR.
 */
SolWaveFile *sol_wave_file_open            (const char            *path,
                                            GError               **error);
/* The same of octets: (transfer none), referenced. @path is what they are called */
SolWaveFile *sol_wave_file_new             (GBytes                *octets,
                                            const char            *path,
                                            GError               **error);
/**
 * sol_wave_file_new_from_channels:
 * @channels: (element-type SolChannel): referenced; nobody appends to them any more
 *
 * A recording's channels stand for columns, by their names: a topic, or a topic and a field. Those that say states
 * are left out. Errors: %SOL_GENERATOR_ERROR_FILE when none is left.
 */
SolWaveFile *sol_wave_file_new_from_channels (GPtrArray           *channels,
                                              const char          *path,
                                              GError             **error);
/* What sol_wave_file_open() checks before it reads: a file there is, and not larger than %SOL_WAVE_FILE_MAX */
gboolean     sol_wave_file_check           (const char            *path,
                                            GError               **error);
void         sol_wave_file_free            (SolWaveFile           *self);

gboolean     sol_wave_file_is_recording    (const SolWaveFile     *self);
/* WAV and recordings have no column of times: each column has its rate */
gboolean     sol_wave_file_has_rate        (const SolWaveFile     *self);
const char  *sol_wave_file_get_path        (const SolWaveFile     *self);
guint        sol_wave_file_get_n_columns   (const SolWaveFile     *self);
const char  *sol_wave_file_get_column      (const SolWaveFile     *self,
                                            guint                  column);
/* FALSE with an error that names those there are */
gboolean     sol_wave_file_find_column     (const SolWaveFile     *self,
                                            const char            *name,
                                            guint                 *column,
                                            GError               **error);
/* The column that holds times, by its name or by its numbers, which only grow; -1 for none */
int          sol_wave_file_get_time_column (const SolWaveFile     *self);
/* Of the values: the last one that is not the time; the first channel */
guint        sol_wave_file_get_wave_column (const SolWaveFile     *self);

typedef struct
{
  gsize    n_values;
  gsize    n_skipped;   /* rows, or samples, without a number there */
  gsize    n_gaps;      /* of a recording: left out, what is around them follows each other */
  double   rate_hz;     /* samples a second; 0: the file does not say */
  gboolean is_uneven;   /* the times' steps differ by more than a tenth; the rate is their mean */
  double   mean, peak;  /* a value is mean + peak · the table's */
} SolWaveFacts;

/**
 * sol_wave_file_read:
 * @time_column: as above; -1: the rate is not known, unless the file has one
 * @facts: (out)
 *
 * A column as a table from −1 to 1. Linear in the file's length.
 * Errors: %SOL_GENERATOR_ERROR_FILE for fewer than 2 values, or more than %SOL_SHAPE_TABLE_MAX.
 */
SolShapeTable *sol_wave_file_read          (const SolWaveFile     *self,
                                            guint                  column,
                                            int                    time_column,
                                            SolWaveFacts          *facts,
                                            GError               **error);

/* Sets shape, frequency, amplitude and offset so that the table is played sample by sample as it stands in the file:
 * @rate_hz samples a second, about twenty messages a second. @settings: takes a reference to @table */
void           sol_wave_facts_apply        (const SolWaveFacts    *self,
                                            SolShapeTable         *table,
                                            double                 rate_hz,
                                            SolGeneratorSettings  *settings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolWaveFile, sol_wave_file_free)

G_END_DECLS
