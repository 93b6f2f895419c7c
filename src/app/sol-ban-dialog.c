/* sol-ban-dialog.c: asks whom of a client to ban, and for how long
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-ban-dialog.h"

#include <string.h>

#include <glib/gi18n.h>

#define N_KINDS 3

struct _SolBanDialog
{
  AdwMessageDialog parent_instance;

  /* Owned; in the order of the list */
  SolBanKind  kinds[N_KINDS];
  char       *values[N_KINDS];
  guint       n_kinds;

  /* Borrowed */
  AdwComboRow *whom;
  AdwComboRow *how_long;
};

G_DEFINE_FINAL_TYPE (SolBanDialog, sol_ban_dialog, ADW_TYPE_MESSAGE_DIALOG)

static const struct
{
  const char *text;
  guint       seconds;
} durations[] = {
  { N_("15 minutes"), 15 * 60 },
  { N_("A day"), 24 * 60 * 60 },
  { N_("For ever"), 0 },
};

/* `192.168.1.57:50122` and `[::1]:50122` without the port */
static char *
dup_host (const char *address)
{
  const char *colon = strrchr (address, ':');
  gsize length = colon != NULL ? (gsize) (colon - address) : strlen (address);

  if (length > 2 && address[0] == '[' && address[length - 1] == ']')
    return g_strndup (address + 1, length - 2);
  return g_strndup (address, length);
}

/* @value: (transfer full) */
static void
add_kind (SolBanDialog  *self,
          GtkStringList *texts,
          SolBanKind     kind,
          const char    *format,
          char          *value)
{
  GString *text = g_string_new (format);

  g_string_replace (text, "%s", value, 1);
  gtk_string_list_append (texts, text->str);
  g_string_free (text, TRUE);
  self->kinds[self->n_kinds] = kind;
  self->values[self->n_kinds++] = value;
}

static GtkStringList *
make_kinds (SolBanDialog          *self,
            const SolBrokerClient *client)
{
  GtkStringList *texts = gtk_string_list_new (NULL);

  add_kind (self, texts, SOL_BAN_CLIENT, _("This client: %s"), g_strdup (client->client_id));
  if (client->user_name != NULL)
    add_kind (self, texts, SOL_BAN_USER, _("Its user: %s"), g_strdup (client->user_name));
  if (client->address != NULL && *client->address != '\0')
    add_kind (self, texts, SOL_BAN_ADDRESS, _("Its address: %s"), dup_host (client->address));
  return texts;
}

static GtkStringList *
make_durations (void)
{
  GtkStringList *texts = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (durations); i++)
    gtk_string_list_append (texts, _(durations[i].text));
  return texts;
}

/* @model: (transfer full) */
static AdwComboRow *
add_row (GtkListBox    *list,
         const char    *title,
         GtkStringList *model)
{
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  gtk_list_box_append (list, GTK_WIDGET (row));
  g_object_unref (model);
  return row;
}

static void
sol_ban_dialog_finalize (GObject *object)
{
  SolBanDialog *self = SOL_BAN_DIALOG (object);

  for (guint i = 0; i < self->n_kinds; i++)
    g_free (self->values[i]);
  G_OBJECT_CLASS (sol_ban_dialog_parent_class)->finalize (object);
}

static void
sol_ban_dialog_class_init (SolBanDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_ban_dialog_finalize;
}

static void
sol_ban_dialog_init (SolBanDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "ban", _("_Ban"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "ban", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_body (dialog, _("It is disconnected and cannot come back until the ban ends. "
                                         "The preferences list all bans."));
}

GtkWidget *
sol_ban_dialog_new (GtkWindow             *parent,
                    const SolBrokerClient *client)
{
  SolBanDialog *self = g_object_new (SOL_TYPE_BAN_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  g_autofree char *heading = g_strdup_printf (_("Ban “%s”?"), client->client_id);
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());

  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self), heading);
  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "boxed-list");
  self->whom = add_row (list, _("Whom"), make_kinds (self, client));
  self->how_long = add_row (list, _("How Long"), make_durations ());
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), GTK_WIDGET (list));
  return GTK_WIDGET (self);
}

static guint
get_chosen (SolBanDialog *self)
{
  return MIN (adw_combo_row_get_selected (self->whom), self->n_kinds - 1);
}

SolBanKind
sol_ban_dialog_get_kind (SolBanDialog *self)
{
  g_return_val_if_fail (SOL_IS_BAN_DIALOG (self), SOL_BAN_CLIENT);
  return self->kinds[get_chosen (self)];
}

const char *
sol_ban_dialog_get_value (SolBanDialog *self)
{
  g_return_val_if_fail (SOL_IS_BAN_DIALOG (self), NULL);
  return self->values[get_chosen (self)];
}

guint
sol_ban_dialog_get_seconds (SolBanDialog *self)
{
  g_return_val_if_fail (SOL_IS_BAN_DIALOG (self), 0);
  return durations[MIN (adw_combo_row_get_selected (self->how_long), G_N_ELEMENTS (durations) - 1)].seconds;
}
