/* sol-scope-page-toolbar.c: the row above the screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

#include <glib/gi18n.h>

#include "sol-scope-describe.h"
#include "sol-scope-layouts.h"
#include "sol-scope-trigger.h"

static void
update_status (SolScopePage *self)
{
  static const char *const classes[] = { "warning", "dim-label", "success", "error" };
  SolScopeStatus status = sol_scope_view_get_status (self->view);

  gtk_label_set_label (self->status, sol_scope_status_get_name (status));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), classes[status]);
}

static void
update_running (SolScopePage *self)
{
  gboolean is_running = sol_scope_view_get_running (self->view);

  adw_button_content_set_icon_name (self->run_content, is_running ? "media-playback-pause-symbolic"
                                                                  : "media-playback-start-symbolic");
  adw_button_content_set_label (self->run_content, is_running ? _("Stop") : _("Run"));
  sol_scope_page_update_actions (self);
}

static void
update_time_base (SolScopePage *self)
{
  g_autofree char *text = sol_scope_format_time_base (sol_scope_view_get_time_base (self->view));

  gtk_label_set_label (self->time_base_label, text);
  sol_scope_page_update_actions (self);
}

void
sol_scope_page_update_trigger (SolScopePage *self)
{
  g_autofree char *text = sol_scope_trigger_to_text (self->view);

  gtk_label_set_label (self->trigger_label, text);
  sol_scope_readout_update (self->readout, self->view);
  sol_scope_page_update_actions (self);
}

static GMenuModel *
make_time_base_menu (void)
{
  GMenu *menu = g_menu_new ();
  gint64 per_div_ns = SOL_SCOPE_TIME_BASE_MIN_NS, before_ns = 0;

  for (; per_div_ns != before_ns; per_div_ns = sol_scope_time_base_step (per_div_ns, 1))
    {
      g_autofree char *label = sol_scope_format_time_base (per_div_ns);
      g_autofree char *action = g_strdup_printf ("scope.time-base(int64 %" G_GINT64_FORMAT ")", per_div_ns);

      g_menu_append (menu, label, action);
      before_ns = per_div_ns;
    }
  return G_MENU_MODEL (menu);
}

void
sol_scope_page_set_up_toolbar (SolScopePage *self)
{
  g_autoptr (GMenuModel) menu = make_time_base_menu ();

  gtk_menu_button_set_menu_model (self->time_base, menu);
  gtk_menu_button_set_popover (self->trigger, sol_scope_trigger_new (self->view));
  g_signal_connect_object (self->view, "notify::status", G_CALLBACK (update_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::running", G_CALLBACK (update_running), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::time-base", G_CALLBACK (update_time_base), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "changed", G_CALLBACK (sol_scope_page_update_trigger), self, G_CONNECT_SWAPPED);
  update_status (self);
  update_running (self);
  update_time_base (self);
  sol_scope_page_update_trigger (self);
}

void
sol_scope_page_set_up_layouts (SolScopePage *self)
{
  gtk_menu_button_set_popover (self->layouts, sol_scope_layouts_new (sol_engine_get_layouts (self->engine),
                                                                     G_ACTION_GROUP (self->actions)));
}
