/* sol-scope-measures.c: the list of measurements in the scope's panel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-measures.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-plot.h"
#include "sol-scope-style.h"

#define RESOLUTION 1e-4
#define DIGITS 4

struct _SolScopeMeasures
{
  AdwPreferencesGroup parent_instance;

  gboolean   has_statistics;

  /* Borrowed: children */
  GtkWidget *rows[SOL_N_MEASURES];
  GtkLabel  *values[SOL_N_MEASURES];
  GtkLabel  *statistics[SOL_N_MEASURES];
};

G_DEFINE_FINAL_TYPE (SolScopeMeasures, sol_scope_measures, ADW_TYPE_PREFERENCES_GROUP)

static const SolMeasure first_shown[] = {
  SOL_MEASURE_PEAK_TO_PEAK, SOL_MEASURE_FREQUENCY, SOL_MEASURE_MEAN, SOL_MEASURE_RMS, SOL_MEASURE_DUTY,
};

static void
sol_scope_measures_class_init (SolScopeMeasuresClass *klass)
{
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *css_class,
           float       xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

/* The name and the value, and below, when asked for, what many pictures say */
static GtkWidget *
make_row (SolScopeMeasures *self,
          SolMeasure        measure)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkLabel *name;

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 7);
  gtk_widget_set_margin_bottom (box, 7);
  name = add_label (line, "body", 0);
  gtk_label_set_label (name, sol_scope_measure_get_title (measure));
  gtk_widget_set_hexpand (GTK_WIDGET (name), TRUE);
  self->values[measure] = add_label (line, "numeric", 1);
  gtk_box_append (GTK_BOX (box), line);
  self->statistics[measure] = add_label (box, "numeric", 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->statistics[measure]), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->statistics[measure]), "dim-label");
  gtk_label_set_wrap (self->statistics[measure], TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->statistics[measure]), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_visible (row, FALSE);
  return row;
}

static GMenuModel *
make_chooser (void)
{
  g_autoptr (GMenu) what = g_menu_new (), many = g_menu_new (), list = g_menu_new ();
  GMenu *menu = g_menu_new ();

  g_menu_append (what, _("Of the Picture"), "scope.measured::window");
  g_menu_append (what, _("Between the Cursors"), "scope.measured::cursors");
  g_menu_append (many, _("Statistics"), "scope.statistics");
  g_menu_append (many, _("Reset Statistics"), "scope.statistics-reset");
  for (guint i = 0; i < SOL_N_MEASURES; i++)
    {
      g_autofree char *action = g_strdup_printf ("scope.measure-%s", sol_measure_get_nick (i));

      g_menu_append (list, sol_scope_measure_get_title (i), action);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (what));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (many));
  g_menu_append_section (menu, _("Shown"), G_MENU_MODEL (list));
  return G_MENU_MODEL (menu);
}

static GtkWidget *
make_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = make_chooser ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_tooltip_text (button, _("Which Measurements, and of What"));
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
sol_scope_measures_init (SolScopeMeasures *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < SOL_N_MEASURES; i++)
    {
      self->rows[i] = make_row (self, i);
      gtk_list_box_append (GTK_LIST_BOX (list), self->rows[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (first_shown); i++)
    gtk_widget_set_visible (self->rows[first_shown[i]], TRUE);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Measurements"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), make_button ());
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), list);
}

/* What lies below the signal's own resolution is none: the mean of a sine is 0 and not 6.1·10^-19 */
static double
settle (double value,
        double peak_to_peak)
{
  return fabs (value) < peak_to_peak * RESOLUTION ? 0 : value;
}

static char *
format (SolMeasure     measure,
        double         value,
        SolScopeTrace *trace,
        guint          digits)
{
  const SolMeasurement *m = sol_scope_trace_get_measurement (trace);

  if (isnan (value))
    return g_strdup ("—");
  switch (sol_measure_get_unit (measure))
    {
    case SOL_MEASURE_IN_SECONDS:
      return sol_plot_format_si (value, "s", digits);
    case SOL_MEASURE_IN_HERTZ:
      return sol_plot_format_si (value, "Hz", digits);
    case SOL_MEASURE_IN_RATIO:
      return sol_plot_format_si (value * 100, "%", digits - 1);
    case SOL_MEASURE_IN_COUNTS:
      return g_strdup_printf ("%.0f", value);
    case SOL_MEASURE_IN_UNITS:
    default:
      return sol_plot_format_si (settle (value, m->peak_to_peak), sol_scope_trace_get_unit (trace), digits);
    }
}

static void
update_statistics (SolScopeMeasures *self,
                   SolMeasure        measure,
                   SolScopeTrace    *trace)
{
  const SolStatistics *s = &sol_scope_trace_get_statistics (trace)->of[measure];
  g_autofree char *mean = format (measure, s->n > 0 ? s->mean : NAN, trace, DIGITS);
  g_autofree char *min = format (measure, s->n > 0 ? s->min : NAN, trace, DIGITS);
  g_autofree char *max = format (measure, s->n > 0 ? s->max : NAN, trace, DIGITS);
  g_autofree char *sigma = format (measure, sol_statistics_get_sigma (s), trace, 3);
  g_autofree char *text = NULL;

  /* Translators: over many pictures: their mean, the range, the standard deviation, how many they are */
  text = g_strdup_printf (_("mean %s · %s … %s · σ %s · n %u"), mean, min, max, sigma,
                          (guint) MIN (s->n, G_MAXUINT));
  sol_scope_style_set_label (self->statistics[measure], text);
}

void
sol_scope_measures_update (SolScopeMeasures *self,
                           SolScopeTrace    *trace)
{
  g_return_if_fail (SOL_IS_SCOPE_MEASURES (self));

  for (guint i = 0; i < SOL_N_MEASURES; i++)
    {
      g_autofree char *text = NULL;

      if (!gtk_widget_get_visible (self->rows[i]))
        continue;
      text = trace != NULL ? format (i, sol_measurement_get (sol_scope_trace_get_measurement (trace), i), trace, DIGITS)
                           : g_strdup ("—");
      sol_scope_style_set_label (self->values[i], text);
      if (self->has_statistics && trace != NULL)
        update_statistics (self, i, trace);
    }
}

gboolean
sol_scope_measures_get_shown (SolScopeMeasures *self,
                              SolMeasure        measure)
{
  return gtk_widget_get_visible (self->rows[measure]);
}

void
sol_scope_measures_set_shown (SolScopeMeasures *self,
                              SolMeasure        measure,
                              gboolean          is_shown)
{
  gtk_widget_set_visible (self->rows[measure], is_shown);
}

void
sol_scope_measures_set_statistics (SolScopeMeasures *self,
                                   gboolean          has_statistics)
{
  self->has_statistics = has_statistics;
  for (guint i = 0; i < SOL_N_MEASURES; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->statistics[i]), has_statistics);
}
