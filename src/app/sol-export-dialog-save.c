/* sol-export-dialog-save.c: the dialog while its file is written
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-dialog-private.h"

#include <glib/gi18n.h>

void
sol_export_dialog_show_error (SolExportDialog *self,
                              const char      *message)
{
  gtk_label_set_label (self->error, message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
}

static void
set_working (SolExportDialog *self,
             gboolean         is_working)
{
  gtk_stack_set_visible_child_name (self->stack, is_working ? "working" : "settings");
  gtk_widget_set_visible (self->save, !is_working);
}

typedef struct
{
  SolExportDialog *dialog;       /* owned */
  GCancellable    *cancellable;  /* owned */
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->dialog);
  g_object_unref (saving->cancellable);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

/* Closed, or cancelled and begun anew: nobody waits for this one */
static gboolean
is_awaited (const Saving *saving)
{
  return saving->dialog->cancellable == saving->cancellable;
}

static void
progress_cb (double   done,
             gpointer user_data)
{
  Saving *saving = user_data;

  if (is_awaited (saving))
    gtk_progress_bar_set_fraction (saving->dialog->progress, done);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  SolExportDialog *self = saving->dialog;
  gboolean is_saved = sol_export_job_run_finish (result, &error);

  if (!is_awaited (saving))
    return;
  g_clear_object (&self->cancellable);
  set_working (self, FALSE);
  if (!is_saved)
    {
      sol_export_dialog_show_error (self, error->message);
      return;
    }
  g_signal_emit_by_name (self, "saved", self->path);
  gtk_window_destroy (GTK_WINDOW (self));
}

void
sol_export_dialog_stop (SolExportDialog *self)
{
  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  set_working (self, FALSE);
}

void
sol_export_dialog_save (SolExportDialog *self,
                        const char      *path)
{
  g_autoptr (GPtrArray) channels = sol_export_dialog_dup_channels (self);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_("Writing %s…"), name);
  Saving *saving = g_new (Saving, 1);
  SolExportJob job = {
    .kind = sol_export_dialog_get_kind (self),
    .path = path,
    .is_as_shown = adw_combo_row_get_selected (self->stretch) == SOL_EXPORT_SHOWN,
    .channels = channels,
    .subject = sol_export_dialog_get_subject (self),
    .rate_hz = gtk_spin_button_get_value (self->rate),
    .width = gtk_spin_button_get_value_as_int (self->width),
    .height = gtk_spin_button_get_value_as_int (self->height),
    .is_dark = gtk_switch_get_active (self->dark),
  };

  sol_export_dialog_stop (self);
  sol_export_dialog_get_stretch (self, &job.begin_ns, &job.end_ns);
  g_free (self->path);
  self->path = g_strdup (path);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_label_set_label (self->working, text);
  gtk_progress_bar_set_fraction (self->progress, 0.0);
  set_working (self, TRUE);
  *saving = (Saving) { g_object_ref (self), g_object_ref (self->cancellable) };
  sol_export_job_run_async (self->view, self->modes, &job, progress_cb, saving, self->cancellable, saved_cb,
                            saving);
}
