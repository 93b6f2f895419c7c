/* sol-scope-overview-private.h: what the files of the whole history share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot-traces.h"
#include "sol-scope-overview.h"

G_BEGIN_DECLS

typedef enum { SOL_OVERVIEW_WINDOW, SOL_OVERVIEW_LEFT, SOL_OVERVIEW_RIGHT } SolOverviewPart;

struct _SolScopeOverview
{
  GtkWidget parent_instance;

  /* Owned */
  SolScopeView   *view;
  SolPlotRaster  *raster;

  SolScopeWindow  shown;      /* what was drawn */
  gint64          first_ns, last_ns;
  gint64          drawn_us, told_us;

  SolOverviewPart part;       /* what a drag moves */
  SolScopeWindow  from;       /* where the window was when that began */
};

/* In pixels, of all that is kept */
double sol_scope_overview_get_width (SolScopeOverview *self);
/* Where a moment is, at an edge when it is beyond */
double sol_scope_overview_get_x     (SolScopeOverview *self,
                                     gint64            t_ns);

/* sol-scope-overview-input.c */
void   sol_scope_overview_add_input (SolScopeOverview *self);

G_END_DECLS
