/* sol-export-job.h: what the scope has, into a file: a picture or samples
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-export.h"
#include "sol-picture.h"
#include "sol-scope-modes.h"

G_BEGIN_DECLS

/* A kind of file */
typedef struct
{
  const char       *nick;        /* as an action names it, and the ending of its files */
  const char       *suffix;
  const char       *title;       /* N_() */
  gboolean          is_picture;
  SolPictureFormat  picture;
  SolExportFormat   samples;
} SolExportKind;

#define SOL_EXPORT_N_KINDS 9

/* In the order in which they are offered */
const SolExportKind *sol_export_kind_get       (guint                 position);
/* Returns: the place of that nick; of the first one when there is none */
guint                sol_export_kind_find      (const char           *nick);

/* What a picture is of */
typedef enum
{
  SOL_EXPORT_OF_TIME,
  SOL_EXPORT_OF_SPECTRUM,
  SOL_EXPORT_OF_XY,
} SolExportSubject;

/* What is exported: a stretch of channels; both times 0 is all that is kept */
typedef struct
{
  const SolExportKind *kind;
  const char          *path;
  gint64               begin_ns, end_ns;
  gboolean             is_as_shown;      /* a picture is the screen's own, with its trigger */
  GPtrArray           *channels;         /* of samples: SolChannel */
  double               rate_hz;          /* of even formats: resampled; 0 is the samples' own */
  SolExportSubject     subject;          /* of a picture; the others than time are the screen's own */
  int                  width, height;    /* of pictures */
  gboolean             is_dark;
} SolExportJob;

/**
 * sol_export_job_run_async:
 * @modes: (nullable): only where a picture over time, or samples, are asked for
 * @job: copied
 * @progress: (nullable)
 *
 * Main thread, which does not wait; channels and view may go on meanwhile. A file of that name is replaced when the new
 * one is complete. Errors: those of sol_export_async() and sol_picture_save_async().
 */
void                 sol_export_job_run_async  (SolScopeView         *view,
                                                SolScopeModes        *modes,
                                                const SolExportJob   *job,
                                                SolExportFunc         progress,
                                                gpointer              progress_data,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean             sol_export_job_run_finish (GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
