/* sol-spectrum-view-private.h: what the files of the spectra's screen share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot-spectrum.h"
#include "sol-scope-guest.h"
#include "sol-spectrum-view.h"

G_BEGIN_DECLS

#define SOL_SPECTRUM_ROWS 160     /* of the waterfall */
#define SOL_SPECTRUM_COLUMNS 1024
#define SOL_SPECTRUM_MARKED_PEAKS 5  /* the rest is in the list */

struct _SolSpectrumView
{
  GtkWidget parent_instance;

  /* Owned */
  SolSpectrumAnalyser     *analyser;
  SolWaterfall            *waterfall;
  GPtrArray               *traces;          /* SolScopeTrace, as the analyser's lines */

  SolScopeGuest            guest;
  SolSpectrumViewSettings  settings;
  double                   low_hz, high_hz; /* shown; high is 0: all */
  double                   top;             /* of the scale that is set; NaN: not known yet */
  double                   waterfall_hz;    /* its highest frequency */
  SolChannel              *waterfall_of;    /* borrowed: only compared */
  double                   pointer_x;       /* NaN: not over the screen */
  double                   dragged;         /* part of the drag already applied */
  gint64                   taken_ns;        /* the end of what was transformed last */
  gint64                   described_us;
};

/* sol-spectrum-view-tick.c */
gboolean sol_spectrum_view_take       (gpointer                    owner,
                                       const SolScopeGuestPicture *picture);
void     sol_spectrum_view_updated_cb (SolSpectrumView  *self);
/* Its place among the lines; the number of lines when there is none */
guint    sol_spectrum_view_find_main  (SolSpectrumView  *self);

/* sol-spectrum-view-draw.c */
void     sol_spectrum_view_snapshot   (GtkWidget        *widget,
                                       GtkSnapshot      *snapshot);
/* The same picture anywhere: for files */
void     sol_spectrum_view_draw       (SolSpectrumView  *self,
                                       cairo_t          *cr,
                                       int               width,
                                       int               height,
                                       const SolPlotTheme *theme);
/* Of the screen */
void     sol_spectrum_view_get_axes   (SolSpectrumView  *self,
                                       SolPlotAxes      *axes);
/* The levels of the waterfall's first colour and its last */
void     sol_spectrum_view_get_colors (SolSpectrumView  *self,
                                       double           *low_db,
                                       double           *high_db);

/* sol-spectrum-view-input.c */
void     sol_spectrum_view_add_input  (SolSpectrumView  *self);

G_END_DECLS
