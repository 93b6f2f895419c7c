/* sol-alarm-dialog.c: asks for what a channel is watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-dialog.h"

#include <glib/gi18n.h>

#include "sol-analysis-dialog.h"

#define SOL_TYPE_ALARM_DIALOG (sol_alarm_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SolAlarmDialog, sol_alarm_dialog, SOL, ALARM_DIALOG, SolAnalysisDialog)

struct _SolAlarmDialog
{
  SolAnalysisDialog parent_instance;

  /* Owned */
  GPtrArray     *inputs;   /* char *: in the order of the row's names */

  /* Template */
  AdwComboRow   *channel;
  AdwComboRow   *kind;
  GtkSpinButton *level;
  GtkSpinButton *upper;
  GtkSpinButton *hysteresis;
  GtkSpinButton *duration;
  GtkSpinButton *keep;
  GtkWidget     *level_row;
  GtkWidget     *upper_row;
  GtkWidget     *hysteresis_row;
};

G_DEFINE_FINAL_TYPE (SolAlarmDialog, sol_alarm_dialog, SOL_TYPE_ANALYSIS_DIALOG)

/* The template's list is in the order of SolAlarmKind */
static void
read_settings (SolAlarmDialog   *self,
               SolAlarmSettings *settings)
{
  *settings = (SolAlarmSettings) {
    .kind = (SolAlarmKind) adw_combo_row_get_selected (self->kind),
    .level = gtk_spin_button_get_value (self->level),
    .upper_level = gtk_spin_button_get_value (self->upper),
    .hysteresis = gtk_spin_button_get_value (self->hysteresis),
    .duration_s = gtk_spin_button_get_value (self->duration),
  };
}

static gboolean
sol_alarm_dialog_check (SolAnalysisDialog  *dialog,
                        GError            **error)
{
  SolAlarmDialog *self = SOL_ALARM_DIALOG (dialog);
  SolAlarmSettings settings;
  gboolean is_absence;

  read_settings (self, &settings);
  is_absence = settings.kind == SOL_ALARM_ABSENCE;
  gtk_widget_set_visible (self->level_row, !is_absence);
  gtk_widget_set_visible (self->upper_row, settings.kind == SOL_ALARM_OUTSIDE || settings.kind == SOL_ALARM_INSIDE);
  gtk_widget_set_visible (self->hysteresis_row, !is_absence);
  return adw_combo_row_get_selected (self->channel) < self->inputs->len && sol_alarm_check (&settings, error);
}

static gboolean
sol_alarm_dialog_save (SolAnalysisDialog  *dialog,
                       SolAnalysisList    *list,
                       guint               position,
                       GError            **error)
{
  SolAlarmDialog *self = SOL_ALARM_DIALOG (dialog);
  SolAlarmSettings settings;

  read_settings (self, &settings);
  return sol_alarm_list_set (SOL_ALARM_LIST (list), position,
                             self->inputs->pdata[adw_combo_row_get_selected (self->channel)], &settings,
                             gtk_spin_button_get_value (self->keep), error);
}

static void
sol_alarm_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_ALARM_DIALOG);
  G_OBJECT_CLASS (sol_alarm_dialog_parent_class)->dispose (object);
}

static void
sol_alarm_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (SOL_ALARM_DIALOG (object)->inputs);
  G_OBJECT_CLASS (sol_alarm_dialog_parent_class)->finalize (object);
}

static void
sol_alarm_dialog_class_init (SolAlarmDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_alarm_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_alarm_dialog_finalize;
  SOL_ANALYSIS_DIALOG_CLASS (klass)->check = sol_alarm_dialog_check;
  SOL_ANALYSIS_DIALOG_CLASS (klass)->save = sol_alarm_dialog_save;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/alarm-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SolAlarmDialog, channel);
  gtk_widget_class_bind_template_child (widget_class, SolAlarmDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, SolAlarmDialog, level);
  gtk_widget_class_bind_template_child (widget_class, SolAlarmDialog, upper);
  gtk_widget_class_bind_template_child (widget_class, SolAlarmDialog, hysteresis);
  gtk_widget_class_bind_template_child (widget_class, SolAlarmDialog, duration);
  gtk_widget_class_bind_template_child (widget_class, SolAlarmDialog, keep);
  gtk_widget_class_bind_template_child (widget_class, SolAlarmDialog, level_row);
  gtk_widget_class_bind_template_child (widget_class, SolAlarmDialog, upper_row);
  gtk_widget_class_bind_template_child (widget_class, SolAlarmDialog, hysteresis_row);
  gtk_widget_class_bind_template_callback (widget_class, sol_analysis_dialog_check);
}

static void
sol_alarm_dialog_init (SolAlarmDialog *self)
{
  self->inputs = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_input (SolAlarmDialog *self,
           GtkStringList  *names,
           const char     *input,
           const char     *shown)
{
  g_ptr_array_add (self->inputs, g_strdup (input));
  gtk_string_list_append (names, shown);
}

/* The item's own channel goes first: it need not be on the scope any more */
static void
fill_channels (SolAlarmDialog *self,
               GListModel     *traces,
               SolAlarmItem   *item)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (item != NULL)
    add_input (self, names, sol_alarm_item_get_input (item), sol_alarm_item_get_input (item));
  for (guint i = 0; i < g_list_model_get_n_items (traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);
      SolChannel *channel = sol_scope_trace_get_channel (trace);
      g_autofree char *label = sol_scope_trace_dup_label (trace);
      g_autofree char *shown = g_strdup_printf ("%s  %s", label, sol_channel_get_name (channel));

      add_input (self, names, sol_analysis_get_input_name (channel), shown);
    }
  adw_combo_row_set_model (self->channel, G_LIST_MODEL (names));
}

static void
show_item (SolAlarmDialog *self,
           SolAlarmItem   *item)
{
  const SolAlarmSettings *settings = sol_alarm_item_get_settings (item);

  adw_combo_row_set_selected (self->kind, settings->kind);
  gtk_spin_button_set_value (self->level, settings->level);
  gtk_spin_button_set_value (self->upper, settings->upper_level);
  gtk_spin_button_set_value (self->hysteresis, settings->hysteresis);
  gtk_spin_button_set_value (self->duration, settings->duration_s);
  gtk_spin_button_set_value (self->keep, sol_alarm_item_get_keep (item));
}

static GtkWidget *
sol_alarm_dialog_new (GtkWindow       *parent,
                      SolAnalysisList *list,
                      SolScopeView    *view,
                      guint            position)
{
  SolAlarmDialog *self = g_object_new (SOL_TYPE_ALARM_DIALOG, "transient-for", parent, NULL);
  SolAnalysisItem *item = sol_analysis_dialog_set_up (SOL_ANALYSIS_DIALOG (self), list, position);

  gtk_window_set_title (GTK_WINDOW (self), item != NULL ? _("Alarm") : _("Watch a Channel"));
  fill_channels (self, sol_scope_view_get_traces (view), item != NULL ? SOL_ALARM_ITEM (item) : NULL);
  if (item != NULL)
    show_item (self, SOL_ALARM_ITEM (item));
  sol_analysis_dialog_check (SOL_ANALYSIS_DIALOG (self));
  return GTK_WIDGET (self);
}

const SolAnalysisKind *
sol_alarm_dialog_get_kind (void)
{
  static const SolAnalysisKind kind = {
    "alarm",
    N_("Alarms"),
    N_("Watch a Channel"),
    N_("An alarm tells when a channel leaves what you allow, or falls silent, and keeps what was around it."),
    N_("Alarm changed"),
    N_("Alarm removed"),
    sol_alarm_dialog_new,
  };

  return &kind;
}
