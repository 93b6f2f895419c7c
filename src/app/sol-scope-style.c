/* sol-scope-style.c: how plots in the window look: colours, labels, size
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-style.h"

#include <adwaita.h>

#define LABEL_SIZE 9
#define MIN_WIDTH 260
#define MIN_HEIGHT 140
#define NATURAL_HEIGHT 360

const SolPlotTheme *
sol_scope_style_get_theme (void)
{
  return sol_plot_theme_get (adw_style_manager_get_dark (adw_style_manager_get_default ()));
}

void
sol_scope_style_follow (GtkWidget *widget)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw),
                           widget, G_CONNECT_SWAPPED);
}

char *
sol_scope_style_dup_font (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (pango_context_get_font_description (context));

  pango_font_description_set_size (font, LABEL_SIZE * PANGO_SCALE);
  return pango_font_description_to_string (font);
}

void
sol_scope_style_set_label (GtkLabel   *label,
                           const char *text)
{
  if (!g_str_equal (gtk_label_get_label (label), text))
    gtk_label_set_label (label, text);
}

void
sol_scope_style_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : NATURAL_HEIGHT;
}
