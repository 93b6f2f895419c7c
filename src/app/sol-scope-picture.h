/* sol-scope-picture.h: the scope's picture as a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-scope-view.h"

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
  int              width, height;      /* of the plot; a line a channel comes below it */
  gboolean         is_dark;
  gint64           begin_ns, end_ns;   /* Unix time; both 0: what is shown, with trigger and measurements */
} SolPictureSettings;

/**
 * sol_scope_picture_save_async:
 * @settings: copied
 *
 * Draws at once, by the functions that draw the screen, in some milliseconds; compressing and writing are done in a
 * thread, beside the file, whose place is taken when all of it is there. Errors: %G_FILE_ERROR, with the path.
 */
void     sol_scope_picture_save_async  (SolScopeView             *view,
                                        const SolPictureSettings *settings,
                                        const char               *path,
                                        GCancellable             *cancellable,
                                        GAsyncReadyCallback       callback,
                                        gpointer                  user_data);
gboolean sol_scope_picture_save_finish (GAsyncResult             *result,
                                        GError                  **error);

G_END_DECLS
