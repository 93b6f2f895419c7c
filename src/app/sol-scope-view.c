/* sol-scope-view.c: the oscilloscope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <math.h>

#include "sol-scope-style.h"

#define MIN_WIDTH 260
#define MIN_HEIGHT 160
#define NATURAL_WIDTH 640
#define NATURAL_HEIGHT 360

enum
{
  PROP_0,
  PROP_RUNNING,
  PROP_STATUS,
  PROP_TIME_BASE,
  PROP_SELECTED,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (SolScopeView, sol_scope_view, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

void
sol_scope_view_move (SolScopeView *self)
{
  self->is_moved = self->wants_words = TRUE;
}

static void
update_font (SolScopeView *self)
{
  g_free (self->font);
  self->font = sol_scope_style_dup_font (GTK_WIDGET (self));
  g_clear_pointer (&self->grid, gsk_render_node_unref);
  g_clear_pointer (&self->marks, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sol_scope_view_measure_size (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static void
sol_scope_view_map (GtkWidget *widget)
{
  SolScopeView *self = SOL_SCOPE_VIEW (widget);

  GTK_WIDGET_CLASS (sol_scope_view_parent_class)->map (widget);
  update_font (self);
  self->tick_id = gtk_widget_add_tick_callback (widget, sol_scope_view_tick_cb, NULL, NULL);
}

/* Nothing is drawn out of sight; the channels keep filling */
static void
sol_scope_view_unmap (GtkWidget *widget)
{
  SolScopeView *self = SOL_SCOPE_VIEW (widget);

  gtk_widget_remove_tick_callback (widget, self->tick_id);
  self->tick_id = 0;
  GTK_WIDGET_CLASS (sol_scope_view_parent_class)->unmap (widget);
}

static void
sol_scope_view_system_setting_changed (GtkWidget        *widget,
                                       GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (sol_scope_view_parent_class)->system_setting_changed (widget, setting);
  if (setting == GTK_SYSTEM_SETTING_FONT_NAME || setting == GTK_SYSTEM_SETTING_FONT_CONFIG)
    update_font (SOL_SCOPE_VIEW (widget));
}

static void
sol_scope_view_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SolScopeView *self = SOL_SCOPE_VIEW (object);

  switch (id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->is_running);
      break;
    case PROP_STATUS:
      g_value_set_int (value, sol_scope_view_get_status (self));
      break;
    case PROP_TIME_BASE:
      g_value_set_int64 (value, self->sweep.per_div_ns);
      break;
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sol_scope_view_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  SolScopeView *self = SOL_SCOPE_VIEW (object);

  switch (id)
    {
    case PROP_RUNNING:
      sol_scope_view_set_running (self, g_value_get_boolean (value));
      break;
    case PROP_TIME_BASE:
      sol_scope_view_set_time_base (self, g_value_get_int64 (value));
      break;
    case PROP_SELECTED:
      sol_scope_view_set_selected (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sol_scope_view_dispose (GObject *object)
{
  SolScopeView *self = SOL_SCOPE_VIEW (object);

  g_clear_object (&self->channels);
  g_clear_object (&self->traces);
  g_clear_object (&self->selected);
  g_clear_object (&self->source);
  g_clear_pointer (&self->persistence, sol_scope_persistence_free);
  g_clear_pointer (&self->grid, gsk_render_node_unref);
  g_clear_pointer (&self->grid_key, g_bytes_unref);
  g_clear_pointer (&self->marks, gsk_render_node_unref);
  g_clear_pointer (&self->marks_key, g_bytes_unref);
  G_OBJECT_CLASS (sol_scope_view_parent_class)->dispose (object);
}

static void
sol_scope_view_finalize (GObject *object)
{
  SolScopeView *self = SOL_SCOPE_VIEW (object);

  sol_plot_raster_free (self->raster);
  g_free (self->font);
  g_free (self->description);
  G_OBJECT_CLASS (sol_scope_view_parent_class)->finalize (object);
}

static void
sol_scope_view_class_init (SolScopeViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sol_scope_view_get_property;
  object_class->set_property = sol_scope_view_set_property;
  object_class->dispose = sol_scope_view_dispose;
  object_class->finalize = sol_scope_view_finalize;
  widget_class->measure = sol_scope_view_measure_size;
  widget_class->map = sol_scope_view_map;
  widget_class->unmap = sol_scope_view_unmap;
  widget_class->snapshot = sol_scope_view_snapshot;
  widget_class->system_setting_changed = sol_scope_view_system_setting_changed;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, TRUE, flags);
  properties[PROP_STATUS] = g_param_spec_int ("status", NULL, NULL, 0, SOL_SCOPE_STATUS_STOP, SOL_SCOPE_STATUS_READY,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TIME_BASE] = g_param_spec_int64 ("time-base", NULL, NULL, SOL_SCOPE_TIME_BASE_MIN_NS,
                                                   SOL_SCOPE_TIME_BASE_MAX_NS, G_GINT64_CONSTANT (200000000), flags);
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, SOL_TYPE_SCOPE_TRACE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_signal_new ("measured", SOL_TYPE_SCOPE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("changed", SOL_TYPE_SCOPE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "scopeview");
}

static void
sol_scope_view_init (SolScopeView *self)
{
  self->traces = g_list_store_new (SOL_TYPE_SCOPE_TRACE);
  self->raster = sol_plot_raster_new ();
  self->is_running = self->uses_trigger = TRUE;
  self->is_level_auto = self->is_hysteresis_auto = TRUE;
  self->wants_setup = TRUE;
  self->told_status = SOL_SCOPE_STATUS_READY;
  self->latency_s = NAN;
  sol_scope_sweep_init (&self->sweep);
  self->window = self->sweep.window;
  sol_scope_view_add_input (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  sol_scope_style_follow (GTK_WIDGET (self));
}

GtkWidget *
sol_scope_view_new (void)
{
  return g_object_new (SOL_TYPE_SCOPE_VIEW, NULL);
}

void
sol_scope_view_get_stretch (SolScopeView *self,
                            gint64       *begin_ns,
                            gint64       *end_ns)
{
  *begin_ns = self->window.begin_ns;
  *end_ns = sol_scope_window_get_end (&self->window);
}

const char *
sol_scope_view_get_description (SolScopeView *self)
{
  return self->description != NULL ? self->description : "";
}
