/* sol-filter-bar.c: which broker is looked at, and which topics are subscribed to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-filter-bar.h"

#include <glib/gi18n.h>

struct _SolFilterBar
{
  AdwBin parent_instance;

  /* Owned */
  SolSource *source;

  /* Template */
  GtkMenuButton *source_button;
  GtkBox        *chips;
  GtkMenuButton *add_button;
  GtkPopover    *popover;
  GtkEditable   *entry;
  GtkLabel      *error;
};

G_DEFINE_FINAL_TYPE (SolFilterBar, sol_filter_bar, ADW_TYPE_BIN)

static GtkWidget *
make_chip (const char *filter)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (filter);
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *tooltip = g_strdup_printf (_("Unsubscribe from %s"), filter);

  gtk_widget_add_css_class (box, "filter-chip");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_set_tooltip_text (remove, tooltip);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "circular");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "s", filter);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "messages.unsubscribe");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static void
update (SolFilterBar *self)
{
  const char * const *filters = sol_source_get_filters (self->source);
  const char *title = sol_source_is_local (self->source) ? _("This Broker") : sol_source_get_title (self->source);
  GtkWidget *chip;

  gtk_menu_button_set_label (self->source_button, title);
  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, chip);
  for (guint i = 0; filters != NULL && filters[i] != NULL; i++)
    gtk_box_append (self->chips, make_chip (filters[i]));
}

static void
changed_cb (SolFilterBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
}

static void
activate_cb (SolFilterBar *self)
{
  const char *filter = gtk_editable_get_text (self->entry);

  if (*filter != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "messages.subscribe", "s", filter);
}

static void
sol_filter_bar_dispose (GObject *object)
{
  g_clear_object (&SOL_FILTER_BAR (object)->source);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_FILTER_BAR);
  G_OBJECT_CLASS (sol_filter_bar_parent_class)->dispose (object);
}

static void
sol_filter_bar_class_init (SolFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_filter_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SolFilterBar, source_button);
  gtk_widget_class_bind_template_child (widget_class, SolFilterBar, chips);
  gtk_widget_class_bind_template_child (widget_class, SolFilterBar, add_button);
  gtk_widget_class_bind_template_child (widget_class, SolFilterBar, popover);
  gtk_widget_class_bind_template_child (widget_class, SolFilterBar, entry);
  gtk_widget_class_bind_template_child (widget_class, SolFilterBar, error);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
sol_filter_bar_init (SolFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_filter_bar_set_source (SolFilterBar *self,
                           SolSource    *source)
{
  g_return_if_fail (SOL_IS_FILTER_BAR (self));
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_func (self->source, update, self);
  g_set_object (&self->source, source);
  g_signal_connect_object (source, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
sol_filter_bar_add (SolFilterBar *self)
{
  g_return_if_fail (SOL_IS_FILTER_BAR (self));
  gtk_menu_button_popup (self->add_button);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
sol_filter_bar_set_error (SolFilterBar *self,
                          const char   *message)
{
  g_return_if_fail (SOL_IS_FILTER_BAR (self));
  if (message == NULL)
    {
      gtk_editable_set_text (self->entry, "");
      gtk_popover_popdown (self->popover);
      return;
    }
  gtk_label_set_label (self->error, message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
}
