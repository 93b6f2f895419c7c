/* sol-xy-picture.h: one channel against another, as a picture
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-picture.h"
#include "sol-xy-view.h"

G_BEGIN_DECLS

/* What is shown, drawn as on the screen; below it which channel is X, which is Y, and when it was.
 * Returns: (transfer full) */
SolPicture *sol_xy_picture_new (SolXyView                *view,
                                const SolPictureSettings *settings);

G_END_DECLS
