/* sol-drag-topic.c: a topic, or one of its fields, dragged from one widget to another
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-drag-topic.h"

#define FUNC "sol-drag-func"

G_DEFINE_BOXED_TYPE (SolDragTopic, sol_drag_topic, sol_drag_topic_copy, sol_drag_topic_free)

SolDragTopic *
sol_drag_topic_new (const char *topic,
                    const char *field)
{
  SolDragTopic *self = g_new (SolDragTopic, 1);

  self->topic = g_strdup (topic);
  self->field = field != NULL && *field != '\0' ? g_strdup (field) : NULL;
  return self;
}

SolDragTopic *
sol_drag_topic_copy (const SolDragTopic *self)
{
  return sol_drag_topic_new (self->topic, self->field);
}

void
sol_drag_topic_free (SolDragTopic *self)
{
  g_free (self->topic);
  g_free (self->field);
  g_free (self);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            gpointer       user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  SolDragTopicFunc func = (SolDragTopicFunc) g_object_get_data (G_OBJECT (source), FUNC);
  g_autoptr (SolDragTopic) topic = func (widget);

  if (topic == NULL)
    return NULL;
  return gdk_content_provider_new_union ((GdkContentProvider *[]) {
    gdk_content_provider_new_typed (SOL_TYPE_DRAG_TOPIC, topic),
    gdk_content_provider_new_typed (G_TYPE_STRING, topic->topic),
  }, 2);
}

/* The hand holds what it took, not a sheet of paper */
static void
begin_cb (GtkDragSource *source,
          GdkDrag       *drag,
          gpointer       user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  SolDragTopicFunc func = (SolDragTopicFunc) g_object_get_data (G_OBJECT (source), FUNC);
  g_autoptr (SolDragTopic) topic = func (widget);
  GtkWidget *label;

  if (topic == NULL)
    return;
  label = gtk_label_new (topic->field != NULL ? topic->field : topic->topic);
  gtk_widget_add_css_class (label, "dragged");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

void
sol_drag_topic_add_source (GtkWidget        *widget,
                           SolDragTopicFunc  func)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_object_set_data (G_OBJECT (source), FUNC, (gpointer) func);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), NULL);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  const SolDragTopic *topic;
  g_autofree char *text = NULL;

  if (G_VALUE_HOLDS_STRING (value))
    {
      text = g_strstrip (g_value_dup_string (value));
      return gtk_widget_activate_action (widget, "scope.add-topic", "s", text);
    }
  topic = g_value_get_boxed (value);
  if (topic->field == NULL)
    return gtk_widget_activate_action (widget, "scope.add-topic", "s", topic->topic);
  return gtk_widget_activate_action (widget, "scope.add-field", "(ss)", topic->topic, topic->field);
}

void
sol_drag_topic_add_target (GtkWidget *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, (GType[]) { SOL_TYPE_DRAG_TOPIC, G_TYPE_STRING }, 2);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
