/* sol-scope-figure.c: a number under its caption
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-figure.h"

#include "sol-plot.h"

struct _SolScopeFigure
{
  GtkBox parent_instance;

  /* Borrowed: children */
  GtkLabel *title;
  GtkLabel *value;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_WIDTH_CHARS,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (SolScopeFigure, sol_scope_figure, GTK_TYPE_BOX)

static void
sol_scope_figure_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SolScopeFigure *self = SOL_SCOPE_FIGURE (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, gtk_label_get_label (self->title));
  else if (id == PROP_WIDTH_CHARS)
    g_value_set_int (value, gtk_label_get_width_chars (self->value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sol_scope_figure_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SolScopeFigure *self = SOL_SCOPE_FIGURE (object);

  if (id == PROP_TITLE)
    gtk_label_set_label (self->title, g_value_get_string (value));
  else if (id == PROP_WIDTH_CHARS)
    gtk_label_set_width_chars (self->value, g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sol_scope_figure_class_init (SolScopeFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sol_scope_figure_get_property;
  object_class->set_property = sol_scope_figure_set_property;
  g_object_class_install_property (object_class, PROP_TITLE, g_param_spec_string ("title", NULL, NULL, "", flags));
  g_object_class_install_property (object_class, PROP_WIDTH_CHARS,
                                   g_param_spec_int ("width-chars", NULL, NULL, -1, 100, -1, flags));
}

static GtkLabel *
add_label (SolScopeFigure *self,
           const char     *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);
  return GTK_LABEL (label);
}

static void
sol_scope_figure_init (SolScopeFigure *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->title = add_label (self, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "dim-label");
  self->value = add_label (self, "numeric");
  sol_scope_figure_set_text (self, "—");
}

const char *
sol_scope_figure_get_title (SolScopeFigure *self)
{
  g_return_val_if_fail (SOL_IS_SCOPE_FIGURE (self), NULL);
  return gtk_label_get_label (self->title);
}

const char *
sol_scope_figure_get_text (SolScopeFigure *self)
{
  g_return_val_if_fail (SOL_IS_SCOPE_FIGURE (self), NULL);
  return gtk_label_get_label (self->value);
}

void
sol_scope_figure_set_text (SolScopeFigure *self,
                           const char     *text)
{
  g_return_if_fail (SOL_IS_SCOPE_FIGURE (self));
  gtk_label_set_label (self->value, text);
}

void
sol_scope_figure_set_value (SolScopeFigure *self,
                            double          value,
                            const char     *unit,
                            guint           digits)
{
  g_autofree char *text = sol_plot_format_si (value, unit, digits);

  sol_scope_figure_set_text (self, text);
}
