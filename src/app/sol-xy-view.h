/* sol-xy-view.h: one channel against another
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-scope-view.h"

G_BEGIN_DECLS

#define SOL_TYPE_XY_VIEW (sol_xy_view_get_type ())

/* Draws the stretch that the scope shows; of more than 20,000 samples the newest. Signal: `changed` (channels or
 * settings). */
G_DECLARE_FINAL_TYPE (SolXyView, sol_xy_view, SOL, XY_VIEW, GtkWidget)

typedef struct
{
  gboolean is_line;        /* else dots */
  gboolean is_persistent;  /* older pictures fade, half in about half a second */
} SolXyViewSettings;

void                     sol_xy_view_set_scope    (SolXyView               *self,
                                                   SolScopeView            *scope);
const SolXyViewSettings *sol_xy_view_get_settings (SolXyView               *self);
void                     sol_xy_view_set_settings (SolXyView               *self,
                                                   const SolXyViewSettings *settings);

/* Of the scope's traces, by place; unless chosen, or when one is gone, the first and the second */
void                     sol_xy_view_choose       (SolXyView               *self,
                                                   guint                    x,
                                                   guint                    y);
/* Returns: the place among the traces, %G_MAXUINT for none */
guint                    sol_xy_view_get_x        (SolXyView               *self);
guint                    sol_xy_view_get_y        (SolXyView               *self);

/* Pairs in the picture, and those of them that are numbers: both channels have samples there */
gsize                    sol_xy_view_get_n_pairs  (SolXyView               *self,
                                                   gsize                   *n_numbers);

G_END_DECLS
