/* sol-problem-mark.h: what a field looks like whose value cannot be
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @problem: NULL: none */
static inline void
sol_problem_mark (GtkWidget  *field,
                  const char *problem)
{
  if (problem != NULL)
    gtk_widget_add_css_class (field, "error");
  else
    gtk_widget_remove_css_class (field, "error");
}

/* A label below a field that cannot say it itself */
static inline void
sol_problem_tell (GtkLabel   *label,
                  GtkWidget  *field,
                  const char *problem)
{
  gtk_label_set_label (label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (label), problem != NULL);
  sol_problem_mark (field, problem);
}

G_END_DECLS
