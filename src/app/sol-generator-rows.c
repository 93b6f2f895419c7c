/* sol-generator-rows.c: the generator's rows that its table of fields describes, and its file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-page-private.h"

#include <glib/gi18n.h>

#include "sol-window.h"

/* Those that stand in the template */
static gboolean
is_in_template (const SolGeneratorField *field)
{
  static const char * const nicks[] = {
    "frequency", "amplitude", "offset", "noise", "duty", "rate", "points", NULL,
  };

  return g_strv_contains (nicks, field->nick);
}

static AdwExpanderRow *
get_expander (SolGeneratorPage *self,
              SolFieldGroup     group)
{
  switch (group)
    {
    case SOL_FIELD_MODULATION:
      return self->modulation;
    case SOL_FIELD_IMPAIRMENT:
      return self->impairments;
    case SOL_FIELD_WAVE:
    case SOL_FIELD_MESSAGE:
    default:
      return self->more;
    }
}

static GtkWidget *
make_row (SolGeneratorPage        *self,
          const SolGeneratorField *field,
          GtkSpinButton          **spin)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *number = gtk_spin_button_new_with_range (field->least, field->most, field->step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (number), field->places);
  gtk_editable_set_width_chars (GTK_EDITABLE (number), 10);
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  g_signal_connect_object (number, "value-changed", G_CALLBACK (sol_generator_page_form_changed), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(field->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), number);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_PROPERTY_LABEL, _(field->title), -1);
  *spin = GTK_SPIN_BUTTON (number);
  return row;
}

void
sol_generator_page_add_rows (SolGeneratorPage *self)
{
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);

  self->fields = g_new0 (GtkSpinButton *, n);
  for (guint i = 0; i < n; i++)
    if (!is_in_template (&fields[i]))
      adw_expander_row_add_row (get_expander (self, fields[i].group),
                                make_row (self, &fields[i], &self->fields[i]));
}

void
sol_generator_page_read_rows (SolGeneratorPage     *self,
                              SolGeneratorSettings *settings)
{
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);

  for (guint i = 0; i < n; i++)
    if (self->fields[i] != NULL)
      sol_generator_field_set (&fields[i], settings, gtk_spin_button_get_value (self->fields[i]));
  settings->sweep = (SolSweep) MIN (adw_combo_row_get_selected (self->sweep), SOL_N_SWEEPS - 1);
  settings->table = self->table;
}

void
sol_generator_page_fill_rows (SolGeneratorPage           *self,
                              const SolGeneratorSettings *settings)
{
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);

  for (guint i = 0; i < n; i++)
    if (self->fields[i] != NULL)
      gtk_spin_button_set_value (self->fields[i], sol_generator_field_get (&fields[i], settings));
  adw_combo_row_set_selected (self->sweep, settings->sweep);
  if (settings->table != NULL)
    sol_generator_page_take_table (self, sol_shape_table_ref (settings->table));
}

void
sol_generator_page_take_table (SolGeneratorPage *self,
                               SolShapeTable    *table)
{
  g_clear_pointer (&self->table, sol_shape_table_unref);
  self->table = table;
}

static void
toast (SolGeneratorPage *self,
       const char       *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (SOL_IS_WINDOW (root))
    sol_window_toast (SOL_WINDOW (root), text);
}

gboolean
sol_generator_page_load_table (SolGeneratorPage  *self,
                               GBytes            *octets,
                               GError           **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (octets, &length);
  SolShapeTable *table = sol_shape_table_new_from_octets (data, length, error);
  SolGeneratorSettings settings;

  if (table == NULL)
    return FALSE;
  sol_generator_page_take_table (self, table);
  sol_generator_page_read_form (self, &settings);
  settings.shape = SOL_SHAPE_TABLE;
  sol_generator_page_set_settings (self, &settings);
  return TRUE;
}

static void
loaded_cb (GObject      *file,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SolGeneratorPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) octets = g_file_load_bytes_finish (G_FILE (file), result, NULL, &error);

  if (octets == NULL || !sol_generator_page_load_table (self, octets, &error))
    toast (self, error->message);
}

static void
chosen_cb (SolGeneratorPage *self,
           int               response,
           GtkFileChooser   *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (chooser) : NULL;

  if (file != NULL)
    g_file_load_bytes_async (file, NULL, loaded_cb, g_object_ref (self));
  g_object_unref (chooser);
}

void
sol_generator_page_open_table (SolGeneratorPage *self)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (_("Wave from a File"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("CSV and WAV"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "txt");
  gtk_file_filter_add_suffix (filter, "wav");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
