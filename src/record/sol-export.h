/* sol-export.h: a stretch of channels into a file for other programs
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-channel.h"

G_BEGIN_DECLS

#define SOL_EXPORT_ERROR (sol_export_error_quark ())

typedef enum
{
  SOL_EXPORT_ERROR_EMPTY,   /* no sample there */
  SOL_EXPORT_ERROR_UNEVEN,  /* the format knows one even rate, and the samples have none: resample them */
  SOL_EXPORT_ERROR_FORMAT,  /* more than the format can hold */
  SOL_EXPORT_ERROR_WRITE,   /* the disk says no */
  SOL_EXPORT_ERROR_INVALID, /* a setting that cannot be */
} SolExportError;

GQuark sol_export_error_quark (void);

typedef enum
{
  SOL_EXPORT_CSV,    /* nick csv: a row an instant, a column a channel; RFC 4180 */
  SOL_EXPORT_JSONL,  /* nick jsonl: an object an instant */
  SOL_EXPORT_NPY,    /* nick npy: a structured array of NumPy, time_ns and a field a channel */
  SOL_EXPORT_WAV,    /* nick wav: 32-bit float, in the channels' units */
  SOL_EXPORT_WAV16,  /* nick wav16: 16-bit integer, the largest value of all channels being full scale */
  SOL_EXPORT_SR,     /* nick sr: a session of sigrok and PulseView */
} SolExportFormat;

#define SOL_EXPORT_N_FORMATS 6

const char *sol_export_format_get_nick  (SolExportFormat   format);
gboolean    sol_export_format_from_nick (const char       *nick,
                                         SolExportFormat  *format);
/* Does it know one even rate alone? */
gboolean    sol_export_format_is_even   (SolExportFormat   format);

typedef struct
{
  SolExportFormat      format;
  const char          *path;
  SolChannel * const  *channels;   /* (array length=n_channels) */
  guint                n_channels; /* 1 … 1000 */
  gint64               begin_ns, end_ns; /* Unix time, the end not included; 0 is the oldest, behind the newest */
  double               rate_hz;    /* of even formats: resample by straight lines; 0 is the samples' own */
} SolExportSettings;

/* @done: 0 … 1. In the caller's thread-default context, ten times a second at most */
typedef void (*SolExportFunc) (double   done,
                               gpointer user_data);

/**
 * sol_export_async:
 * @settings: copied; the channels are referenced
 * @progress: (nullable)
 *
 * Writes in a thread, into a file beside @path that takes its place when it is complete. Values are those of the
 * channels: exact in csv, jsonl and npy, rounded to 24 bits in wav and sr. Gaps are no rows; values that are no number
 * stand as an empty cell, null or NaN, and as 0 in the two of WAV.
 * Memory: 0.3 MB a channel, with sr 1.3 MB, however long.
 */
void        sol_export_async            (const SolExportSettings *settings,
                                         SolExportFunc            progress,
                                         gpointer                 progress_data,
                                         GCancellable            *cancellable,
                                         GAsyncReadyCallback      callback,
                                         gpointer                 user_data);
gboolean    sol_export_finish           (GAsyncResult            *result,
                                         GError                 **error);

G_END_DECLS
