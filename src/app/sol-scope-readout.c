/* sol-scope-readout.c: what the cursors say
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-readout.h"

#include <glib/gi18n.h>

#include "sol-scope-figure.h"

#define DIGITS 5

typedef enum { TIME_A, TIME_B, TIME, FREQUENCY, VALUE_A, VALUE_B, VALUE, N_FIGURES } Figure;

struct _SolScopeReadout
{
  AdwBin parent_instance;

  /* Borrowed: children */
  SolScopeFigure *figures[N_FIGURES];
};

G_DEFINE_FINAL_TYPE (SolScopeReadout, sol_scope_readout, ADW_TYPE_BIN)

static void
sol_scope_readout_class_init (SolScopeReadoutClass *klass)
{
}

static void
sol_scope_readout_init (SolScopeReadout *self)
{
  /* Translators: t and y are time and value at the cursors A and B */
  const char *const titles[] = { _("t A"), _("t B"), "Δt", "1/Δt", _("y A"), _("y B"), "Δy" };
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), N_FIGURES);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 3);
  gtk_widget_set_margin_start (flow, 8);
  gtk_widget_set_margin_end (flow, 8);
  for (guint i = 0; i < N_FIGURES; i++)
    {
      self->figures[i] = g_object_new (SOL_TYPE_SCOPE_FIGURE, "title", titles[i], "width-chars", 10, NULL);
      gtk_flow_box_insert (GTK_FLOW_BOX (flow), GTK_WIDGET (self->figures[i]), -1);
      gtk_widget_set_focusable (gtk_widget_get_parent (GTK_WIDGET (self->figures[i])), FALSE);
    }
  adw_bin_set_child (ADW_BIN (self), flow);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
sol_scope_readout_update (SolScopeReadout *self,
                          SolScopeView    *view)
{
  const SolScopeCursors *cursors = sol_scope_view_get_cursors (view);
  SolScopeTrace *trace = sol_scope_view_get_selected (view);
  const char *unit = trace != NULL ? sol_scope_trace_get_unit (trace) : NULL;
  SolScopeReading reading;

  g_return_if_fail (SOL_IS_SCOPE_READOUT (self));

  gtk_widget_set_visible (GTK_WIDGET (self), cursors->is_shown);
  sol_scope_cursors_read (cursors, &reading);
  sol_scope_figure_set_value (self->figures[TIME_A], reading.times_s[0], "s", DIGITS);
  sol_scope_figure_set_value (self->figures[TIME_B], reading.times_s[1], "s", DIGITS);
  sol_scope_figure_set_value (self->figures[TIME], reading.time_s, "s", DIGITS);
  sol_scope_figure_set_value (self->figures[FREQUENCY], reading.frequency_hz, "Hz", DIGITS);
  sol_scope_figure_set_value (self->figures[VALUE_A], reading.values[0], unit, DIGITS);
  sol_scope_figure_set_value (self->figures[VALUE_B], reading.values[1], unit, DIGITS);
  sol_scope_figure_set_value (self->figures[VALUE], reading.value, unit, DIGITS);
}
