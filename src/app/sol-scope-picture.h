/* sol-scope-picture.h: the scope's picture as a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-scope-view.h"

G_BEGIN_DECLS

/**
 * sol_scope_picture_save:
 * @width, @height: in pixels of a screen at scale 1; the file has twice as many each way
 *
 * The picture as it is shown, with a line of its channels below, as PNG.
 * Errors: %G_FILE_ERROR, with the path.
 */
gboolean sol_scope_picture_save (SolScopeView  *view,
                                 const char    *path,
                                 int            width,
                                 int            height,
                                 gboolean       is_dark,
                                 GError       **error);

G_END_DECLS
