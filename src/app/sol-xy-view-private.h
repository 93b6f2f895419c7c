/* sol-xy-view-private.h: what the files of the X-Y screen share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot-xy.h"
#include "sol-scope-guest.h"
#include "sol-stretch.h"
#include "sol-xy-view.h"

G_BEGIN_DECLS

struct _SolXyView
{
  GtkWidget parent_instance;

  /* Owned */
  SolScopeTrace     *x, *y;      /* chosen; nullable */
  double            *xs, *ys;    /* (array length=LIMIT) */
  cairo_surface_t   *glow;       /* the pictures before; NULL without persistence */

  SolScopeGuest      guest;
  SolStretch         stretches[2];
  gsize              n, n_numbers;
  SolXyViewSettings  settings;
  double             bounds[4];  /* left, right, bottom, top; NaN: not known */
};

/* The view holds it */
SolScopeTrace  *sol_xy_view_get_trace (SolXyView          *self,
                                       guint               place);

/* sol-xy-view-draw.c */
void            sol_xy_view_snapshot  (GtkWidget          *widget,
                                       GtkSnapshot        *snapshot);
/* What stood there becomes fainter, then the newest is drawn over it */
void            sol_xy_view_add_glow  (SolXyView          *self);
/* The same picture anywhere: for files */
void            sol_xy_view_draw      (SolXyView          *self,
                                       cairo_t            *cr,
                                       int                 width,
                                       int                 height,
                                       const SolPlotTheme *theme);
/* The vertical channel's */
const SolColor *sol_xy_view_get_color (SolXyView          *self,
                                       const SolPlotTheme *theme);

G_END_DECLS
