/* sol-picture.h: what a plot shows, as a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-picture-legend.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_PICTURE_PNG,  /* two pixels for each of the size's */
  SOL_PICTURE_SVG,
  SOL_PICTURE_PDF,  /* one page of that size in points */
} SolPictureFormat;

typedef struct
{
  SolPictureFormat format;
  int              width, height;      /* of the plot; the legend comes below it */
  gboolean         is_dark;
  gint64           begin_ns, end_ns;   /* of a plot over time, Unix time; both 0: what is shown */
} SolPictureSettings;

/* Drawn in the main thread, then handed to sol_picture_save_async () */
typedef struct _SolPicture SolPicture;

/* With the theme's background and the legend drawn. The plot's place is @settings->width × @settings->height, from the
 * upper left corner. */
SolPicture         *sol_picture_new         (const SolPictureSettings *settings,
                                             const SolPictureLegend   *legend);
void                sol_picture_free        (SolPicture               *self);
/* Returns: (transfer none): draws onto it, in the units of the size */
cairo_t            *sol_picture_get_cairo   (SolPicture               *self);

/**
 * sol_picture_save_async:
 * @self: (transfer full)
 *
 * Compressing and writing are done in a thread, beside the file, whose place is taken when all of it is there.
 * Errors: %G_FILE_ERROR, with the path; %G_IO_ERROR_CANCELLED.
 */
void                sol_picture_save_async  (SolPicture               *self,
                                             const char               *path,
                                             GCancellable             *cancellable,
                                             GAsyncReadyCallback       callback,
                                             gpointer                  user_data);
gboolean            sol_picture_save_finish (GAsyncResult             *result,
                                             GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolPicture, sol_picture_free)

G_END_DECLS
