/* sol-generator-form.c: everything that a source of the generator is told, as rows
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-form-private.h"

#include "sol-generator-fields.h"
#include "sol-problem-mark.h"

G_DEFINE_FINAL_TYPE (SolGeneratorForm, sol_generator_form, ADW_TYPE_BIN)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_text (AdwEntryRow *row,
          const char  *text)
{
  if (g_strcmp0 (get_text (row), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

SolWaveConfig *
sol_generator_form_dup_config (SolGeneratorForm *self)
{
  g_auto (SolGeneratorSettings) settings = { 0 };
  SolWaveConfig *config;

  sol_generator_settings_init (&settings);
  sol_generator_form_read_rows (self, &settings);
  if (!sol_harmonics_parse (get_text (self->harmonics), &settings, NULL))
    sol_harmonics_parse (self->good_harmonics, &settings, NULL);
  settings.table = sol_generator_table_ref_table (self->table);
  config = sol_wave_config_new (get_text (self->name), get_text (self->topic), &settings);
  config->qos = (guint8) MIN (adw_combo_row_get_selected (self->qos), 2);
  config->retain = gtk_switch_get_active (self->retain);
  return config;
}

static void
tell (GtkLabel     *label,
      gpointer      field,
      const GError *error)
{
  sol_problem_tell (label, GTK_WIDGET (field), error != NULL ? error->message : NULL);
}

/* Harmonics that are none leave those before in force, but are told of */
static void
check_harmonics (SolGeneratorForm *self)
{
  SolGeneratorSettings scratch;
  g_autoptr (GError) error = NULL;

  if (sol_harmonics_parse (get_text (self->harmonics), &scratch, &error))
    {
      g_free (self->good_harmonics);
      self->good_harmonics = g_strdup (get_text (self->harmonics));
    }
  tell (self->harmonics_problem, self->harmonics, error);
}

static void
check_texts (SolGeneratorForm    *self,
             const SolWaveConfig *config)
{
  g_autoptr (GError) name = NULL, topic = NULL, table = NULL;

  sol_wave_config_check_name (config->name, &name);
  tell (self->name_problem, self->name, name);
  sol_wave_config_check_topic (config->topic, &topic);
  tell (self->topic_problem, self->topic, topic);
  check_harmonics (self);
  sol_generator_check_table (&config->settings, &table);
  sol_generator_table_set_problem (self->table, table != NULL ? table->message : NULL);
}

static void
check (SolGeneratorForm *self)
{
  g_autoptr (SolWaveConfig) config = sol_generator_form_dup_config (self);

  check_texts (self, config);
  sol_generator_form_check_rows (self, &config->settings);
}

void
sol_generator_form_changed (SolGeneratorForm *self)
{
  if (self->is_filling)
    return;
  check (self);
  g_signal_emit_by_name (self, "changed");
}

static void
topic_applied_cb (SolGeneratorForm *self)
{
  g_signal_emit_by_name (self, "topic-applied");
}

static void
open_file_cb (SolGeneratorForm *self)
{
  g_signal_emit_by_name (self, "open-file");
}

static void
sol_generator_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_GENERATOR_FORM);
  sol_generator_form_free_rows (SOL_GENERATOR_FORM (object));
  g_clear_pointer (&SOL_GENERATOR_FORM (object)->good_harmonics, g_free);
  G_OBJECT_CLASS (sol_generator_form_parent_class)->dispose (object);
}

static void
add_signals (void)
{
  static const char *const names[] = { "changed", "topic-applied", "open-file" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_new (names[i], SOL_TYPE_GENERATOR_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sol_generator_form_class_init (SolGeneratorFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_generator_form_dispose;
  add_signals ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/generator-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorForm, name);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorForm, name_problem);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorForm, wave);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorForm, harmonics);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorForm, harmonics_problem);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorForm, modulation);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorForm, impairments);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorForm, messages);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorForm, topic);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorForm, topic_problem);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorForm, details);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorForm, qos);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorForm, retain);
  gtk_widget_class_bind_template_callback_full (widget_class, "changed_cb", G_CALLBACK (sol_generator_form_changed));
  gtk_widget_class_bind_template_callback (widget_class, topic_applied_cb);
}

static void
add_table (SolGeneratorForm *self)
{
  self->table = g_object_new (SOL_TYPE_GENERATOR_TABLE, NULL);
  self->table_row = adw_preferences_row_new ();
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->table_row), FALSE);
  gtk_widget_set_focusable (self->table_row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->table_row), GTK_WIDGET (self->table));
  g_signal_connect_object (self->table, "changed", G_CALLBACK (sol_generator_form_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "open-file", G_CALLBACK (open_file_cb), self, G_CONNECT_SWAPPED);
}

static void
sol_generator_form_init (SolGeneratorForm *self)
{
  self->is_filling = TRUE;
  self->good_harmonics = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  add_table (self);
  sol_generator_form_add_rows (self);
  self->is_filling = FALSE;
}

void
sol_generator_form_set_config (SolGeneratorForm    *self,
                               const SolWaveConfig *config)
{
  g_autofree char *harmonics = sol_harmonics_format (&config->settings);

  self->is_filling = TRUE;
  set_text (self->name, config->name);
  set_text (self->topic, config->topic);
  g_free (self->good_harmonics);
  self->good_harmonics = g_strdup (harmonics);
  set_text (self->harmonics, harmonics);
  adw_combo_row_set_selected (self->qos, config->qos);
  gtk_switch_set_active (self->retain, config->retain);
  sol_generator_table_set_table (self->table, config->settings.table);
  sol_generator_form_fill_rows (self, &config->settings);
  self->is_filling = FALSE;
  check (self);
}

void
sol_generator_form_rename (SolGeneratorForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}
