/* sol-generator-rows.c: the rows that the generator's tables of fields and choices describe
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-form-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-generator-fields.h"

static void
add_to_group (SolGeneratorForm *self,
              SolFieldGroup     group,
              GtkWidget        *row)
{
  switch (group)
    {
    case SOL_FIELD_WAVE:
      adw_preferences_group_add (self->wave, row);
      break;
    case SOL_FIELD_MODULATION:
      adw_expander_row_add_row (self->modulation, row);
      break;
    case SOL_FIELD_IMPAIRMENT:
      adw_expander_row_add_row (self->impairments, row);
      break;
    case SOL_FIELD_MESSAGE:
      adw_preferences_group_add (self->messages, row);
      break;
    case SOL_FIELD_DETAIL:
    default:
      adw_expander_row_add_row (self->details, row);
      break;
    }
}

static void
add_choice (SolGeneratorForm         *self,
            const SolGeneratorChoice *choice,
            SolGeneratorChoiceRow    *made)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  made->row = ADW_COMBO_ROW (row);
  made->values = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < choice->n_values; i++)
    if (choice->is_offered (i))
      {
        gtk_string_list_append (words, choice->get_title (i));
        g_array_append_val (made->values, i);
      }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(choice->title));
  adw_combo_row_set_model (made->row, G_LIST_MODEL (words));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (sol_generator_form_changed), self, G_CONNECT_SWAPPED);
  add_to_group (self, choice->group, row);
}

static SolNumberRow *
add_number (SolGeneratorForm        *self,
            const SolGeneratorField *field)
{
  GtkWidget *row = sol_number_row_new (_(field->title), field->step);

  g_signal_connect_object (row, "changed", G_CALLBACK (sol_generator_form_changed), self, G_CONNECT_SWAPPED);
  add_to_group (self, field->group, row);
  return SOL_NUMBER_ROW (row);
}

void
sol_generator_form_add_rows (SolGeneratorForm *self)
{
  guint n;
  const SolGeneratorChoice *choices = sol_generator_get_choices (&n);
  const SolGeneratorField *fields;

  self->n_choices = n;
  self->choices = g_new0 (SolGeneratorChoiceRow, n);
  for (guint i = 0; i < n; i++)
    {
      add_choice (self, &choices[i], &self->choices[i]);
      if (strcmp (choices[i].nick, "shape") == 0)
        adw_preferences_group_add (self->wave, self->table_row);
    }
  fields = sol_generator_get_fields (&n);
  self->numbers = g_new0 (SolNumberRow *, n);
  for (guint i = 0; i < n; i++)
    self->numbers[i] = add_number (self, &fields[i]);
}

void
sol_generator_form_free_rows (SolGeneratorForm *self)
{
  for (guint i = 0; i < self->n_choices; i++)
    g_array_unref (self->choices[i].values);
  self->n_choices = 0;
  g_clear_pointer (&self->choices, g_free);
  g_clear_pointer (&self->numbers, g_free);
}

static void
select_value (SolGeneratorChoiceRow *row,
              guint                  value)
{
  for (guint i = 0; i < row->values->len; i++)
    if (g_array_index (row->values, guint, i) == value)
      adw_combo_row_set_selected (row->row, i);
}

void
sol_generator_form_fill_rows (SolGeneratorForm           *self,
                              const SolGeneratorSettings *settings)
{
  guint n;
  const SolGeneratorChoice *choices = sol_generator_get_choices (&n);
  const SolGeneratorField *fields;

  for (guint i = 0; i < n; i++)
    select_value (&self->choices[i], sol_generator_choice_get (&choices[i], settings));
  fields = sol_generator_get_fields (&n);
  for (guint i = 0; i < n; i++)
    sol_number_row_set_value (self->numbers[i], sol_generator_field_get (&fields[i], settings));
}

void
sol_generator_form_read_rows (SolGeneratorForm     *self,
                              SolGeneratorSettings *settings)
{
  guint n;
  const SolGeneratorChoice *choices = sol_generator_get_choices (&n);
  const SolGeneratorField *fields;

  for (guint i = 0; i < n; i++)
    {
      guint selected = adw_combo_row_get_selected (self->choices[i].row);

      if (selected < self->choices[i].values->len)
        sol_generator_choice_set (&choices[i], settings, g_array_index (self->choices[i].values, guint, selected));
    }
  fields = sol_generator_get_fields (&n);
  for (guint i = 0; i < n; i++)
    sol_generator_field_set (&fields[i], settings, sol_number_row_get_value (self->numbers[i]));
}

/* The pace belongs to two fields: it is told at the one that can be changed without changing the wave */
static void
check_number (SolGeneratorForm           *self,
              const SolGeneratorField    *field,
              SolNumberRow               *row,
              const SolGeneratorSettings *settings)
{
  g_autoptr (GError) error = NULL;

  if (sol_generator_field_check (field, sol_number_row_get_value (row), &error) && strcmp (field->nick, "points") == 0)
    sol_generator_check_pace (settings, &error);
  sol_number_row_set_problem (row, error != NULL ? error->message : NULL);
  gtk_widget_set_visible (GTK_WIDGET (row), sol_generator_field_matters (field, settings));
}

void
sol_generator_form_check_rows (SolGeneratorForm           *self,
                               const SolGeneratorSettings *settings)
{
  gboolean is_table = settings->shape == SOL_SHAPE_TABLE;
  guint n;
  const SolGeneratorChoice *choices = sol_generator_get_choices (&n);
  const SolGeneratorField *fields;

  for (guint i = 0; i < n; i++)
    if (strcmp (choices[i].nick, "interpolation") == 0)
      gtk_widget_set_visible (GTK_WIDGET (self->choices[i].row), is_table);
  gtk_widget_set_visible (self->table_row, is_table);
  fields = sol_generator_get_fields (&n);
  for (guint i = 0; i < n; i++)
    check_number (self, &fields[i], self->numbers[i], settings);
}
