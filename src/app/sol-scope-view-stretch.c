/* sol-scope-view-stretch.c: another stretch of time than the one that is shown, as the scope's screen would draw it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

/* Its left edge is labelled 0; there is no trigger in it */
void
sol_scope_view_draw_stretch (SolScopeView *self,
                             cairo_t      *cr,
                             double        width,
                             double        height,
                             gboolean      is_dark,
                             gint64        begin_ns,
                             gint64        end_ns)
{
  const SolScopeWindow shown = self->window;
  const SolScopeCursors cursors = self->cursors;
  gboolean uses_trigger = self->uses_trigger;

  self->window = (SolScopeWindow) {
    .begin_ns = begin_ns,
    .zero_ns = begin_ns,
    .per_div_ns = MAX ((end_ns - begin_ns) / SOL_SCOPE_DIVISIONS, 1),
  };
  self->uses_trigger = FALSE;
  self->cursors.is_shown = FALSE;
  sol_scope_view_draw (self, cr, width, height, is_dark);
  self->window = shown;
  self->cursors = cursors;
  self->uses_trigger = uses_trigger;
}
