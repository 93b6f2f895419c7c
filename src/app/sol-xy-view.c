/* sol-xy-view.c: one channel against another
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-xy-view-private.h"

#include <math.h>

#include <glib/gi18n.h>

#define LIMIT 20000
#define RUN_EVERY_US (G_USEC_PER_SEC / 30)
#define HEADROOM 0.05    /* of the range, beyond each end */

G_DEFINE_FINAL_TYPE (SolXyView, sol_xy_view, GTK_TYPE_WIDGET)

static guint
find_place (SolXyView     *self,
            SolScopeTrace *chosen,
            guint          otherwise)
{
  GListModel *traces = sol_scope_view_get_traces (self->guest.scope);
  guint n = g_list_model_get_n_items (traces);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);

      if (trace == chosen)
        return i;
    }
  return n == 0 ? G_MAXUINT : MIN (otherwise, n - 1);
}

guint
sol_xy_view_get_x (SolXyView *self)
{
  return self->guest.scope != NULL ? find_place (self, self->x, 0) : G_MAXUINT;
}

guint
sol_xy_view_get_y (SolXyView *self)
{
  return self->guest.scope != NULL ? find_place (self, self->y, 1) : G_MAXUINT;
}

SolScopeTrace *
sol_xy_view_get_trace (SolXyView *self,
                       guint      place)
{
  g_autoptr (SolScopeTrace) trace = g_list_model_get_item (sol_scope_view_get_traces (self->guest.scope), place);

  return trace;
}

static void
forget_pictures (SolXyView *self)
{
  g_clear_pointer (&self->glow, cairo_surface_destroy);
  for (guint i = 0; i < G_N_ELEMENTS (self->bounds); i++)
    self->bounds[i] = NAN;
  sol_scope_guest_restart (&self->guest);
}

/* Grows at once, and shrinks when less than half is used. Returns: whether it changed */
static gboolean
follow (double       *bounds,
        const double *values,
        gsize         n)
{
  double low = INFINITY, high = -INFINITY, room;

  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      {
        low = MIN (low, values[i]);
        high = MAX (high, values[i]);
      }
  if (low > high || (low >= bounds[0] && high <= bounds[1] && high - low >= (bounds[1] - bounds[0]) / 2))
    return FALSE;
  room = high > low ? (high - low) * HEADROOM : MAX (fabs (high), 1.0) * HEADROOM;
  bounds[0] = low - room;
  bounds[1] = high + room;
  return TRUE;
}

static void
pair (SolXyView                  *self,
      const SolScopeGuestPicture *picture)
{
  guint places[] = { sol_xy_view_get_x (self), sol_xy_view_get_y (self) };

  self->n = self->n_numbers = 0;
  if (places[0] == G_MAXUINT || places[1] == G_MAXUINT)
    return;
  for (guint i = 0; i < 2; i++)
    sol_stretch_read (&self->stretches[i], sol_scope_trace_get_channel (sol_xy_view_get_trace (self, places[i])),
                      picture->begin_ns, picture->end_ns, LIMIT);
  self->n = sol_stretch_pair (&self->stretches[0], &self->stretches[1], self->xs, self->ys, LIMIT);
  for (gsize i = 0; i < self->n; i++)
    self->n_numbers += isfinite (self->xs[i]) && isfinite (self->ys[i]);
}

static gboolean
take (gpointer                    owner,
      const SolScopeGuestPicture *picture)
{
  SolXyView *self = SOL_XY_VIEW (owner);

  pair (self, picture);
  if (follow (self->bounds, self->xs, self->n) | follow (self->bounds + 2, self->ys, self->n))
    g_clear_pointer (&self->glow, cairo_surface_destroy);
  if (self->settings.is_persistent && self->n > 0)
    sol_xy_view_add_glow (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

static void
sol_xy_view_dispose (GObject *object)
{
  SolXyView *self = SOL_XY_VIEW (object);

  sol_scope_guest_dispose (&self->guest);
  g_clear_object (&self->x);
  g_clear_object (&self->y);
  g_clear_pointer (&self->glow, cairo_surface_destroy);
  G_OBJECT_CLASS (sol_xy_view_parent_class)->dispose (object);
}

static void
sol_xy_view_finalize (GObject *object)
{
  SolXyView *self = SOL_XY_VIEW (object);

  sol_stretch_clear (&self->stretches[0]);
  sol_stretch_clear (&self->stretches[1]);
  g_free (self->xs);
  g_free (self->ys);
  sol_scope_guest_finalize (&self->guest);
  G_OBJECT_CLASS (sol_xy_view_parent_class)->finalize (object);
}

static void
sol_xy_view_class_init (SolXyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_xy_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_xy_view_finalize;
  widget_class->measure = sol_scope_style_measure;
  widget_class->snapshot = sol_xy_view_snapshot;
  g_signal_new ("changed", SOL_TYPE_XY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sol_xy_view_init (SolXyView *self)
{
  self->settings.is_line = TRUE;
  self->xs = g_new (double, LIMIT);
  self->ys = g_new (double, LIMIT);
  sol_scope_guest_init (&self->guest, GTK_WIDGET (self), _("One channel against another"), RUN_EVERY_US, take);
  forget_pictures (self);
}

static void
traces_changed_cb (SolXyView *self)
{
  forget_pictures (self);
  g_signal_emit_by_name (self, "changed");
}

void
sol_xy_view_set_scope (SolXyView    *self,
                       SolScopeView *scope)
{
  sol_scope_guest_set_scope (&self->guest, scope);
  g_signal_connect_object (sol_scope_view_get_traces (scope), "items-changed", G_CALLBACK (traces_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

const SolXyViewSettings *
sol_xy_view_get_settings (SolXyView *self)
{
  return &self->settings;
}

void
sol_xy_view_set_settings (SolXyView               *self,
                          const SolXyViewSettings *settings)
{
  self->settings = *settings;
  forget_pictures (self);
  g_signal_emit_by_name (self, "changed");
}

void
sol_xy_view_choose (SolXyView *self,
                    guint      x,
                    guint      y)
{
  guint n = g_list_model_get_n_items (sol_scope_view_get_traces (self->guest.scope));

  g_return_if_fail (x < n && y < n);
  g_set_object (&self->x, sol_xy_view_get_trace (self, x));
  g_set_object (&self->y, sol_xy_view_get_trace (self, y));
  forget_pictures (self);
  g_signal_emit_by_name (self, "changed");
}

gsize
sol_xy_view_get_n_pairs (SolXyView *self,
                         gsize     *n_numbers)
{
  *n_numbers = self->n_numbers;
  return self->n;
}
