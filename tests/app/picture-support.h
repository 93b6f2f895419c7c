/* picture-support.h: what a scope shows, in octets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-scope-view.h"

G_BEGIN_DECLS

/* Octets of the picture on white, to see whether it changed */
static inline GBytes *
support_take_picture (SolScopeView *view,
                      int           width,
                      int           height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  GBytes *bytes;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  sol_scope_view_draw (view, cr, width, height, FALSE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) height * (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);
  return bytes;
}

G_END_DECLS
