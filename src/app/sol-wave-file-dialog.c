/* sol-wave-file-dialog.c: asks what of a file is played
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave-file-dialog.h"

#include <inttypes.h>

#include <glib/gi18n.h>

#include "sol-generator-fields.h"
#include "sol-number-row.h"

#define DEFAULT_RATE_HZ 100.0

struct _SolWaveFileDialog
{
  AdwWindow parent_instance;

  /* Owned */
  SolWaveFile   *file;
  SolShapeTable *table;       /* NULL until it was read */

  SolWaveFacts   facts;
  SolNumberRow  *rate;

  /* Template */
  GtkListBox    *rows;
  AdwComboRow   *column;
  AdwComboRow   *times;
  GtkWidget     *use;
  GtkLabel      *problem;
};

/* What the pool reads */
typedef struct
{
  guint          column;
  int            times;
  SolWaveFacts   facts;
} Job;

G_DEFINE_FINAL_TYPE (SolWaveFileDialog, sol_wave_file_dialog, ADW_TYPE_WINDOW)

/* The row of times begins with none */
static int
get_times (SolWaveFileDialog *self)
{
  return (int) adw_combo_row_get_selected (self->times) - 1;
}

static gboolean
asks_for_rate (SolWaveFileDialog *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->times)) && get_times (self) < 0;
}

static void
tell (SolWaveFileDialog *self,
      const GError      *error)
{
  gtk_label_set_label (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
}

static const SolGeneratorField *
find_rate_field (void)
{
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (fields[i].nick, "rate"))
      return &fields[i];
  g_assert_not_reached ();
}

static void
changed_cb (SolWaveFileDialog *self)
{
  g_autoptr (GError) error = NULL;
  gboolean is_right = sol_generator_field_check (find_rate_field (), sol_number_row_get_value (self->rate), &error);

  gtk_widget_set_visible (GTK_WIDGET (self->rate), asks_for_rate (self));
  sol_number_row_set_problem (self->rate, is_right ? NULL : error->message);
  gtk_widget_set_sensitive (self->use, is_right || !asks_for_rate (self));
  tell (self, NULL);
}

/* Reading */

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  SolWaveFileDialog *self = source;
  Job *job = data;
  GError *error = NULL;
  SolShapeTable *table = sol_wave_file_read (self->file, job->column, job->times, &job->facts, &error);

  if (table != NULL)
    g_task_return_pointer (task, table, (GDestroyNotify) sol_shape_table_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  SolWaveFileDialog *self = SOL_WAVE_FILE_DIALOG (object);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->use, TRUE);
  self->table = g_task_propagate_pointer (G_TASK (result), &error);
  tell (self, error);
  if (self->table == NULL)
    return;
  self->facts = job->facts;
  g_signal_emit_by_name (self, "chosen");
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
use_clicked_cb (SolWaveFileDialog *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, read_cb, NULL);
  Job *job = g_new0 (Job, 1);

  job->column = adw_combo_row_get_selected (self->column);
  job->times = get_times (self);
  gtk_widget_set_sensitive (self->use, FALSE);
  g_task_set_source_tag (task, use_clicked_cb);
  g_task_set_task_data (task, job, g_free);
  g_task_run_in_thread (task, read_thread);
}

static void
sol_wave_file_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_WAVE_FILE_DIALOG);
  G_OBJECT_CLASS (sol_wave_file_dialog_parent_class)->dispose (object);
}

static void
sol_wave_file_dialog_finalize (GObject *object)
{
  SolWaveFileDialog *self = SOL_WAVE_FILE_DIALOG (object);

  g_clear_pointer (&self->table, sol_shape_table_unref);
  g_clear_pointer (&self->file, sol_wave_file_free);
  G_OBJECT_CLASS (sol_wave_file_dialog_parent_class)->finalize (object);
}

static void
sol_wave_file_dialog_class_init (SolWaveFileDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_wave_file_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_wave_file_dialog_finalize;
  g_signal_new ("chosen", SOL_TYPE_WAVE_FILE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/wave-file-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SolWaveFileDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, SolWaveFileDialog, column);
  gtk_widget_class_bind_template_child (widget_class, SolWaveFileDialog, times);
  gtk_widget_class_bind_template_child (widget_class, SolWaveFileDialog, use);
  gtk_widget_class_bind_template_child (widget_class, SolWaveFileDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, use_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sol_wave_file_dialog_init (SolWaveFileDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rate = SOL_NUMBER_ROW (sol_number_row_new (_("Samples a Second"), 10.0));
  sol_number_row_set_value (self->rate, DEFAULT_RATE_HZ);
  gtk_list_box_append (self->rows, GTK_WIDGET (self->rate));
  g_signal_connect_object (self->rate, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->times, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->column, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
fill (SolWaveFileDialog *self)
{
  g_autoptr (GtkStringList) columns = gtk_string_list_new (NULL), times = gtk_string_list_new (NULL);
  guint n = sol_wave_file_get_n_columns (self->file);

  gtk_string_list_append (times, _("None: at a rate of your choice"));
  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (columns, sol_wave_file_get_column (self->file, i));
      gtk_string_list_append (times, sol_wave_file_get_column (self->file, i));
    }
  if (sol_wave_file_is_recording (self->file))
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->column), _("Topic and Field"));
  adw_combo_row_set_model (self->column, G_LIST_MODEL (columns));
  adw_combo_row_set_selected (self->column, sol_wave_file_get_wave_column (self->file));
  adw_combo_row_set_model (self->times, G_LIST_MODEL (times));
  adw_combo_row_set_selected (self->times, (guint) (sol_wave_file_get_time_column (self->file) + 1));
  gtk_widget_set_visible (GTK_WIDGET (self->times), !sol_wave_file_has_rate (self->file));
}

GtkWidget *
sol_wave_file_dialog_new (SolWaveFile *file)
{
  g_autofree char *name = g_filename_display_basename (sol_wave_file_get_path (file));
  SolWaveFileDialog *self = g_object_new (SOL_TYPE_WAVE_FILE_DIALOG, "title", name, NULL);

  self->file = file;
  fill (self);
  changed_cb (self);
  return GTK_WIDGET (self);
}

/* Returns: (transfer full) (nullable): what a person should know */
static char *
make_note (SolWaveFileDialog *self)
{
  guint64 n = self->facts.n_skipped;

  if (self->facts.is_uneven)
    return g_strdup (_("The times of the file are uneven: it is played at their mean rate"));
  if (self->facts.n_gaps > 0)
    return g_strdup (_("Gaps in the recording were left out"));
  if (n == 0)
    return NULL;
  if (sol_wave_file_is_recording (self->file))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " value that is no number was left out",
                                         "%" PRIu64 " values that are no numbers were left out", n), n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " row without a number was left out",
                                       "%" PRIu64 " rows without a number were left out", n), n);
}

char *
sol_wave_file_dialog_apply (SolWaveFileDialog    *self,
                            SolGeneratorSettings *settings)
{
  double rate_hz = self->facts.rate_hz > 0.0 ? self->facts.rate_hz : sol_number_row_get_value (self->rate);

  sol_wave_facts_apply (&self->facts, self->table, rate_hz, settings);
  return make_note (self);
}
