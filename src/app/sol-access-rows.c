/* sol-access-rows.c: the rows of the access page: a rule each, a ban each
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-access-page-private.h"
#include "sol-row-button.h"

#include <glib/gi18n.h>

static void
clear (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static const char *
get_verb (const SolAclRule *rule)
{
  switch (rule->operation)
    {
    case SOL_ACL_PUBLISH:
      return rule->is_allowed ? _("%s may publish") : _("%s may not publish");
    case SOL_ACL_SUBSCRIBE:
      return rule->is_allowed ? _("%s may subscribe") : _("%s may not subscribe");
    case SOL_ACL_BOTH:
    default:
      return rule->is_allowed ? _("%s may publish and subscribe") : _("%s may not publish or subscribe");
    }
}

static char *
dup_sentence (const SolAclRule *rule)
{
  const char *who = rule->who == SOL_ACL_USER        ? rule->user
                    : rule->who == SOL_ACL_ANONYMOUS ? _("Who has no user name")
                                                     : _("Everybody");
  GString *text = g_string_new (get_verb (rule));

  g_string_replace (text, "%s", who, 1);
  return g_string_free (text, FALSE);
}

static AdwActionRow *
make_row (const char *title,
          const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return ADW_ACTION_ROW (row);
}

static void
add_move_button (AdwActionRow *row,
                 guint         from,
                 guint         to,
                 gboolean      is_there)
{
  gboolean is_up = to + 1 == from; /* of the first row too, whose place above is none */
  GtkWidget *button = sol_row_button_new (is_up ? "go-up-symbolic" : "go-down-symbolic",
                                          is_up ? _("Move Up") : _("Move Down"), "access.move-rule",
                                          g_variant_new ("(uu)", from, to));

  /* An action's state overrules sensitivity: the place that cannot be moved to loses the action */
  if (!is_there)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), NULL);
  gtk_widget_set_sensitive (button, is_there);
  adw_action_row_add_suffix (row, button);
}

static GtkWidget *
make_rule_row (const SolAclRule *rule,
               guint             place,
               guint             n)
{
  g_autofree char *sentence = dup_sentence (rule);
  AdwActionRow *row = make_row (sentence, rule->filter);
  g_autofree char *number = g_strdup_printf ("%u", place + 1);
  GtkWidget *label = gtk_label_new (number);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, rule->is_allowed ? "dim-label" : "error");
  adw_action_row_add_prefix (row, label);
  add_move_button (row, place, place - 1, place > 0);
  add_move_button (row, place, place + 1, place + 1 < n);
  adw_action_row_add_suffix (row, sol_row_button_new ("document-edit-symbolic", _("Edit Rule…"),
                                                      "access.edit-rule", g_variant_new_uint32 (place)));
  adw_action_row_add_suffix (row, sol_row_button_new ("user-trash-symbolic", _("Remove Rule"),
                                                      "access.remove-rule", g_variant_new_uint32 (place)));
  return GTK_WIDGET (row);
}

void
sol_access_page_show_rules (SolAccessPage *self)
{
  const GPtrArray *rules = self->acl->rules;

  clear (self->rules);
  for (guint i = 0; i < rules->len; i++)
    gtk_list_box_append (self->rules, make_rule_row (rules->pdata[i], i, rules->len));
  gtk_widget_set_visible (GTK_WIDGET (self->rules), rules->len > 0);
  gtk_label_set_label (self->rules_hint,
                       rules->len > 0
                           ? _("The first rule that matches decides. What no rule matches is denied.")
                           : _("No rules: everybody may publish and subscribe to everything."));
}

static const char *
get_kind_text (SolBanKind kind)
{
  switch (kind)
    {
    case SOL_BAN_USER:
      return _("User");
    case SOL_BAN_ADDRESS:
      return _("Address");
    case SOL_BAN_CLIENT:
    default:
      return _("Client");
    }
}

static char *
dup_until (const SolBan *ban)
{
  g_autoptr (GDateTime) time
      = ban->until_s != 0 ? g_date_time_new_from_unix_local (ban->until_s) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%x %R") : NULL;

  if (text == NULL)
    return g_strdup_printf (_("%s, for ever"), get_kind_text (ban->kind));
  return g_strdup_printf (_("%s, until %s"), get_kind_text (ban->kind), text);
}

void
sol_access_page_show_bans (SolAccessPage *self)
{
  clear (self->ban_list);
  for (guint i = 0; i < self->bans->len; i++)
    {
      const SolBan *ban = self->bans->pdata[i];
      g_autofree char *until = dup_until (ban);
      g_autofree char *name = g_strdup_printf ("%s:%s", sol_ban_kind_name (ban->kind), ban->value);
      AdwActionRow *row = make_row (ban->value, until);

      adw_action_row_add_suffix (row, sol_row_button_new ("user-trash-symbolic", _("Remove Ban"),
                                                          "access.unban", g_variant_new_string (name)));
      gtk_list_box_append (self->ban_list, GTK_WIDGET (row));
    }
  if (self->bans->len == 0)
    gtk_list_box_append (self->ban_list, GTK_WIDGET (make_row (_("Nobody is banned"), NULL)));
}
