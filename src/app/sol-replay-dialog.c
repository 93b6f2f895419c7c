/* sol-replay-dialog.c: asks what to publish again, and how
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-replay-dialog.h"

#include <glib/gi18n.h>

#include "sol-recording-file.h"
#include "sol-replay-speed.h"

struct _SolReplayDialog
{
  AdwWindow parent_instance;

  /* Owned */
  SolEngine       *engine;
  GtkNativeDialog *chooser;  /* nullable: while it is open */
  char            *path;     /* nullable */

  /* Template */
  AdwPreferencesGroup *group;
  AdwActionRow        *file;
  AdwComboRow         *speed;
  GtkSwitch           *loop;
  GtkEditable         *prefix;
  GtkWidget           *start;
  GtkLabel            *error;
};

G_DEFINE_FINAL_TYPE (SolReplayDialog, sol_replay_dialog, ADW_TYPE_WINDOW)

static void
show_error (SolReplayDialog *self,
            const char      *message)
{
  gtk_label_set_label (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
}

static void
changed_cb (SolReplayDialog *self)
{
  show_error (self, NULL);
  gtk_widget_set_sensitive (self->start, self->path != NULL);
}

/* Where the messages would go. A recording that is shown takes none. */
static gboolean
check_target (SolReplayDialog  *self,
              GError          **error)
{
  SolSource *source = sol_engine_get_source (self->engine);
  gboolean is_running = sol_engine_get_broker_state (self->engine) == SOL_BROKER_RUNNING;

  if (sol_source_is_recording (source) ? is_running : sol_source_get_state (source) == SOL_CLIENT_CONNECTED)
    return TRUE;
  if (sol_source_is_recording (source) || sol_source_is_local (source))
    g_set_error_literal (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                         _("The broker is stopped. Start it, or connect to another one."));
  else
    g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                 _("There is no connection to %s. Connect to it again, or use this broker."),
                 sol_source_get_title (source));
  return FALSE;
}

static gboolean
start (SolReplayDialog  *self,
       GError          **error)
{
  SolReplaySettings settings;

  sol_replay_settings_init (&settings);
  settings.speed = sol_replay_speed_get (adw_combo_row_get_selected (self->speed));
  settings.is_looping = gtk_switch_get_active (self->loop);
  settings.prefix = gtk_editable_get_text (self->prefix);
  if (!check_target (self, error) || !sol_replay_settings_check (&settings, error))
    return FALSE;
  if (sol_source_is_recording (sol_engine_get_source (self->engine)))
    sol_engine_use_this_broker (self->engine);
  return sol_engine_start_replay (self->engine, SOL_ENGINE_SOURCE_IN_USE, self->path, &settings, error);
}

static void
start_clicked_cb (SolReplayDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->path == NULL)
    return;
  if (start (self, &error))
    gtk_window_destroy (GTK_WINDOW (self));
  else
    show_error (self, error->message);
}

static void
chosen_cb (GtkNativeDialog *chooser,
           int              response,
           SolReplayDialog *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    sol_replay_dialog_set_path (self, path);
  else if (response == GTK_RESPONSE_ACCEPT)
    show_error (self, _("Only recordings on this computer can be opened."));
  g_clear_object (&self->chooser);
}

static void
choose_clicked_cb (SolReplayDialog *self)
{
  if (self->chooser != NULL)
    return;
  self->chooser
    = sol_recording_file_choose_one (GTK_WINDOW (self), sol_engine_get_recordings_folder (self->engine));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (self->chooser);
}

static void
sol_replay_dialog_dispose (GObject *object)
{
  SolReplayDialog *self = SOL_REPLAY_DIALOG (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->engine);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_REPLAY_DIALOG);
  G_OBJECT_CLASS (sol_replay_dialog_parent_class)->dispose (object);
}

static void
sol_replay_dialog_finalize (GObject *object)
{
  g_free (SOL_REPLAY_DIALOG (object)->path);
  G_OBJECT_CLASS (sol_replay_dialog_parent_class)->finalize (object);
}

static void
sol_replay_dialog_class_init (SolReplayDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_replay_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_replay_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/replay-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SolReplayDialog, group);
  gtk_widget_class_bind_template_child (widget_class, SolReplayDialog, file);
  gtk_widget_class_bind_template_child (widget_class, SolReplayDialog, speed);
  gtk_widget_class_bind_template_child (widget_class, SolReplayDialog, loop);
  gtk_widget_class_bind_template_child (widget_class, SolReplayDialog, prefix);
  gtk_widget_class_bind_template_child (widget_class, SolReplayDialog, start);
  gtk_widget_class_bind_template_child (widget_class, SolReplayDialog, error);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sol_replay_dialog_init (SolReplayDialog *self)
{
  g_autoptr (GListModel) speeds = sol_replay_speed_new_model ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->speed, speeds);
  adw_combo_row_set_selected (self->speed, sol_replay_speed_find (1.0));
}

SolReplayDialog *
sol_replay_dialog_new (GtkWindow  *parent,
                       SolEngine  *engine,
                       const char *path)
{
  SolReplayDialog *self = g_object_new (SOL_TYPE_REPLAY_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  SolSource *source = sol_engine_get_source (engine);
  gboolean is_other = !sol_source_is_local (source) && !sol_source_is_recording (source);
  g_autofree char *into = g_markup_printf_escaped (_("Into: %s"),
                                                   is_other ? sol_source_get_title (source) : _("This Broker"));

  self->engine = g_object_ref (engine);
  adw_preferences_group_set_description (self->group, into);
  if (path != NULL)
    sol_replay_dialog_set_path (self, path);
  changed_cb (self);
  return self;
}

void
sol_replay_dialog_set_path (SolReplayDialog *self,
                            const char      *path)
{
  char *copy = g_strdup (path);
  g_autofree char *shown = NULL, *escaped = NULL;

  g_return_if_fail (SOL_IS_REPLAY_DIALOG (self));
  g_free (self->path);
  self->path = copy;
  shown = g_filename_display_name (path);
  escaped = g_markup_escape_text (shown, -1);
  adw_action_row_set_subtitle (self->file, escaped);
  changed_cb (self);
}
