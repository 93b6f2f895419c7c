/* sol-export-dialog-choice.c: what the dialog's rows say
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-dialog-private.h"

#include <glib/gi18n.h>

#include "sol-format.h"

const SolExportKind *
sol_export_dialog_get_kind (SolExportDialog *self)
{
  return sol_export_kind_get (MIN (adw_combo_row_get_selected (self->kind), SOL_EXPORT_N_KINDS - 1));
}

SolExportSubject
sol_export_dialog_get_subject (SolExportDialog *self)
{
  /* The first is the picture over time, beside which there is one other at most */
  if (!sol_export_dialog_get_kind (self)->is_picture || adw_combo_row_get_selected (self->subject) != 1)
    return SOL_EXPORT_OF_TIME;
  return g_str_equal (sol_scope_modes_get_mode (self->modes), "xy") ? SOL_EXPORT_OF_XY : SOL_EXPORT_OF_SPECTRUM;
}

static void
get_cursors (SolExportDialog *self,
             gint64          *begin_ns,
             gint64          *end_ns)
{
  const SolScopeCursors *cursors = sol_scope_view_get_cursors (self->view);
  gint64 zero_ns = sol_scope_view_get_window (self->view)->zero_ns;

  *begin_ns = zero_ns + MIN (cursors->times_ns[0], cursors->times_ns[1]);
  *end_ns = MAX (zero_ns + MAX (cursors->times_ns[0], cursors->times_ns[1]), *begin_ns + 1);
}

void
sol_export_dialog_get_stretch (SolExportDialog *self,
                               gint64          *begin_ns,
                               gint64          *end_ns)
{
  *begin_ns = *end_ns = 0;
  switch ((SolExportStretch) adw_combo_row_get_selected (self->stretch))
    {
    case SOL_EXPORT_SHOWN:
      sol_scope_view_get_stretch (self->view, begin_ns, end_ns);
      break;
    case SOL_EXPORT_BETWEEN:
      get_cursors (self, begin_ns, end_ns);
      break;
    case SOL_EXPORT_ALL:
    default:
      break;
    }
}

GPtrArray *
sol_export_dialog_dup_channels (SolExportDialog *self)
{
  GPtrArray *channels = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->offered->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_ptr_array_add (channels, g_object_ref (self->offered->pdata[i]));
  return channels;
}

static void
add_channel (SolExportDialog *self,
             SolScopeTrace   *trace)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  SolChannel *channel = sol_scope_trace_get_channel (trace);
  g_autofree char *label = sol_scope_trace_dup_label (trace);
  g_autofree char *title = g_strdup_printf ("%s  %s", label, sol_channel_get_name (channel));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), sol_scope_trace_get_visible (trace));
  g_signal_connect_object (check, "toggled", G_CALLBACK (sol_export_dialog_update), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (self->channels, row);
  g_ptr_array_add (self->checks, check);
  g_ptr_array_add (self->offered, g_object_ref (channel));
}

void
sol_export_dialog_add_channels (SolExportDialog *self)
{
  GListModel *traces = sol_scope_view_get_traces (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);

      add_channel (self, trace);
    }
}

static guint64
count_samples (SolExportDialog *self,
               GPtrArray       *channels)
{
  gint64 begin_ns, end_ns;
  guint64 n = 0;

  sol_export_dialog_get_stretch (self, &begin_ns, &end_ns);
  for (guint i = 0; i < channels->len; i++)
    n += sol_channel_count_samples (channels->pdata[i], begin_ns, end_ns != 0 ? end_ns : G_MAXINT64);
  return n;
}

static gboolean
has_choice (SolExportDialog *self)
{
  GListModel *subjects = adw_combo_row_get_model (self->subject);

  return subjects != NULL && g_list_model_get_n_items (subjects) > 1;
}

void
sol_export_dialog_update (SolExportDialog *self)
{
  const SolExportKind *kind = sol_export_dialog_get_kind (self);
  g_autoptr (GPtrArray) channels = sol_export_dialog_dup_channels (self);
  guint64 n = count_samples (self, channels);
  g_autofree char *count = sol_format_count (n);
  g_autofree char *summary = g_strdup_printf (ngettext ("%s sample", "%s samples", (gulong) n), count);

  gtk_widget_set_visible (GTK_WIDGET (self->subject), kind->is_picture && has_choice (self));
  gtk_widget_set_visible (GTK_WIDGET (self->stretch), sol_export_dialog_get_subject (self) == SOL_EXPORT_OF_TIME);
  gtk_widget_set_visible (self->width_row, kind->is_picture);
  gtk_widget_set_visible (self->height_row, kind->is_picture);
  gtk_widget_set_visible (self->dark_row, kind->is_picture);
  gtk_widget_set_visible (self->channels_group, !kind->is_picture);
  gtk_widget_set_visible (self->rate_row, !kind->is_picture && sol_export_format_is_even (kind->samples));
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_label_set_label (self->summary, n > 0 ? summary : _("There are no samples in that stretch."));
  gtk_widget_set_visible (GTK_WIDGET (self->summary), !kind->is_picture);
  gtk_widget_set_sensitive (self->save, kind->is_picture || n > 0);
}
