/* sol-alarm-dialog.c: asks for what a channel is watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-dialog.h"

#include <glib/gi18n.h>

#include "sol-analysis-dialog.h"
#include "sol-input-row.h"
#include "sol-mask-form.h"

#define SOL_TYPE_ALARM_DIALOG (sol_alarm_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SolAlarmDialog, sol_alarm_dialog, SOL, ALARM_DIALOG, SolAnalysisDialog)

struct _SolAlarmDialog
{
  SolAnalysisDialog parent_instance;

  /* Owned */
  SolScopeView  *view;
  SolAlarmItem  *item;     /* nullable: the one that is changed */

  /* Template */
  SolInputRow   *channel;
  AdwComboRow   *kind;
  GtkSpinButton *level;
  GtkSpinButton *upper;
  GtkSpinButton *hysteresis;
  GtkSpinButton *duration;
  GtkSpinButton *keep;
  GtkWidget     *level_row;
  GtkWidget     *upper_row;
  GtkWidget     *hysteresis_row;
  GtkWidget     *duration_row;
  SolMaskForm   *mask;
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

/* What its kind does not know is not asked for */
static void
show_rows (SolAlarmDialog *self,
           SolAlarmKind    kind)
{
  gboolean has_level = kind != SOL_ALARM_ABSENCE && kind != SOL_ALARM_MASK;

  gtk_widget_set_visible (self->level_row, has_level);
  gtk_widget_set_visible (self->upper_row, kind == SOL_ALARM_OUTSIDE || kind == SOL_ALARM_INSIDE);
  gtk_widget_set_visible (self->hysteresis_row, has_level);
  gtk_widget_set_visible (self->duration_row, kind != SOL_ALARM_MASK);
  gtk_widget_set_visible (GTK_WIDGET (self->mask), kind == SOL_ALARM_MASK);
}

static gboolean
sol_alarm_dialog_check (SolAnalysisDialog  *dialog,
                        GError            **error)
{
  SolAlarmDialog *self = SOL_ALARM_DIALOG (dialog);
  const char *input = sol_input_row_get_input (self->channel);
  SolAlarmSettings settings;

  read_settings (self, &settings);
  show_rows (self, settings.kind);
  if (input == NULL)
    return FALSE;
  if (settings.kind == SOL_ALARM_MASK)
    return sol_mask_form_get_rule (self->mask, error) != NULL;
  return sol_alarm_check (&settings, error);
}

static void
channel_cb (SolAlarmDialog *self)
{
  if (self->view != NULL && sol_input_row_get_input (self->channel) != NULL)
    sol_mask_form_set_trace (self->mask, sol_input_row_get_trace (self->channel));
  sol_analysis_dialog_check (SOL_ANALYSIS_DIALOG (self));
}

/* A mask that stays keeps its trigger's channel; another one takes that of the scope */
static const char *
get_source (SolAlarmDialog *self,
            SolMaskRule    *rule)
{
  SolScopeTrace *source = sol_scope_view_get_source (self->view);
  const char *own = NULL;

  if (self->item != NULL && sol_alarm_item_get_mask (self->item) == rule)
    own = sol_analysis_item_get_inputs (SOL_ANALYSIS_ITEM (self->item))[1];
  else if (source != NULL)
    own = sol_analysis_get_input_name (sol_scope_trace_get_channel (source));
  return own != NULL ? own : sol_input_row_get_input (self->channel);
}

static SolAlarmItem *
make_item (SolAlarmDialog  *self,
           GError         **error)
{
  double keep_s = gtk_spin_button_get_value (self->keep);
  SolAlarmSettings settings;
  SolMaskRule *rule;

  read_settings (self, &settings);
  if (settings.kind != SOL_ALARM_MASK)
    return sol_alarm_item_new (sol_input_row_get_input (self->channel), &settings, keep_s);
  rule = sol_mask_form_get_rule (self->mask, error);
  if (rule == NULL)
    return NULL;
  return sol_alarm_item_new_mask (sol_input_row_get_input (self->channel), get_source (self, rule), rule, keep_s);
}

static gboolean
sol_alarm_dialog_save (SolAnalysisDialog  *dialog,
                       SolAnalysisList    *list,
                       guint               position,
                       GError            **error)
{
  g_autoptr (SolAlarmItem) item = make_item (SOL_ALARM_DIALOG (dialog), error);

  return item != NULL && sol_alarm_list_put (SOL_ALARM_LIST (list), position, item, error);
}

static void
sol_alarm_dialog_dispose (GObject *object)
{
  SolAlarmDialog *self = SOL_ALARM_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_ALARM_DIALOG);
  g_clear_object (&self->view);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (sol_alarm_dialog_parent_class)->dispose (object);
}

static void
sol_alarm_dialog_class_init (SolAlarmDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_alarm_dialog_dispose;
  SOL_ANALYSIS_DIALOG_CLASS (klass)->check = sol_alarm_dialog_check;
  SOL_ANALYSIS_DIALOG_CLASS (klass)->save = sol_alarm_dialog_save;
  g_type_ensure (SOL_TYPE_INPUT_ROW);
  g_type_ensure (SOL_TYPE_MASK_FORM);
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
  gtk_widget_class_bind_template_child (widget_class, SolAlarmDialog, duration_row);
  gtk_widget_class_bind_template_child (widget_class, SolAlarmDialog, mask);
  gtk_widget_class_bind_template_callback (widget_class, channel_cb);
  gtk_widget_class_bind_template_callback (widget_class, sol_analysis_dialog_check);
}

static void
sol_alarm_dialog_init (SolAlarmDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
  if (sol_alarm_item_get_mask (item) != NULL)
    sol_mask_form_set_rule (self->mask, sol_alarm_item_get_mask (item));
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
  self->view = g_object_ref (view);
  self->item = item != NULL ? g_object_ref (SOL_ALARM_ITEM (item)) : NULL;
  sol_mask_form_set_view (self->mask, view);
  sol_input_row_fill (self->channel, sol_scope_view_get_traces (view),
                      self->item != NULL ? sol_alarm_item_get_input (self->item) : NULL);
  if (self->item != NULL)
    show_item (self, self->item);
  channel_cb (self);
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
