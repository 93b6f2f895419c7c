/* sol-input-row.c: chooses a channel of the scope by the name that analyses know it by
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-input-row.h"

#include "sol-analysis-item.h"

struct _SolInputRow
{
  AdwComboRow parent_instance;

  /* Owned */
  GPtrArray  *inputs;   /* char *: in the order of the names shown */
  GListModel *traces;
};

G_DEFINE_FINAL_TYPE (SolInputRow, sol_input_row, ADW_TYPE_COMBO_ROW)

static void
sol_input_row_finalize (GObject *object)
{
  SolInputRow *self = SOL_INPUT_ROW (object);

  g_ptr_array_unref (self->inputs);
  g_clear_object (&self->traces);
  G_OBJECT_CLASS (sol_input_row_parent_class)->finalize (object);
}

static void
sol_input_row_class_init (SolInputRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_input_row_finalize;
}

static void
sol_input_row_init (SolInputRow *self)
{
  self->inputs = g_ptr_array_new_with_free_func (g_free);
}

static void
add (SolInputRow   *self,
     GtkStringList *names,
     const char    *input,
     const char    *shown)
{
  g_ptr_array_add (self->inputs, g_strdup (input));
  gtk_string_list_append (names, shown);
}

void
sol_input_row_fill (SolInputRow *self,
                    GListModel  *traces,
                    const char  *own)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_return_if_fail (self->traces == NULL);

  self->traces = g_object_ref (traces);
  if (own != NULL)
    add (self, names, own, own);
  for (guint i = 0; i < g_list_model_get_n_items (traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);
      SolChannel *channel = sol_scope_trace_get_channel (trace);
      g_autofree char *label = sol_scope_trace_dup_label (trace);
      g_autofree char *shown = g_strdup_printf ("%s  %s", label, sol_channel_get_name (channel));

      if (g_strcmp0 (own, sol_analysis_get_input_name (channel)) != 0)
        add (self, names, sol_analysis_get_input_name (channel), shown);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
}

const char *
sol_input_row_get_input (SolInputRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  return selected < self->inputs->len ? self->inputs->pdata[selected] : NULL;
}

SolScopeTrace *
sol_input_row_get_trace (SolInputRow *self)
{
  const char *input = sol_input_row_get_input (self);

  for (guint i = 0; input != NULL && i < g_list_model_get_n_items (self->traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (self->traces, i);

      if (g_str_equal (sol_analysis_get_input_name (sol_scope_trace_get_channel (trace)), input))
        return trace; /* the list holds it */
    }
  return NULL;
}
