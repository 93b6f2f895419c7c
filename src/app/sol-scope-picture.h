/* sol-scope-picture.h: the scope's screen over time as a picture
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-picture.h"
#include "sol-scope-view.h"

G_BEGIN_DECLS

/* Drawn by the functions that draw the screen, in some milliseconds: what is shown with its trigger and measurements,
 * another stretch without. Returns: (transfer full) */
SolPicture *sol_scope_picture_new            (SolScopeView             *view,
                                              const SolPictureSettings *settings);

/* When it was, for the legend. Returns: (transfer full) (nullable): there is no such date */
char       *sol_scope_picture_describe_begin (gint64                    begin_ns);

G_END_DECLS
