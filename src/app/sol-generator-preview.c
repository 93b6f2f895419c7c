/* sol-generator-preview.c: what a generator's settings look like
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-preview.h"

#include <math.h>

#include "sol-plot.h"
#include "sol-scope-geometry.h"
#include "sol-scope-style.h"

#define HEIGHT 170
#define PERIODS 3
#define MOST_SAMPLES 20000
#define MARGIN 10
#define NS_PER_S 1e9

struct _SolGeneratorPreview
{
  GtkWidget parent_instance;

  SolChannel    *channel;  /* owned */
  char          *font;
  gint64         span_ns;
  SolScopeScale  scale;
};

G_DEFINE_FINAL_TYPE (SolGeneratorPreview, sol_generator_preview, GTK_TYPE_WIDGET)

static SolPlotFrame
get_frame (SolGeneratorPreview *self)
{
  return (SolPlotFrame) {
    .x = SOL_PLOT_LABEL_WIDTH,
    .y = MARGIN,
    .width = gtk_widget_get_width (GTK_WIDGET (self)) - SOL_PLOT_LABEL_WIDTH - MARGIN,
    .height = gtk_widget_get_height (GTK_WIDGET (self)) - MARGIN - SOL_PLOT_LABEL_HEIGHT,
    .begin_ns = 0,
    .end_ns = self->span_ns,
    .bottom = self->scale.bottom,
    .top = self->scale.top,
    .font = self->font,
  };
}

static void
sol_generator_preview_snapshot (GtkWidget   *widget,
                                GtkSnapshot *snapshot)
{
  SolGeneratorPreview *self = SOL_GENERATOR_PREVIEW (widget);
  const SolPlotTheme *theme = sol_scope_style_get_theme ();
  SolPlotFrame frame = get_frame (self);
  cairo_t *cr;

  if (self->channel == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                                 gtk_widget_get_height (widget)));
  sol_plot_draw_graticule (cr, theme, &frame);
  sol_plot_draw_trace (cr, &frame, &theme->traces[0], self->channel);
  cairo_destroy (cr);
}

static void
sol_generator_preview_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 2 * SOL_PLOT_LABEL_WIDTH;
  *natural = *minimum;
}

static void
sol_generator_preview_map (GtkWidget *widget)
{
  SolGeneratorPreview *self = SOL_GENERATOR_PREVIEW (widget);

  g_free (self->font);
  self->font = sol_scope_style_dup_font (widget);
  GTK_WIDGET_CLASS (sol_generator_preview_parent_class)->map (widget);
}

static void
sol_generator_preview_dispose (GObject *object)
{
  g_clear_object (&SOL_GENERATOR_PREVIEW (object)->channel);
  G_OBJECT_CLASS (sol_generator_preview_parent_class)->dispose (object);
}

static void
sol_generator_preview_finalize (GObject *object)
{
  g_free (SOL_GENERATOR_PREVIEW (object)->font);
  G_OBJECT_CLASS (sol_generator_preview_parent_class)->finalize (object);
}

static void
sol_generator_preview_class_init (SolGeneratorPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sol_generator_preview_dispose;
  object_class->finalize = sol_generator_preview_finalize;
  widget_class->snapshot = sol_generator_preview_snapshot;
  widget_class->measure = sol_generator_preview_measure;
  widget_class->map = sol_generator_preview_map;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sol_generator_preview_init (SolGeneratorPreview *self)
{
  sol_scope_style_follow (GTK_WIDGET (self));
}

/* Seconds to show: three periods, but no more samples than can be seen */
static double
get_span (const SolGeneratorSettings *settings)
{
  double seconds = PERIODS / settings->frequency_hz;

  if (settings->shape == SOL_SHAPE_NOISE || settings->shape == SOL_SHAPE_DC)
    seconds = settings->n_points / settings->rate_hz;
  return CLAMP (seconds, 2 / settings->rate_hz, MOST_SAMPLES / settings->rate_hz);
}

void
sol_generator_preview_set_settings (SolGeneratorPreview        *self,
                                    const SolGeneratorSettings *settings)
{
  g_autoptr (SolGenerator) generator = sol_generator_new (settings, 1);
  double seconds = get_span (settings);
  gsize n = (gsize) ceil (seconds * settings->rate_hz) + 2;
  g_autofree double *values = g_new (double, n);
  SolSampleBlock block = { "", NULL, values, n, 0, settings->rate_hz, TRUE };
  double low = INFINITY, high = -INFINITY;

  sol_generator_read (generator, values, n);
  for (gsize i = 0; i < n; i++)
    {
      low = MIN (low, values[i]);
      high = MAX (high, values[i]);
    }
  g_clear_object (&self->channel);
  self->channel = sol_channel_new ("preview", NULL, 0, G_MAXINT64 / 1000);
  sol_channel_append (self->channel, &block, 0);
  self->span_ns = MAX ((gint64) (seconds * NS_PER_S), 1);
  sol_scope_scale_fit (&self->scale, low, high);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
