/* sol-publish-bar.c: writes a message: topic, payload, QoS, retain
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-publish-bar.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-mqtt-topic.h"

struct _SolPublishBar
{
  AdwBin parent_instance;

  /* Owned */
  SolEngine *engine;

  /* Template */
  GtkEditable    *topic;
  GtkTextView    *payload;
  GtkDropDown    *qos;
  GtkCheckButton *retain;
  GtkLabel       *error;
};

enum { SENT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SolPublishBar, sol_publish_bar, ADW_TYPE_BIN)

static void
set_error (SolPublishBar *self,
           const char    *message)
{
  gtk_label_set_label (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
}

static void
changed_cb (SolPublishBar *self)
{
  set_error (self, NULL);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (SolPublishBar) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->engine == NULL)
    return;
  if (sol_source_publish_finish (SOL_SOURCE (object), result, &error))
    g_signal_emit (self, signals[SENT], 0);
  else
    set_error (self, error->message);
}

static SolMessage *
make_message (SolPublishBar *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->payload);
  const char *topic = gtk_editable_get_text (self->topic);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return sol_message_new (topic, strlen (topic), (const guint8 *) text, strlen (text),
                          (guint8) gtk_drop_down_get_selected (self->qos), gtk_check_button_get_active (self->retain),
                          g_get_real_time ());
}

static void
sol_publish_bar_dispose (GObject *object)
{
  g_clear_object (&SOL_PUBLISH_BAR (object)->engine);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_PUBLISH_BAR);
  G_OBJECT_CLASS (sol_publish_bar_parent_class)->dispose (object);
}

static void
sol_publish_bar_class_init (SolPublishBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_publish_bar_dispose;
  signals[SENT] = g_signal_new ("sent", SOL_TYPE_PUBLISH_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/publish-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SolPublishBar, topic);
  gtk_widget_class_bind_template_child (widget_class, SolPublishBar, payload);
  gtk_widget_class_bind_template_child (widget_class, SolPublishBar, qos);
  gtk_widget_class_bind_template_child (widget_class, SolPublishBar, retain);
  gtk_widget_class_bind_template_child (widget_class, SolPublishBar, error);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sol_publish_bar_send);
}

static void
sol_publish_bar_init (SolPublishBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_publish_bar_set_engine (SolPublishBar *self,
                            SolEngine     *engine)
{
  g_return_if_fail (SOL_IS_PUBLISH_BAR (self));
  g_set_object (&self->engine, engine);
}

void
sol_publish_bar_set_topic (SolPublishBar *self,
                           const char    *topic)
{
  g_return_if_fail (SOL_IS_PUBLISH_BAR (self));
  gtk_editable_set_text (self->topic, topic);
  gtk_widget_grab_focus (GTK_WIDGET (self->payload));
}

void
sol_publish_bar_set_text (SolPublishBar *self,
                          const char    *text)
{
  g_return_if_fail (SOL_IS_PUBLISH_BAR (self));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->payload), text, -1);
}

void
sol_publish_bar_send (SolPublishBar *self)
{
  const char *topic;
  g_autoptr (SolMessage) message = NULL;

  g_return_if_fail (SOL_IS_PUBLISH_BAR (self));
  topic = gtk_editable_get_text (self->topic);
  if (*topic == '\0')
    {
      set_error (self, _("A message needs a topic, for example lab/bench/set."));
      return;
    }
  if (!sol_mqtt_topic_is_name (topic, strlen (topic)))
    {
      set_error (self, _("A topic to publish to has no wildcards: remove + and #."));
      return;
    }
  message = make_message (self);
  sol_source_publish_async (sol_engine_get_source (self->engine), message, NULL, sent_cb, g_object_ref (self));
}
