/* sol-banner.c: a strip over the page for a state that goes on, with ways out
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-banner.h"

struct _SolBanner
{
  AdwBin parent_instance;

  /* Owned */
  SolProblem *problem;

  /* Template */
  GtkRevealer *revealer;
  GtkWidget   *strip;
  GtkLabel    *label;
  GtkButton   *first;
  GtkButton   *second;
  GtkButton   *dismiss;
};

G_DEFINE_FINAL_TYPE (SolBanner, sol_banner, ADW_TYPE_BIN)

static void
dismiss_clicked_cb (SolBanner *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
sol_banner_dispose (GObject *object)
{
  SolBanner *self = SOL_BANNER (object);

  g_clear_pointer (&self->problem, sol_problem_free);
  /* First, or GTK unparents the template's top behind the bin's back */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_BANNER);
  G_OBJECT_CLASS (sol_banner_parent_class)->dispose (object);
}

static void
sol_banner_class_init (SolBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_banner_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/banner.ui");
  gtk_widget_class_bind_template_child (widget_class, SolBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, SolBanner, strip);
  gtk_widget_class_bind_template_child (widget_class, SolBanner, label);
  gtk_widget_class_bind_template_child (widget_class, SolBanner, first);
  gtk_widget_class_bind_template_child (widget_class, SolBanner, second);
  gtk_widget_class_bind_template_child (widget_class, SolBanner, dismiss);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_clicked_cb);
}

static void
sol_banner_init (SolBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SolBanner *
sol_banner_new (void)
{
  return g_object_new (SOL_TYPE_BANNER, NULL);
}

/* Target before name: GTK warns of a name whose target is not there yet */
static void
set_action (GtkActionable *button,
            const char    *detailed_action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_action_parse_detailed_name (detailed_action, &name, &target, NULL);
  gtk_actionable_set_action_name (button, NULL);
  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
}

static void
set_button (GtkButton              *button,
            const SolProblemAction *action)
{
  gtk_widget_set_visible (GTK_WIDGET (button), action->label != NULL);
  if (action->label == NULL)
    return;
  gtk_button_set_label (button, action->label);
  set_action (GTK_ACTIONABLE (button), action->action);
}

static void
sol_banner_fill (SolBanner *self)
{
  const SolProblem *problem = self->problem;

  gtk_label_set_label (self->label, problem->text);
  set_button (self->first, &problem->actions[0]);
  set_button (self->second, &problem->actions[1]);
  if (problem->is_info)
    gtk_widget_remove_css_class (self->strip, "warning");
  else
    gtk_widget_add_css_class (self->strip, "warning");
}

void
sol_banner_set_problem (SolBanner  *self,
                        SolProblem *problem)
{
  g_autoptr (SolProblem) before = NULL;

  g_return_if_fail (SOL_IS_BANNER (self));
  before = g_steal_pointer (&self->problem);
  self->problem = problem;
  if (problem == NULL)
    {
      gtk_revealer_set_reveal_child (self->revealer, FALSE);
      return;
    }

  sol_banner_fill (self);
  if (before == NULL || g_strcmp0 (before->text, problem->text) != 0)
    gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

const char *
sol_banner_get_text (SolBanner *self)
{
  g_return_val_if_fail (SOL_IS_BANNER (self), NULL);
  return gtk_revealer_get_reveal_child (self->revealer) ? self->problem->text : NULL;
}
