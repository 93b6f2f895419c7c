/* sol-recording-bar.c: a strip over the page while something is recorded
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-recording-bar.h"

#include <glib/gi18n.h>

#include "sol-format.h"

struct _SolRecordingBar
{
  AdwBin parent_instance;

  /* Owned */
  SolRecorder *recorder;

  /* Template */
  GtkRevealer *revealer;
  GtkWidget   *strip;
  GtkWidget   *dot;
  GtkLabel    *label;
  GtkButton   *stop;
};

G_DEFINE_FINAL_TYPE (SolRecordingBar, sol_recording_bar, ADW_TYPE_BIN)

/* `00:01:23 · 1 204 messages · 1.2 MB · bench.soliton` */
static char *
describe (SolRecorder              *recorder,
          const SolRecordingStatus *status)
{
  const char *path = sol_recorder_get_path (recorder);
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : g_strdup ("");
  g_autofree char *length = sol_format_duration (status->length_ns / 1000);
  g_autofree char *count = sol_format_count (status->n_messages);
  g_autofree char *size = g_format_size (status->file_bytes);
  g_autofree char *lost = sol_format_count (status->n_dropped);
  g_autofree char *messages
    = g_strdup_printf (ngettext ("%s message", "%s messages", (gulong) status->n_messages), count);

  if (status->n_dropped == 0)
    return g_strdup_printf ("%s · %s · %s · %s", length, messages, size, name);
  /* Translators: duration, `5 messages`, number of lost messages, size of the file, its name */
  return g_strdup_printf (_("%s · %s · %s lost · %s · %s"), length, messages, lost, size, name);
}

static void
show_state (SolRecordingBar          *self,
            const SolRecordingStatus *status)
{
  gboolean is_bad = status->state == SOL_RECORDING_STALLED || status->n_dropped > 0;

  if (is_bad)
    gtk_widget_add_css_class (self->strip, "warning");
  else
    gtk_widget_remove_css_class (self->strip, "warning");
}

static void
update (SolRecordingBar *self)
{
  SolRecordingStatus status;
  g_autofree char *text = NULL;
  const char *problem = sol_recorder_get_problem (self->recorder);

  if (!sol_recorder_is_active (self->recorder))
    return;
  sol_recorder_get_status (self->recorder, &status);
  text = describe (self->recorder, &status);
  if (problem != NULL)
    {
      g_autofree char *both = g_strdup_printf ("%s\n%s", text, problem);

      gtk_label_set_label (self->label, both);
    }
  else
    gtk_label_set_label (self->label, text);
  show_state (self, &status);
}

/* How it ended, of a recorder that ended */
static char *
describe_end (SolRecorder *recorder)
{
  const char *path = sol_recorder_get_path (recorder);
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : g_strdup ("");
  g_autofree char *count = NULL, *lost = NULL;
  SolRecordingStatus status;

  sol_recorder_get_status (recorder, &status);
  count = sol_format_count (status.n_messages);
  lost = sol_format_count (status.n_dropped);
  if (status.n_dropped > 0)
    return g_strdup_printf (_("%s messages recorded in “%s”, %s lost"), count, name, lost);
  return g_strdup_printf (ngettext ("%s message recorded in “%s”", "%s messages recorded in “%s”",
                                    (gulong) status.n_messages),
                          count, name);
}

/* Why one never began is told where it was asked for */
static gboolean
has_recorded (SolRecorder *recorder)
{
  SolRecordingStatus status;

  sol_recorder_get_status (recorder, &status);
  return status.n_messages > 0 || sol_recorder_get_problem (recorder) == NULL;
}

static void
state_changed_cb (SolRecordingBar *self)
{
  int state;
  gboolean was_shown = gtk_revealer_get_reveal_child (self->revealer);

  g_object_get (self->recorder, "state", &state, NULL);
  update (self);
  gtk_revealer_set_reveal_child (self->revealer, state == SOL_RECORDING_RUNNING || state == SOL_RECORDING_STALLED);
  if (state == SOL_RECORDING_FINISHED && was_shown && has_recorded (self->recorder))
    {
      g_autofree char *text = describe_end (self->recorder);

      g_signal_emit_by_name (self, "ended", text);
    }
}

static void
sol_recording_bar_dispose (GObject *object)
{
  SolRecordingBar *self = SOL_RECORDING_BAR (object);

  g_clear_object (&self->recorder);
  /* First, or GTK unparents the template's top behind the bin's back */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_RECORDING_BAR);
  G_OBJECT_CLASS (sol_recording_bar_parent_class)->dispose (object);
}

static void
sol_recording_bar_class_init (SolRecordingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_recording_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/recording-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SolRecordingBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, SolRecordingBar, strip);
  gtk_widget_class_bind_template_child (widget_class, SolRecordingBar, dot);
  gtk_widget_class_bind_template_child (widget_class, SolRecordingBar, label);
  gtk_widget_class_bind_template_child (widget_class, SolRecordingBar, stop);
  g_signal_new ("ended", SOL_TYPE_RECORDING_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
}

static void
sol_recording_bar_init (SolRecordingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_recording_bar_set_engine (SolRecordingBar *self,
                              SolEngine       *engine)
{
  g_return_if_fail (SOL_IS_RECORDING_BAR (self));
  g_return_if_fail (self->recorder == NULL);

  self->recorder = g_object_ref (sol_engine_get_recorder (engine));
  g_signal_connect_object (self->recorder, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recorder, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  state_changed_cb (self);
}

const char *
sol_recording_bar_get_text (SolRecordingBar *self)
{
  g_return_val_if_fail (SOL_IS_RECORDING_BAR (self), NULL);
  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_label (self->label) : NULL;
}
