/* sol-read-as-window.c: asks how a topic's payloads are read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-read-as-window.h"

#include "sol-decoder-json.h"
#include "sol-read-as-form.h"

struct _SolReadAsWindow
{
  AdwWindow parent_instance;

  /* Owned */
  GtkWidget      *page;
  char           *filter;

  /* Template */
  AdwWindowTitle *title;
  SolReadAsForm  *form;
  GtkWidget      *apply;
  GtkWidget      *reset;
};

G_DEFINE_FINAL_TYPE (SolReadAsWindow, sol_read_as_window, ADW_TYPE_WINDOW)

static void
update (SolReadAsWindow *self)
{
  static const SolDecoderSettings automatic;
  SolDecoderSettings settings;

  gtk_widget_set_sensitive (self->apply, sol_read_as_form_get_settings (self->form, &settings));
  gtk_widget_set_sensitive (self->reset, !sol_decoder_settings_equal (&settings, &automatic)
                                           || !gtk_widget_get_sensitive (self->apply));
  sol_decoder_settings_clear (&settings);
}

static void
apply_cb (SolReadAsWindow *self)
{
  SolDecoderSettings settings;
  gboolean is_ok = sol_read_as_form_get_settings (self->form, &settings);
  g_autofree char *text = sol_decoder_settings_to_text (&settings);

  sol_decoder_settings_clear (&settings);
  if (!is_ok)
    return;
  gtk_widget_activate_action (self->page, "scope.add-topic-as", "(ss)", self->filter, text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
reset_cb (SolReadAsWindow *self)
{
  sol_read_as_form_set_settings (self->form, &(SolDecoderSettings) { 0 });
}

static void
sol_read_as_window_dispose (GObject *object)
{
  SolReadAsWindow *self = SOL_READ_AS_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_READ_AS_WINDOW);
  g_clear_object (&self->page);
  g_clear_pointer (&self->filter, g_free);
  G_OBJECT_CLASS (sol_read_as_window_parent_class)->dispose (object);
}

static void
sol_read_as_window_class_init (SolReadAsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_read_as_window_dispose;
  g_type_ensure (SOL_TYPE_READ_AS_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/read-as-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SolReadAsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsWindow, form);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsWindow, apply);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsWindow, reset);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sol_read_as_window_init (SolReadAsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
sol_read_as_window_new (GtkWidget                *page,
                        SolTopicList             *topics,
                        const char               *filter,
                        const SolDecoderSettings *settings)
{
  SolReadAsWindow *self = g_object_new (SOL_TYPE_READ_AS_WINDOW, NULL);

  self->page = g_object_ref (page);
  self->filter = g_strdup (filter);
  adw_window_title_set_subtitle (self->title, filter);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (page)));
  if (settings != NULL)
    sol_read_as_form_set_settings (self->form, settings);
  sol_read_as_form_set_topic (self->form, topics, filter);
  update (self);
  return GTK_WINDOW (self);
}
