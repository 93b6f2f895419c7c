/* sol-open-bar.c: a strip over the page while a recording is opened or shown
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-open-bar.h"

#include <glib/gi18n.h>

#include "sol-format.h"

struct _SolOpenBar
{
  AdwBin parent_instance;

  /* Owned */
  SolEngine    *engine;
  GCancellable *cancellable;  /* nullable: of the reading under way */
  char         *path;         /* nullable: of what is shown */

  /* Template */
  GtkRevealer    *revealer;
  GtkStack       *stack;
  GtkLabel       *reading;
  GtkProgressBar *progress;
  GtkLabel       *label;
  GtkLabel       *error;
};

G_DEFINE_FINAL_TYPE (SolOpenBar, sol_open_bar, ADW_TYPE_BIN)

typedef struct
{
  SolOpenBar   *bar;          /* owned */
  GCancellable *cancellable;  /* owned */
  char         *path;         /* owned */
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->bar);
  g_object_unref (opening->cancellable);
  g_free (opening->path);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
show (SolOpenBar *self,
      const char *page)
{
  if (page != NULL)
    gtk_stack_set_visible_child_name (self->stack, page);
  gtk_revealer_set_reveal_child (self->revealer, page != NULL);
}

/* `bench.soliton · 1 204 messages · 00:01:23`, once the replayer knows */
static void
describe (SolOpenBar *self)
{
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *count = NULL, *length = NULL, *messages = NULL, *text = NULL;
  SolReplayer *replayer = sol_engine_get_replayer (self->engine);
  SolReplayStatus status = { 0 };

  if (replayer != NULL)
    sol_replayer_get_status (replayer, &status);
  count = sol_format_count (status.info.n_messages);
  length = sol_format_duration ((status.info.last_ns - status.info.first_ns) / 1000);
  messages = g_strdup_printf (ngettext ("%s message", "%s messages", (gulong) status.info.n_messages), count);
  text = g_strdup_printf ("%s · %s · %s", name, messages, length);
  gtk_label_set_label (self->label, status.info.n_messages > 0 ? text : name);
}

/* Back to what is shown, or to nothing */
static void
show_state (SolOpenBar *self)
{
  if (self->path == NULL)
    {
      show (self, NULL);
      return;
    }
  describe (self);
  show (self, "open");
}

static void
source_changed_cb (SolOpenBar *self)
{
  if (!sol_source_is_recording (sol_engine_get_source (self->engine)))
    g_clear_pointer (&self->path, g_free);
  if (self->cancellable == NULL)
    show_state (self);
}

static void
replayer_changed_cb (SolOpenBar *self)
{
  SolReplayer *replayer = sol_engine_get_replayer (self->engine);

  if (replayer != NULL && sol_source_is_recording (sol_engine_get_source (self->engine)))
    g_signal_connect_object (replayer, "notify::state", G_CALLBACK (source_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
progress_cb (double   done,
             gpointer user_data)
{
  Opening *opening = user_data;

  if (opening->bar->cancellable == opening->cancellable)
    gtk_progress_bar_set_fraction (opening->bar->progress, done);
}

static void
show_failure (SolOpenBar   *self,
              const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_state (self);
      return;
    }
  gtk_label_set_label (self->error, error->message);
  show (self, "failed");
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  SolOpenBar *self = opening->bar;
  gboolean is_open = sol_engine_open_recording_finish (SOL_ENGINE (object), result, &error);

  /* One that was complete before it was cancelled is there all the same */
  if (self->cancellable != opening->cancellable && (self->cancellable != NULL || !is_open))
    return;
  g_clear_object (&self->cancellable);
  if (!is_open)
    {
      show_failure (self, error);
      return;
    }
  g_free (self->path);
  self->path = g_steal_pointer (&opening->path);
  show_state (self);
  g_signal_emit_by_name (self, "opened");
}

static void
stop_reading (SolOpenBar *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
cancel_clicked_cb (SolOpenBar *self)
{
  stop_reading (self);
  show_state (self);
}

static void
dismiss_clicked_cb (SolOpenBar *self)
{
  show_state (self);
}

static void
sol_open_bar_dispose (GObject *object)
{
  SolOpenBar *self = SOL_OPEN_BAR (object);

  stop_reading (self);
  /* First, or GTK unparents the template's top behind the bin's back */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_OPEN_BAR);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (sol_open_bar_parent_class)->dispose (object);
}

static void
sol_open_bar_class_init (SolOpenBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_open_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/open-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SolOpenBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, SolOpenBar, stack);
  gtk_widget_class_bind_template_child (widget_class, SolOpenBar, reading);
  gtk_widget_class_bind_template_child (widget_class, SolOpenBar, progress);
  gtk_widget_class_bind_template_child (widget_class, SolOpenBar, label);
  gtk_widget_class_bind_template_child (widget_class, SolOpenBar, error);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_clicked_cb);
  g_signal_new ("opened", SOL_TYPE_OPEN_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sol_open_bar_init (SolOpenBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_open_bar_set_engine (SolOpenBar *self,
                         SolEngine  *engine)
{
  g_return_if_fail (SOL_IS_OPEN_BAR (self));
  g_return_if_fail (self->engine == NULL);

  self->engine = g_object_ref (engine);
  g_signal_connect_object (engine, "notify::source", G_CALLBACK (source_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "notify::replayer", G_CALLBACK (replayer_changed_cb), self, G_CONNECT_SWAPPED);
}

void
sol_open_bar_open (SolOpenBar *self,
                   const char *path)
{
  Opening *opening = g_new (Opening, 1);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_("Reading %s…"), name);

  g_return_if_fail (SOL_IS_OPEN_BAR (self));
  stop_reading (self);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->reading, text);
  gtk_progress_bar_set_fraction (self->progress, 0.0);
  show (self, "reading");
  *opening = (Opening) { g_object_ref (self), g_object_ref (self->cancellable), g_strdup (path) };
  sol_engine_open_recording_async (self->engine, path, progress_cb, opening, self->cancellable, opened_cb, opening);
}

const char *
sol_open_bar_get_text (SolOpenBar *self)
{
  const char *page;

  g_return_val_if_fail (SOL_IS_OPEN_BAR (self), NULL);
  if (!gtk_revealer_get_reveal_child (self->revealer))
    return NULL;
  page = gtk_stack_get_visible_child_name (self->stack);
  if (g_str_equal (page, "reading"))
    return gtk_label_get_label (self->reading);
  return gtk_label_get_label (g_str_equal (page, "open") ? self->label : self->error);
}

const char *
sol_open_bar_get_path (SolOpenBar *self)
{
  g_return_val_if_fail (SOL_IS_OPEN_BAR (self), NULL);
  return self->path;
}
