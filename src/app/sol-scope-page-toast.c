/* sol-scope-page-toast.c: what the page says in passing, above the line of figures
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

#include "sol-window.h"

static void
add_toast (SolScopePage *self,
           AdwToast     *toast)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (SOL_IS_WINDOW (root))
    sol_window_add_toast (SOL_WINDOW (root), toast);
  else if (sol_scope_page_get_toasts (self) != NULL)
    adw_toast_overlay_add_toast (sol_scope_page_get_toasts (self), toast);
  else
    g_object_unref (toast);
}

static AdwToast *
make_toast (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  return adw_toast_new (markup);
}

void
sol_scope_page_toast (SolScopePage *self,
                      const char   *text)
{
  add_toast (self, make_toast (text));
}

void
sol_scope_page_toast_with (SolScopePage *self,
                           const char   *text,
                           const char   *label,
                           const char   *action,
                           GVariant     *target)
{
  AdwToast *toast = make_toast (text);

  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, target);
  /* What can be undone does not wait behind what was said before */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  add_toast (self, toast);
}

AdwToastOverlay *
sol_scope_page_get_toasts (SolScopePage *self)
{
  g_return_val_if_fail (SOL_IS_SCOPE_PAGE (self), NULL);
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "scope") == 0 ? self->toasts : NULL;
}
