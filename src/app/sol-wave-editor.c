/* sol-wave-editor.c: draws one period of a wave by hand
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave-editor.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-plot.h"
#include "sol-scope-style.h"

#define N SOL_WAVE_EDITOR_POINTS
#define HEIGHT 150
#define MARGIN 8.0
#define STEP 0.05
#define FINE_STEP 0.005
#define FAR 16

struct _SolWaveEditor
{
  GtkWidget parent_instance;

  double values[N];
  guint  at;                     /* the point that the keys move */
  double begin_x, begin_y;       /* of the drag */
  double before_x, before_y;     /* of its last motion */
};

G_DEFINE_FINAL_TYPE (SolWaveEditor, sol_wave_editor, GTK_TYPE_WIDGET)

static double
get_inner_width (SolWaveEditor *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2.0 * MARGIN, 1.0);
}

static double
get_inner_height (SolWaveEditor *self)
{
  return MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 2.0 * MARGIN, 1.0);
}

static double
get_x (SolWaveEditor *self,
       guint          point)
{
  return MARGIN + get_inner_width (self) * (point + 0.5) / N;
}

static double
get_y (SolWaveEditor *self,
       double         value)
{
  return MARGIN + get_inner_height (self) * 0.5 * (1.0 - value);
}

/* What a screen reader says: where the keys are, and at what value */
static void
describe (SolWaveEditor *self)
{
  g_autofree char *text = g_strdup_printf (_("Point %u of %u: %.3f"), self->at + 1, N, self->values[self->at]);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
changed (SolWaveEditor *self)
{
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "changed");
}

/* Pointer */

/* Points between two motions lie on a line, so that a quick hand leaves no gaps */
static void
draw_line (SolWaveEditor *self,
           double         from_x,
           double         from_y,
           double         to_x,
           double         to_y)
{
  double scale = N / get_inner_width (self);
  int from = (int) floor ((MIN (from_x, to_x) - MARGIN) * scale);
  int to = (int) floor ((MAX (from_x, to_x) - MARGIN) * scale);

  for (int i = MAX (from, 0); i <= MIN (to, (int) N - 1); i++)
    {
      double span = to_x - from_x, part = fabs (span) > 0.0 ? (get_x (self, (guint) i) - from_x) / span : 1.0;
      double y = from_y + CLAMP (part, 0.0, 1.0) * (to_y - from_y);

      self->values[i] = CLAMP (1.0 - 2.0 * (y - MARGIN) / get_inner_height (self), -1.0, 1.0);
      self->at = (guint) i;
    }
  self->before_x = to_x;
  self->before_y = to_y;
  changed (self);
}

static void
drag_begin_cb (SolWaveEditor *self,
               double         x,
               double         y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->begin_x = x;
  self->begin_y = y;
  draw_line (self, x, y, x, y);
}

static void
drag_update_cb (SolWaveEditor *self,
                double         off_x,
                double         off_y)
{
  draw_line (self, self->before_x, self->before_y, self->begin_x + off_x, self->begin_y + off_y);
}

/* Keys */

static void
go_to (SolWaveEditor *self,
       int            point)
{
  self->at = (guint) CLAMP (point, 0, (int) N - 1);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
move_by (SolWaveEditor   *self,
         int              direction,
         GdkModifierType  state)
{
  double value = self->values[self->at] + direction * ((state & GDK_SHIFT_MASK) != 0 ? FINE_STEP : STEP);

  self->values[self->at] = CLAMP (value, -1.0, 1.0);
  if ((state & GDK_CONTROL_MASK) != 0 && self->at + 1 < N)
    {
      self->at++;
      self->values[self->at] = self->values[self->at - 1];
    }
  changed (self);
}

static gboolean
key_pressed_cb (SolWaveEditor   *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  int step = (state & GDK_CONTROL_MASK) != 0 ? FAR : 1;

  switch (key)
    {
    case GDK_KEY_Left:
      go_to (self, (int) self->at - step);
      return TRUE;
    case GDK_KEY_Right:
      go_to (self, (int) self->at + step);
      return TRUE;
    case GDK_KEY_Home:
      go_to (self, 0);
      return TRUE;
    case GDK_KEY_End:
      go_to (self, (int) N - 1);
      return TRUE;
    case GDK_KEY_Up:
      move_by (self, 1, state);
      return TRUE;
    case GDK_KEY_Down:
      move_by (self, -1, state);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      self->values[self->at] = 0.0;
      changed (self);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Drawing */

static void
set_color (cairo_t        *cr,
           const SolColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

static void
draw_grid (SolWaveEditor      *self,
           cairo_t            *cr,
           const SolPlotTheme *theme)
{
  double width = get_inner_width (self), height = get_inner_height (self);

  cairo_set_line_width (cr, 1.0);
  set_color (cr, &theme->grid);
  for (guint i = 0; i <= 8; i++)
    {
      double x = floor (MARGIN + width * i / 8.0) + 0.5;

      cairo_move_to (cr, x, MARGIN);
      cairo_line_to (cr, x, MARGIN + height);
    }
  for (guint i = 0; i <= 4; i++)
    {
      double y = floor (MARGIN + height * i / 4.0) + 0.5;

      cairo_move_to (cr, MARGIN, y);
      cairo_line_to (cr, MARGIN + width, y);
    }
  cairo_stroke (cr);
}

static void
draw_wave (SolWaveEditor *self,
           cairo_t       *cr)
{
  for (guint i = 0; i < N; i++)
    cairo_line_to (cr, get_x (self, i), get_y (self, self->values[i]));
  cairo_set_line_width (cr, 1.6);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
}

static void
sol_wave_editor_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  SolWaveEditor *self = SOL_WAVE_EDITOR (widget);
  const SolPlotTheme *theme = sol_scope_style_get_theme ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                                          gtk_widget_get_height (widget)));

  draw_grid (self, cr, theme);
  set_color (cr, &theme->traces[0]);
  draw_wave (self, cr);
  if (gtk_widget_has_focus (widget))
    {
      cairo_arc (cr, get_x (self, self->at), get_y (self, self->values[self->at]), 5.0, 0.0, 2.0 * G_PI);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

static void
sol_wave_editor_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 100;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : (int) N;
}

static void
sol_wave_editor_class_init (SolWaveEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = sol_wave_editor_snapshot;
  widget_class->measure = sol_wave_editor_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "waveeditor");
  g_signal_new ("changed", SOL_TYPE_WAVE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sol_wave_editor_init (SolWaveEditor *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  describe (self);
}

void
sol_wave_editor_set_table (SolWaveEditor *self,
                           SolShapeTable *table)
{
  for (guint i = 0; i < N; i++)
    self->values[i] = CLAMP (sol_shape_evaluate (SOL_SHAPE_TABLE, (double) i / N, 0.5, table, SOL_INTERPOLATION_LINEAR),
                             -1.0, 1.0);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

SolShapeTable *
sol_wave_editor_make_table (SolWaveEditor *self)
{
  return sol_shape_table_new (self->values, N, NULL);
}

void
sol_wave_editor_fill (SolWaveEditor *self,
                      SolShape       shape)
{
  for (guint i = 0; i < N; i++)
    self->values[i] = sol_shape_evaluate (shape, (double) i / N, sol_shape_get_duty (shape), NULL,
                                          SOL_INTERPOLATION_LINEAR);
  changed (self);
}

void
sol_wave_editor_smooth (SolWaveEditor *self)
{
  double before[N];

  for (guint i = 0; i < N; i++)
    before[i] = self->values[i];
  for (guint i = 0; i < N; i++)
    self->values[i] = 0.25 * before[(i + N - 1) % N] + 0.5 * before[i] + 0.25 * before[(i + 1) % N];
  changed (self);
}
