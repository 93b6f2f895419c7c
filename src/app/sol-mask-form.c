/* sol-mask-form.c: asks for a mask: from the screen, or from a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mask-form-private.h"

#include <glib/gi18n.h>

#include "sol-plot.h"
#include "sol-scope-mask.h"
#include "sol-signal-error.h"

G_DEFINE_FINAL_TYPE (SolMaskForm, sol_mask_form, ADW_TYPE_BIN)

/* `401 points, −1 ms to 9 ms`. Returns: (transfer full) */
static char *
describe (const SolMaskRule *rule)
{
  g_autofree char *begin = NULL, *end = NULL;

  if (rule == NULL)
    return g_strdup (_("None yet"));
  begin = sol_plot_format_si (rule->points[0].t_s, "s", 3);
  end = sol_plot_format_si (rule->points[rule->n - 1].t_s, "s", 3);
  return g_strdup_printf (_("%u points, %s to %s"), rule->n, begin, end);
}

void
sol_mask_form_take_rule (SolMaskForm *self,
                         SolMaskRule *rule,
                         GError      *problem)
{
  g_autofree char *text = NULL;

  g_clear_error (&self->problem);
  self->problem = problem;
  if (rule != NULL)
    {
      g_clear_pointer (&self->rule, sol_mask_rule_unref);
      self->rule = rule;
    }
  text = describe (self->rule);
  adw_action_row_set_subtitle (self->mask, text);
  gtk_widget_set_sensitive (self->save, self->rule != NULL);
  g_signal_emit_by_name (self, "changed");
}

void
sol_mask_form_take (SolMaskForm *self)
{
  const SolScopeMaskSettings settings = {
    .is_per_message = adw_combo_row_get_selected (self->picture) == 1,
    .time_divs = gtk_spin_button_get_value (self->time_divs),
    .value_divs = gtk_spin_button_get_value (self->value_divs),
  };
  GError *error = NULL;
  SolMaskRule *rule = NULL;

  if (self->trace != NULL)
    rule = sol_scope_mask_take (self->view, self->trace, &settings, &error);
  else
    error = g_error_new_literal (SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS,
                                 _("The channel is not on the scope: add it again"));
  self->is_taken = TRUE;
  sol_mask_form_take_rule (self, rule, error);
}

static void
settings_changed_cb (SolMaskForm *self)
{
  if (self->is_taken)
    sol_mask_form_take (self);
}

/* What was not taken from the screen stays as it is, and is laid over something else */
static void
picture_cb (SolMaskForm *self)
{
  gboolean is_per_message = adw_combo_row_get_selected (self->picture) == 1;
  GError *error = NULL;
  SolMaskRule *rule;

  settings_changed_cb (self);
  if (self->is_taken || self->rule == NULL || self->rule->is_per_message == is_per_message)
    return;
  rule = sol_mask_rule_new (self->rule->points, self->rule->n,
                            is_per_message ? NULL : sol_scope_view_get_trigger (self->view),
                            sol_scope_view_get_holdoff (self->view), &error);
  sol_mask_form_take_rule (self, rule, error);
}

/* Widget */

static void
sol_mask_form_dispose (GObject *object)
{
  SolMaskForm *self = SOL_MASK_FORM (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_MASK_FORM);
  g_clear_object (&self->chooser);
  g_clear_object (&self->view);
  g_clear_object (&self->trace);
  g_clear_pointer (&self->rule, sol_mask_rule_unref);
  g_clear_error (&self->problem);
  G_OBJECT_CLASS (sol_mask_form_parent_class)->dispose (object);
}

static void
sol_mask_form_class_init (SolMaskFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_mask_form_dispose;
  g_signal_new ("changed", SOL_TYPE_MASK_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/mask-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SolMaskForm, picture);
  gtk_widget_class_bind_template_child (widget_class, SolMaskForm, time_divs);
  gtk_widget_class_bind_template_child (widget_class, SolMaskForm, value_divs);
  gtk_widget_class_bind_template_child (widget_class, SolMaskForm, mask);
  gtk_widget_class_bind_template_child (widget_class, SolMaskForm, save);
  gtk_widget_class_bind_template_callback (widget_class, picture_cb);
  gtk_widget_class_bind_template_callback (widget_class, settings_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sol_mask_form_take);
  gtk_widget_class_bind_template_callback (widget_class, sol_mask_form_ask_read);
  gtk_widget_class_bind_template_callback (widget_class, sol_mask_form_ask_save);
}

static void
sol_mask_form_init (SolMaskForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_mask_form_set_view (SolMaskForm  *self,
                        SolScopeView *view)
{
  g_return_if_fail (self->view == NULL);

  self->view = g_object_ref (view);
}

void
sol_mask_form_set_trace (SolMaskForm   *self,
                         SolScopeTrace *trace)
{
  if (g_set_object (&self->trace, trace) && self->is_taken)
    sol_mask_form_take (self);
}

SolMaskRule *
sol_mask_form_get_rule (SolMaskForm  *self,
                        GError      **error)
{
  if (self->problem == NULL && self->rule != NULL)
    return self->rule;
  if (self->problem != NULL)
    g_propagate_error (error, g_error_copy (self->problem));
  else
    g_set_error_literal (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS,
                         _("There is no mask yet: take it from the screen, or read a file"));
  return NULL;
}

void
sol_mask_form_set_rule (SolMaskForm *self,
                        SolMaskRule *rule)
{
  sol_mask_form_take_rule (self, sol_mask_rule_ref (rule), NULL);
  adw_combo_row_set_selected (self->picture, rule->is_per_message);
}
