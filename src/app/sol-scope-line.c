/* sol-scope-line.c: the honest line under the scope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-line.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-plot.h"
#include "sol-scope-figure.h"
#include "sol-squeeze-row.h"

#define RESOLUTION 1e-4 /* of the signal's range */

struct _SolScopeLine
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget      *box;
  GtkWidget      *row;
  GtkPopover     *popover;
  GtkGrid        *grid;
  SolScopeFigure *time;
  SolScopeFigure *points;
  SolScopeFigure *rate;
  SolScopeFigure *measured;
  SolScopeFigure *range;
  SolScopeFigure *mean;
  SolScopeFigure *gaps;
  SolScopeFigure *dropped;
  SolScopeFigure *skew;
  SolScopeFigure *memory;
  SolScopeFigure *jitter;
  SolScopeFigure *lost;
  SolScopeFigure *overlaps;
  SolScopeFigure *latency;
  SolScopeFigure *decimation;
};

G_DEFINE_FINAL_TYPE (SolScopeLine, sol_scope_line, GTK_TYPE_WIDGET)

/* All of them, those that found no room in the row too: caption and number, a line each */
static void
fill_popover (SolScopeLine *self)
{
  int i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->row); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    {
      SolScopeFigure *figure = SOL_SCOPE_FIGURE (child);

      gtk_label_set_label (GTK_LABEL (gtk_grid_get_child_at (self->grid, 0, i)), sol_scope_figure_get_title (figure));
      gtk_label_set_label (GTK_LABEL (gtk_grid_get_child_at (self->grid, 1, i)), sol_scope_figure_get_text (figure));
      gtk_widget_set_tooltip_text (gtk_grid_get_child_at (self->grid, 0, i), gtk_widget_get_tooltip_text (child));
    }
}

static void
add_cell (SolScopeLine *self,
          int           column,
          int           i)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column);
  gtk_widget_set_hexpand (label, column == 1);
  gtk_widget_add_css_class (label, column == 0 ? "dim-label" : "numeric");
  gtk_grid_attach (self->grid, label, column, i, 1, 1);
}

static void
add_cells (SolScopeLine *self)
{
  int i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->row); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    {
      add_cell (self, 0, i);
      add_cell (self, 1, i);
    }
}

static void
sol_scope_line_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_SCOPE_LINE);
  G_OBJECT_CLASS (sol_scope_line_parent_class)->dispose (object);
}

static void
sol_scope_line_class_init (SolScopeLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_scope_line_dispose;
  g_type_ensure (SOL_TYPE_SCOPE_FIGURE);
  g_type_ensure (SOL_TYPE_SQUEEZE_ROW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/scope-line.ui");
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, box);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, row);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, popover);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, grid);
  gtk_widget_class_bind_template_callback (widget_class, fill_popover);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, time);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, points);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, rate);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, measured);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, range);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, mean);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, gaps);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, dropped);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, skew);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, memory);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, jitter);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, lost);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, overlaps);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, latency);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLine, decimation);
}

static void
sol_scope_line_init (SolScopeLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_cells (self);
}

static void
set_time (SolScopeLine *self,
          gint64        time_ns)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_ns / 1000000000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *seconds = local != NULL ? g_date_time_format (local, "%H:%M:%S") : g_strdup ("—");
  g_autofree char *text = g_strdup_printf ("%s.%03d", seconds, (int) (ABS (time_ns) / 1000000 % 1000));

  sol_scope_figure_set_text (self->time, text);
}

static void
set_count (SolScopeFigure *figure,
           guint64         count)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, count);

  sol_scope_figure_set_text (figure, text);
}

/* A rate that nobody stated is not passed off as the payload's */
static void
set_rate (SolScopeLine          *self,
          const SolChannelStats *stats)
{
  g_object_set (self->rate, "title", stats->is_rate_assumed ? _("Assumed Rate") : _("Declared Rate"), NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->rate),
                               stats->is_rate_assumed ? _("The messages state no sampling rate; add the topic with one")
                                                      : NULL);
  sol_scope_figure_set_value (self->rate, stats->declared_rate_hz > 0 ? stats->declared_rate_hz : NAN, "Hz", 4);
}

static void
set_range (SolScopeLine          *self,
           const SolChannelStats *stats,
           const char            *unit)
{
  g_autofree char *low = sol_plot_format_si (stats->last_min, unit, 3);
  g_autofree char *high = sol_plot_format_si (stats->last_max, unit, 3);
  g_autofree char *text = g_strdup_printf ("%s … %s", low, high);

  sol_scope_figure_set_text (self->range, text);
}

static void
set_memory (SolScopeLine          *self,
            const SolChannelStats *stats)
{
  g_autofree char *used = g_format_size_full (stats->n_bytes, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *limit = g_format_size_full (stats->limit_bytes, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *text = g_strdup_printf (_("Limited to %s; the oldest samples are dropped"), limit);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->memory), text);
  sol_scope_figure_set_text (self->memory, used);
}

/* Samples in the picture for each of its columns: `1 : 250` */
static void
set_decimation (SolScopeLine  *self,
                SolScopeView  *view,
                SolScopeTrace *trace)
{
  int n_columns = MAX (gtk_widget_get_width (GTK_WIDGET (view)), 1) * gtk_widget_get_scale_factor (GTK_WIDGET (view));
  g_autofree char *text = NULL;
  gint64 begin_ns, end_ns;
  guint64 n_samples;

  sol_scope_view_get_stretch (view, &begin_ns, &end_ns);
  n_samples = sol_channel_count_samples (sol_scope_trace_get_channel (trace), begin_ns, end_ns);
  text = g_strdup_printf ("1 : %.0f", MAX (round ((double) n_samples / n_columns), 1));
  sol_scope_figure_set_text (self->decimation, text);
}

/* A mean far below the signal's own resolution is none: that of a sine is 0 and not 4.5·10^-18 */
static double
settle (const SolChannelStats *stats)
{
  return fabs (stats->last_mean) < RESOLUTION * (stats->last_max - stats->last_min) ? 0 : stats->last_mean;
}

static void
set_losses (SolScopeLine          *self,
            const SolChannelStats *stats)
{
  set_count (self->gaps, stats->n_gaps);
  set_count (self->lost, stats->n_lost);
  set_count (self->overlaps, stats->n_overlaps);
}

static void
clear (SolScopeLine *self)
{
  SolScopeFigure *figures[] = { self->time, self->points, self->rate,   self->measured, self->range,
                                self->mean, self->gaps,   self->skew,   self->memory,   self->jitter,
                                self->lost, self->overlaps, self->latency, self->decimation };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    sol_scope_figure_set_text (figures[i], "—");
}

void
sol_scope_line_update (SolScopeLine  *self,
                       SolScopeView  *view,
                       SolScopeTrace *trace)
{
  const SolChannelStats *stats = trace != NULL ? sol_scope_trace_get_stats (trace) : NULL;
  const char *unit = trace != NULL ? sol_scope_trace_get_unit (trace) : NULL;

  g_return_if_fail (SOL_IS_SCOPE_LINE (self));

  if (stats == NULL || stats->n_messages == 0)
    {
      clear (self);
      return;
    }
  set_time (self, stats->last_ns);
  set_count (self->points, stats->last_points);
  set_rate (self, stats);
  sol_scope_figure_set_value (self->measured, stats->measured_rate_hz, "Hz", 4);
  set_range (self, stats, unit);
  sol_scope_figure_set_value (self->mean, settle (stats), unit, 3);
  set_losses (self, stats);
  set_decimation (self, view, trace);
  sol_scope_figure_set_value (self->jitter, stats->jitter_s, "s", 3);
  if (isfinite (sol_scope_view_get_latency (view)))
    sol_scope_figure_set_value (self->latency, sol_scope_view_get_latency (view), "s", 3);
  sol_scope_figure_set_value (self->skew, stats->skew_s, "s", 3);
  set_memory (self, stats);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->popover)))
    fill_popover (self);
}

void
sol_scope_line_set_dropped (SolScopeLine *self,
                            guint64       n_messages)
{
  g_return_if_fail (SOL_IS_SCOPE_LINE (self));
  set_count (self->dropped, n_messages);
}
