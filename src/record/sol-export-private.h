/* sol-export-private.h: what the formats are written with
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stdio.h>

#include "sol-export.h"
#include "sol-progress-private.h"

G_BEGIN_DECLS

/* One channel's samples in order, a piece at a time, so that the channel goes on meanwhile */
typedef struct
{
  SolChannel *channel;   /* borrowed */
  gint64      end_ns;
  gint64      next_ns;   /* from here on it is asked for more */
  gint64     *times_ns;  /* owned, as the next */
  double     *values;
  gsize       n, at;
  gboolean    is_over;   /* nothing is behind @n */
} SolExportCursor;

void     sol_export_cursor_init    (SolExportCursor *self,
                                    SolChannel      *channel,
                                    gint64           begin_ns,
                                    gint64           end_ns);
void     sol_export_cursor_clear   (SolExportCursor *self);
/* The sample where it stands. FALSE behind the last one */
gboolean sol_export_cursor_peek    (SolExportCursor *self,
                                    gint64          *time_ns,
                                    double          *value);
static inline void
sol_export_cursor_advance (SolExportCursor *self)
{
  self->at++;
}

/* An export under way, in its thread */
typedef struct
{
  const SolExportSettings *settings;
  gint64                   begin_ns, end_ns; /* what there is of the stretch */
  char                   **labels;           /* `NAME [UNIT]`, each once */
  FILE                    *file;
  GCancellable            *cancellable;      /* nullable */
  SolProgress              progress;
} SolExport;

/* Tells how far it is. FALSE with @error when it is to stop */
gboolean sol_export_go_on          (SolExport       *self,
                                    gint64           at_ns,
                                    GError         **error);
gboolean sol_export_write          (SolExport       *self,
                                    const void      *data,
                                    gsize            length,
                                    GError         **error);
/* Sets @error from errno. Returns: FALSE, always */
gboolean sol_export_fail           (SolExport       *self,
                                    GError         **error);

/* All channels merged by time: a row holds what they have at one instant */
typedef struct
{
  SolExport       *export;
  SolExportCursor *cursors;  /* owned */
  guint            n;
  guint            n_since;  /* rows since it was told how far it is */
  gint64           time_ns;  /* of the row */
  double          *values;   /* (array length=n): NaN where a channel has none */
  gboolean        *is_there; /* (array length=n) */
} SolExportRows;

void     sol_export_rows_init      (SolExportRows   *self,
                                    SolExport       *export);
void     sol_export_rows_clear     (SolExportRows   *self);
/* FALSE without @error behind the last one */
gboolean sol_export_rows_next      (SolExportRows   *self,
                                    GError         **error);

/* All channels at one even rate, from where all of them have begun to where the first ends */
typedef struct
{
  SolExport       *export;
  SolExportCursor *cursors;   /* owned */
  gint64          *last_ns;   /* (array length=n): the sample before, for straight lines */
  double          *last;
  guint            n;
  double           rate_hz;
  gint64           begin_ns;
  guint64          n_frames, next;
  double          *values;    /* (array length=n): of the frame */
} SolExportGrid;

/* Errors: %SOL_EXPORT_ERROR_UNEVEN, %SOL_EXPORT_ERROR_EMPTY. Cost: one pass over all samples. Clear it either way */
gboolean sol_export_grid_init      (SolExportGrid   *self,
                                    SolExport       *export,
                                    GError         **error);
/* To the beginning again */
void     sol_export_grid_rewind    (SolExportGrid   *self);
void     sol_export_grid_clear     (SolExportGrid   *self);
/* FALSE without @error behind the last one */
gboolean sol_export_grid_next      (SolExportGrid   *self,
                                    GError         **error);

/* sol-export-settings.c. Returns: (transfer full), with strings and references of its own */
SolExportSettings *sol_export_settings_copy (const SolExportSettings *from);
void     sol_export_settings_free  (gpointer         data);
/* Writes all of it to the file, by one of those below */
gboolean sol_export_write_format   (SolExport       *self,
                                    GError         **error);

/* One a format: writes all of it to the file */
gboolean sol_export_write_csv      (SolExport       *self,
                                    GError         **error);
gboolean sol_export_write_jsonl    (SolExport       *self,
                                    GError         **error);
gboolean sol_export_write_npy      (SolExport       *self,
                                    GError         **error);
gboolean sol_export_write_wav      (SolExport       *self,
                                    GError         **error);
gboolean sol_export_write_wav16    (SolExport       *self,
                                    GError         **error);
gboolean sol_export_write_sr       (SolExport       *self,
                                    GError         **error);

/* Seconds with nine places. Returns: octets written to @text, which has room for 32 */
int      sol_export_format_time    (gint64           time_ns,
                                    char             text[32]);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolExportRows, sol_export_rows_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolExportGrid, sol_export_grid_clear)

G_END_DECLS
