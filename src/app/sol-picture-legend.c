/* sol-picture-legend.c: what stands below a picture in a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-picture-legend.h"

#include "sol-plot-spectrum.h"
#include "sol-scope-style.h"

#define LINE_HEIGHT 20
#define MARGIN 14
#define SWATCH 10
#define SWATCH_GAP 8
#define COLUMN_GAP 24
#define PART_GAP 16
#define MAX_PARTS 4
#define SCALE_WIDTH 160

typedef struct
{
  const SolColor *color;  /* nullable: no swatch */
  char           *text;   /* owned */
} Line;

struct _SolPictureLegend
{
  const SolPlotTheme *theme;

  /* Owned */
  char               *font;
  GArray             *left;   /* Line */
  GPtrArray          *right;  /* GStrv: a line's parts */
  char               *lowest; /* nullable, as @highest: what a waterfall's colours stand for */
  char               *highest;
};

static void
line_clear (gpointer line)
{
  g_free (((Line *) line)->text);
}

SolPictureLegend *
sol_picture_legend_new (const SolPlotTheme *theme,
                        GtkWidget          *widget)
{
  SolPictureLegend *self = g_new0 (SolPictureLegend, 1);

  self->theme = theme;
  self->font = sol_scope_style_dup_font (widget);
  self->left = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->left, line_clear);
  self->right = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

void
sol_picture_legend_free (SolPictureLegend *self)
{
  g_array_unref (self->left);
  g_ptr_array_unref (self->right);
  g_free (self->lowest);
  g_free (self->highest);
  g_free (self->font);
  g_free (self);
}

void
sol_picture_legend_add (SolPictureLegend *self,
                        const SolColor   *color,
                        const char       *text)
{
  const Line line = { color, g_strdup (text) };

  g_array_append_val (self->left, line);
}

void
sol_picture_legend_add_channel (SolPictureLegend *self,
                                SolScopeTrace    *trace,
                                const char       *detail)
{
  guint color = sol_scope_trace_get_color (trace) % G_N_ELEMENTS (self->theme->traces);
  g_autofree char *label = sol_scope_trace_dup_label (trace);
  g_autofree char *text
    = g_strdup_printf ("%s   %s%s%s", label, sol_channel_get_name (sol_scope_trace_get_channel (trace)),
                       detail != NULL ? "   " : "", detail != NULL ? detail : "");

  sol_picture_legend_add (self, &self->theme->traces[color], text);
}

void
sol_picture_legend_add_right (SolPictureLegend *self,
                              const char       *text)
{
  g_ptr_array_add (self->right, g_strsplit (text, "\t", MAX_PARTS));
}

void
sol_picture_legend_set_colors (SolPictureLegend *self,
                               const char       *lowest,
                               const char       *highest)
{
  g_free (self->lowest);
  g_free (self->highest);
  self->lowest = g_strdup (lowest);
  self->highest = g_strdup (highest);
}

int
sol_picture_legend_get_height (const SolPictureLegend *self)
{
  return (int) MAX (MAX (self->left->len, self->right->len), 1) * LINE_HEIGHT + MARGIN;
}

static void
set_color (cairo_t        *cr,
           const SolColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

static PangoLayout *
make_layout (const SolPictureLegend *self,
             cairo_t                *cr)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (self->font);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

/* @y: of the line's middle */
static void
draw_text (cairo_t     *cr,
           PangoLayout *layout,
           double       x,
           double       y)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  cairo_move_to (cr, x, y - height / 2.0);
  pango_cairo_show_layout (cr, layout);
}

/* @y: of the line's middle. Returns: where it begins */
static double
draw_before (const SolPictureLegend *self,
             cairo_t                *cr,
             const char             *text,
             double                  end,
             double                  y)
{
  g_autoptr (PangoLayout) layout = make_layout (self, cr);
  int width;

  set_color (cr, &self->theme->text);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  draw_text (cr, layout, end - width, y);
  return end - width;
}

/* Returns: where it begins */
static double
draw_colors (const SolPictureLegend *self,
             cairo_t                *cr,
             double                  end,
             double                  y)
{
  double x = draw_before (self, cr, self->highest, end, y) - SWATCH_GAP - SCALE_WIDTH;

  sol_plot_draw_waterfall_scale (cr, x, y - SWATCH / 2.0, SCALE_WIDTH, SWATCH);
  return draw_before (self, cr, self->lowest, x - SWATCH_GAP, y);
}

/* The parts of that number of all lines. Returns: where they begin; @end where there are none */
static double
draw_parts (const SolPictureLegend *self,
            cairo_t                *cr,
            guint                   number,
            double                  end,
            double                  y)
{
  double leftmost = end;

  for (guint i = 0; i < self->right->len; i++)
    {
      char **parts = self->right->pdata[i];
      double x = end;

      if (number < g_strv_length (parts))
        x = draw_before (self, cr, parts[number], end, y + (i + 0.5) * LINE_HEIGHT);
      leftmost = MIN (leftmost, x);
    }
  return leftmost;
}

/* Returns: where the column begins */
static double
draw_right (const SolPictureLegend *self,
            cairo_t                *cr,
            double                  end,
            double                  y)
{
  double x = end;

  if (self->lowest != NULL)
    return draw_colors (self, cr, end, y + LINE_HEIGHT / 2.0);
  for (guint number = MAX_PARTS; number-- > 0;)
    {
      double begin = draw_parts (self, cr, number, end, y);

      if (begin < end)
        x = begin;
      end = begin < end ? begin - PART_GAP : end;
    }
  return x;
}

static void
draw_line (const SolPictureLegend *self,
           cairo_t                *cr,
           const Line             *line,
           double                  end,
           double                  y)
{
  g_autoptr (PangoLayout) layout = make_layout (self, cr);
  double x = SOL_PLOT_LABEL_WIDTH;

  if (line->color != NULL)
    {
      set_color (cr, line->color);
      cairo_arc (cr, x + SWATCH / 2.0, y, SWATCH / 2.0, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  x += SWATCH + SWATCH_GAP;
  set_color (cr, &self->theme->text);
  pango_layout_set_text (layout, line->text, -1);
  pango_layout_set_width (layout, (int) MAX (end - x, 0) * PANGO_SCALE);
  draw_text (cr, layout, x, y);
}

void
sol_picture_legend_draw (const SolPictureLegend *self,
                         cairo_t                *cr,
                         double                  width,
                         double                  y)
{
  double end;

  y += MARGIN / 2.0;
  end = draw_right (self, cr, width - MARGIN, y) - COLUMN_GAP;
  for (guint i = 0; i < self->left->len; i++)
    draw_line (self, cr, &g_array_index (self->left, Line, i), end, y + (i + 0.5) * LINE_HEIGHT);
}
