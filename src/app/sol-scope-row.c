/* sol-scope-row.c: one channel in the scope's panel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-row.h"

#include <glib/gi18n.h>

#include "sol-plot.h"
#include "sol-scope-channel-popover.h"
#include "sol-scope-figure.h"
#include "sol-scope-style.h"

struct _SolScopeRow
{
  GtkListBoxRow parent_instance;

  SolScopeTrace *trace; /* owned */

  /* Template */
  GtkWidget      *swatch;
  GtkWidget      *label;
  GtkWidget      *name;
  GtkWidget      *visible;
  GtkMenuButton  *settings;
  GtkLabel       *per_division;
  GtkWidget      *read_as;
  GtkLabel       *read_as_label;
  SolScopeFigure *peak;
  SolScopeFigure *frequency;
  SolScopeFigure *last;
};

G_DEFINE_FINAL_TYPE (SolScopeRow, sol_scope_row, GTK_TYPE_LIST_BOX_ROW)

static void
draw_swatch_cb (GtkDrawingArea *area,
                cairo_t        *cr,
                int             width,
                int             height,
                gpointer        user_data)
{
  SolScopeRow *self = SOL_SCOPE_ROW (user_data);
  const SolPlotTheme *theme = sol_scope_style_get_theme ();
  const SolColor *color = &theme->traces[sol_scope_trace_get_color (self->trace) % G_N_ELEMENTS (theme->traces)];

  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
sol_scope_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_SCOPE_ROW);
  g_clear_object (&SOL_SCOPE_ROW (object)->trace);
  G_OBJECT_CLASS (sol_scope_row_parent_class)->dispose (object);
}

static void
sol_scope_row_class_init (SolScopeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_scope_row_dispose;
  g_type_ensure (SOL_TYPE_SCOPE_FIGURE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/scope-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SolScopeRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, SolScopeRow, label);
  gtk_widget_class_bind_template_child (widget_class, SolScopeRow, name);
  gtk_widget_class_bind_template_child (widget_class, SolScopeRow, visible);
  gtk_widget_class_bind_template_child (widget_class, SolScopeRow, settings);
  gtk_widget_class_bind_template_child (widget_class, SolScopeRow, per_division);
  gtk_widget_class_bind_template_child (widget_class, SolScopeRow, read_as);
  gtk_widget_class_bind_template_child (widget_class, SolScopeRow, read_as_label);
  gtk_widget_class_bind_template_child (widget_class, SolScopeRow, peak);
  gtk_widget_class_bind_template_child (widget_class, SolScopeRow, frequency);
  gtk_widget_class_bind_template_child (widget_class, SolScopeRow, last);
}

static void
sol_scope_row_init (SolScopeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->swatch), draw_swatch_cb, self, NULL);
  sol_scope_style_follow (self->swatch);
}

/* What the topic is read as, and why */
static void
update_read_as (SolScopeRow *self)
{
  g_autofree char *text = sol_channel_dup_description (sol_scope_trace_get_channel (self->trace));
  g_autofree char *tooltip = NULL;

  gtk_widget_set_visible (self->read_as, text != NULL);
  if (text == NULL || g_str_equal (gtk_label_get_label (self->read_as_label), text))
    return;
  gtk_label_set_label (self->read_as_label, text);
  /* Translators: what a topic is read as, and why */
  tooltip = g_strdup_printf (_("%s. Press to choose"), text);
  gtk_widget_set_tooltip_text (self->read_as, tooltip);
}

static void
set_up_read_as (SolScopeRow *self)
{
  const char *topic = sol_channel_get_topic (sol_scope_trace_get_channel (self->trace));

  gtk_widget_set_sensitive (self->read_as, topic != NULL);
  if (topic == NULL)
    return;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->read_as), "s", topic);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->read_as), "scope.read-topic");
}

GtkWidget *
sol_scope_row_new (SolScopeTrace *trace)
{
  SolScopeRow *self = g_object_new (SOL_TYPE_SCOPE_ROW, NULL);
  const char *name = sol_channel_get_name (sol_scope_trace_get_channel (trace));
  g_autofree char *label = sol_scope_trace_dup_label (trace);

  self->trace = g_object_ref (trace);
  gtk_label_set_label (GTK_LABEL (self->label), label);
  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_widget_set_tooltip_text (self->name, name);
  g_object_bind_property (trace, "visible", self->visible, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (trace, "notify::color", G_CALLBACK (gtk_widget_queue_draw), self->swatch, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->settings, sol_scope_channel_popover_new (trace));
  set_up_read_as (self);
  sol_scope_row_update (self);
  return GTK_WIDGET (self);
}

SolScopeTrace *
sol_scope_row_get_trace (SolScopeRow *self)
{
  return self->trace;
}

void
sol_scope_row_update (SolScopeRow *self)
{
  const SolMeasurement *m = sol_scope_trace_get_measurement (self->trace);
  const char *unit = sol_scope_trace_get_unit (self->trace);
  g_autofree char *per_division = sol_scope_format_per_division (self->trace);

  sol_scope_style_set_label (self->per_division, per_division);
  update_read_as (self);
  sol_scope_figure_set_value (self->peak, m->peak_to_peak, unit, 3);
  sol_scope_figure_set_value (self->frequency, m->frequency_hz, "Hz", 4);
  sol_scope_figure_set_value (self->last, sol_scope_trace_get_last (self->trace), unit, 4);
}
