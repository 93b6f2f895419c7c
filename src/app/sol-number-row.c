/* sol-number-row.c: a row with a number that is shown as exactly as it is
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-number-row.h"

#include <math.h>

#include "sol-problem-mark.h"

#define MOST 1e15
#define WIDTH_CHARS 11

struct _SolNumberRow
{
  AdwActionRow parent_instance;

  GtkSpinButton *spin;
};

G_DEFINE_FINAL_TYPE (SolNumberRow, sol_number_row, ADW_TYPE_ACTION_ROW)

static int
input_cb (GtkSpinButton *spin,
          double        *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  char *end;

  *value = g_strtod (text, &end);
  while (g_ascii_isspace (*end))
    end++;
  return end > text && *end == '\0' && isfinite (*value) ? TRUE : GTK_INPUT_ERROR;
}

static gboolean
output_cb (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%.10g", gtk_spin_button_get_value (spin));

  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (spin))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
value_changed_cb (SolNumberRow *self)
{
  g_signal_emit_by_name (self, "changed");
}

static void
sol_number_row_class_init (SolNumberRowClass *klass)
{
  g_signal_new ("changed", SOL_TYPE_NUMBER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sol_number_row_init (SolNumberRow *self)
{
  self->spin = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (-MOST, MOST, 1.0));
  gtk_spin_button_set_numeric (self->spin, FALSE); /* else points and exponents are not let through */
  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin), WIDTH_CHARS);
  gtk_widget_set_valign (GTK_WIDGET (self->spin), GTK_ALIGN_CENTER);
  g_signal_connect (self->spin, "input", G_CALLBACK (input_cb), NULL);
  g_signal_connect (self->spin, "output", G_CALLBACK (output_cb), NULL);
  g_signal_connect_object (self->spin, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spin));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->spin));
}

GtkWidget *
sol_number_row_new (const char *title,
                    double      step)
{
  SolNumberRow *self = g_object_new (SOL_TYPE_NUMBER_ROW, "title", title, NULL);

  gtk_spin_button_set_increments (self->spin, step, 10.0 * step);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

void
sol_number_row_set_value (SolNumberRow *self,
                          double        value)
{
  gtk_adjustment_set_value (gtk_spin_button_get_adjustment (self->spin), value);
}

double
sol_number_row_get_value (SolNumberRow *self)
{
  return gtk_spin_button_get_value (self->spin);
}

void
sol_number_row_set_problem (SolNumberRow *self,
                            const char   *problem)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), problem != NULL ? problem : "");
  sol_problem_mark (GTK_WIDGET (self), problem);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problem != NULL ? problem : "", -1);
}
