/* sol-rule-dialog.c: asks for one access rule
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-rule-dialog.h"

#include <glib/gi18n.h>

struct _SolRuleDialog
{
  AdwWindow parent_instance;

  /* Owned */
  SolEngine *engine;
  GPtrArray *rules;
  guint      revision;
  int        place;        /* -1: behind all */
  gboolean   replaces;     /* the rule that is there, or goes before it */

  /* Template */
  AdwComboRow *who;
  GtkEditable *user;
  AdwComboRow *verdict;
  AdwComboRow *operation;
  GtkEditable *filter;
  GtkWidget   *save;
  GtkLabel    *error;
};

G_DEFINE_FINAL_TYPE (SolRuleDialog, sol_rule_dialog, ADW_TYPE_WINDOW)

/* In the order of the template's lists */
static const SolAclWho whos[] = { SOL_ACL_EVERYBODY, SOL_ACL_USER, SOL_ACL_ANONYMOUS };
static const SolAclOperation operations[] = { SOL_ACL_BOTH, SOL_ACL_PUBLISH, SOL_ACL_SUBSCRIBE };

static SolAclWho
get_who (SolRuleDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->who);

  return selected < G_N_ELEMENTS (whos) ? whos[selected] : SOL_ACL_EVERYBODY;
}

static void
changed_cb (SolRuleDialog *self)
{
  gboolean is_user = get_who (self) == SOL_ACL_USER;

  gtk_widget_set_visible (GTK_WIDGET (self->user), is_user);
  gtk_widget_set_sensitive (self->save, *gtk_editable_get_text (self->filter) != '\0'
                                            && (!is_user || *gtk_editable_get_text (self->user) != '\0'));
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (SolRuleDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sol_engine_put_acl_finish (SOL_ENGINE (object), result, &error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (self->engine == NULL)
    return;
  changed_cb (self);
  gtk_label_set_label (self->error, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
}

static SolAclRule *
make_rule (SolRuleDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->operation);

  return sol_acl_rule_new (get_who (self), gtk_editable_get_text (self->user),
                           selected < G_N_ELEMENTS (operations) ? operations[selected] : SOL_ACL_BOTH,
                           adw_combo_row_get_selected (self->verdict) == 0,
                           gtk_editable_get_text (self->filter));
}

static void
save_clicked_cb (SolRuleDialog *self)
{
  g_autoptr (GPtrArray) rules = NULL;

  if (!gtk_widget_get_sensitive (self->save))
    return;
  gtk_widget_set_sensitive (self->save, FALSE);
  rules = sol_acl_rules_copy (self->rules);
  if (self->replaces)
    g_ptr_array_remove_index (rules, (guint) self->place);
  g_ptr_array_insert (rules, self->place, make_rule (self));
  sol_engine_put_acl_async (self->engine, rules, self->revision, NULL, saved_cb,
                            g_object_ref (self));
}

static void
sol_rule_dialog_dispose (GObject *object)
{
  SolRuleDialog *self = SOL_RULE_DIALOG (object);

  g_clear_object (&self->engine);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_RULE_DIALOG);
  G_OBJECT_CLASS (sol_rule_dialog_parent_class)->dispose (object);
}

static void
sol_rule_dialog_class_init (SolRuleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_rule_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/soliton_mqtt/Soliton/rule-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SolRuleDialog, who);
  gtk_widget_class_bind_template_child (widget_class, SolRuleDialog, user);
  gtk_widget_class_bind_template_child (widget_class, SolRuleDialog, verdict);
  gtk_widget_class_bind_template_child (widget_class, SolRuleDialog, operation);
  gtk_widget_class_bind_template_child (widget_class, SolRuleDialog, filter);
  gtk_widget_class_bind_template_child (widget_class, SolRuleDialog, save);
  gtk_widget_class_bind_template_child (widget_class, SolRuleDialog, error);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sol_rule_dialog_init (SolRuleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_rule (SolRuleDialog    *self,
           const SolAclRule *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (whos); i++)
    if (whos[i] == rule->who)
      adw_combo_row_set_selected (self->who, i);
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (operations[i] == rule->operation)
      adw_combo_row_set_selected (self->operation, i);
  adw_combo_row_set_selected (self->verdict, rule->is_allowed ? 0 : 1);
  gtk_editable_set_text (self->user, rule->user != NULL ? rule->user : "");
  gtk_editable_set_text (self->filter, rule->filter);
}

static SolRuleDialog *
make_dialog (SolEngine        *engine,
             GtkWindow        *parent,
             const SolAclList *acl,
             int               place)
{
  SolRuleDialog *self
      = g_object_new (SOL_TYPE_RULE_DIALOG, "transient-for", parent, "modal", TRUE, NULL);

  self->engine = g_object_ref (engine);
  self->rules = sol_acl_rules_copy (acl->rules);
  self->revision = acl->revision;
  self->place = place;
  return self;
}

GtkWidget *
sol_rule_dialog_new (SolEngine        *engine,
                     GtkWindow        *parent,
                     const SolAclList *acl,
                     int               place)
{
  SolRuleDialog *self = make_dialog (engine, parent, acl, place);

  self->replaces = place >= 0;
  gtk_window_set_title (GTK_WINDOW (self), self->replaces ? _("Edit Rule") : _("Add Rule"));
  if (self->replaces)
    show_rule (self, self->rules->pdata[place]);
  changed_cb (self);
  return GTK_WIDGET (self);
}

GtkWidget *
sol_rule_dialog_new_suggestion (SolEngine        *engine,
                                GtkWindow        *parent,
                                const SolAclList *acl,
                                const SolAclRule *rule,
                                int               place)
{
  SolRuleDialog *self = make_dialog (engine, parent, acl, place);

  gtk_window_set_title (GTK_WINDOW (self), _("Add Rule"));
  show_rule (self, rule);
  changed_cb (self);
  return GTK_WIDGET (self);
}
