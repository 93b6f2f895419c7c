/* sol-squeeze-row.c: a row that shows as many of its children as there is room for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-squeeze-row.h"

#define SPACING 12      /* at least, between two children */
#define MOST_SPACING 28

struct _SolSqueezeRow
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (SolSqueezeRow, sol_squeeze_row, GTK_TYPE_WIDGET)

static int
get_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
measure_width (GtkWidget *widget,
               int       *minimum,
               int       *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int width = get_width (child);

      *natural += width + (*natural > 0 ? SPACING : 0);
      if (*minimum == 0)
        *minimum = width;
    }
}

static void
measure_height (GtkWidget *widget,
                int       *minimum,
                int       *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, height;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &least, &height, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, height);
    }
}

static void
sol_squeeze_row_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    measure_height (widget, minimum, natural);
}

/* Returns: how many fit; @used is what they take with the least room between them */
static int
count_fitting (GtkWidget *widget,
               int        width,
               int       *used)
{
  int n = 0;

  *used = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child), n++)
    {
      int wanted = get_width (child) + (n > 0 ? SPACING : 0);

      if (n > 0 && *used + wanted > width)
        break;
      *used += wanted;
    }
  return n;
}

static void
sol_squeeze_row_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  int used, x = 0, i = 0, n = count_fitting (widget, width, &used);
  int between = n > 1 ? MIN (SPACING + (width - used) / (n - 1), MOST_SPACING) : 0;
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    {
      int wanted = get_width (child);
      GtkAllocation place = { is_mirrored ? width - x - wanted : x, 0, wanted, height };

      gtk_widget_set_child_visible (child, i < n);
      gtk_widget_size_allocate (child, &place, baseline);
      x += wanted + between;
    }
}

static void
sol_squeeze_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sol_squeeze_row_parent_class)->dispose (object);
}

static void
sol_squeeze_row_class_init (SolSqueezeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_squeeze_row_dispose;
  widget_class->measure = sol_squeeze_row_measure;
  widget_class->size_allocate = sol_squeeze_row_size_allocate;
}

static void
sol_squeeze_row_init (SolSqueezeRow *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
