/* sol-read-as-fields.c: which fields of a payload are wanted: a line of text, and a list to check
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-read-as-fields.h"

#include <string.h>

#include <adwaita.h>

#include "sol-trial.h"

#define MOST_ROWS 64
#define CHECK "sol-check"
#define PATH "sol-path"

/* Up to the closing quote; one that is not closed goes to the end. @at: (inout): behind the opening quote */
static char *
read_quoted (const char **at)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (; **at != '\0'; (*at)++)
    {
      if (**at == '"' && *++*at != '"')
        break;
      g_string_append_c (path, **at);
    }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

/* To the next comma. @at: (inout) */
static char *
read_plain (const char **at)
{
  gsize length = strcspn (*at, ",");
  char *path = g_strstrip (g_strndup (*at, length));

  *at += length;
  return path;
}

char **
sol_read_as_fields_parse (const char *text)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);

  for (const char *at = text; *at != '\0';)
    {
      g_autofree char *path = NULL;

      if (g_ascii_isspace (*at) || *at == ',')
        {
          at++;
          continue;
        }
      if (*at == '"')
        {
          at++;
          path = read_quoted (&at);
        }
      else
        path = read_plain (&at);
      if (*path != '\0')
        g_ptr_array_add (fields, g_steal_pointer (&path));
    }
  if (fields->len == 0)
    return NULL;
  g_ptr_array_add (fields, NULL);
  return (char **) g_ptr_array_steal (fields, NULL);
}

/* Plain where it reads back as it is */
static void
append_path (GString    *text,
             const char *path)
{
  g_autofree char *stripped = g_strstrip (g_strdup (path));

  if (text->len > 0)
    g_string_append (text, ", ");
  if (strchr (path, ',') == NULL && *path != '"' && g_str_equal (stripped, path))
    {
      g_string_append (text, path);
      return;
    }
  g_string_append_c (text, '"');
  for (; *path != '\0'; path++)
    g_string_append_printf (text, "%s%c", *path == '"' ? "\"" : "", *path);
  g_string_append_c (text, '"');
}

char *
sol_read_as_fields_print (char **fields)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    append_path (text, fields[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sol_read_as_fields_join (GtkListBox *list)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_all = TRUE;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      GtkCheckButton *check = g_object_get_data (G_OBJECT (row), CHECK);

      if (gtk_check_button_get_active (check))
        append_path (text, g_object_get_data (G_OBJECT (row), PATH));
      else
        is_all = FALSE;
    }
  return g_strdup (is_all ? "" : text->str);
}

/* A path that is wanted, or below one that is */
static gboolean
is_wanted (char       **wanted,
           const char  *path)
{
  for (guint i = 0; wanted != NULL && wanted[i] != NULL; i++)
    {
      gsize length = strlen (wanted[i]);

      if (strncmp (path, wanted[i], length) == 0 && (path[length] == '\0' || path[length] == '/'))
        return TRUE;
    }
  return wanted == NULL;
}

/* What has no name cannot be left out: it is all there is */
static void
add_row (GtkListBox           *list,
         const SolTrialField  *field,
         char                **wanted,
         GCallback             toggled,
         gpointer              user_data)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  g_autofree char *text = sol_trial_field_to_text (field);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *field->path != '\0' ? field->path : text);
  if (*field->path != '\0')
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_wanted (wanted, field->path));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (check, *field->path != '\0');
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *field->path != '\0' ? check : NULL);
  g_object_set_data (G_OBJECT (row), CHECK, check);
  g_object_set_data_full (G_OBJECT (row), PATH, g_strdup (field->path), g_free);
  g_signal_connect_swapped (check, "toggled", toggled, user_data);
  gtk_list_box_append (list, row);
}

static gboolean
has_rows_of (GtkListBox *list,
             GPtrArray  *fields)
{
  guint n = fields != NULL ? MIN (fields->len, MOST_ROWS) : 0;

  for (guint i = 0; i < n; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int) i);
      const SolTrialField *field = fields->pdata[i];

      if (row == NULL || !g_str_equal (g_object_get_data (G_OBJECT (row), PATH), field->path))
        return FALSE;
    }
  return gtk_list_box_get_row_at_index (list, (int) n) == NULL;
}

/* The same rows stay, so that the focus does */
static void
update_row (GtkListBoxRow       *row,
            const SolTrialField *field,
            char               **wanted)
{
  g_autofree char *text = sol_trial_field_to_text (field);

  if (*field->path != '\0')
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  else
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  gtk_check_button_set_active (g_object_get_data (G_OBJECT (row), CHECK), is_wanted (wanted, field->path));
}

void
sol_read_as_fields_show (GtkListBox  *list,
                         GPtrArray   *fields,
                         char       **wanted,
                         GCallback    toggled,
                         gpointer     user_data)
{
  gboolean is_same = has_rows_of (list, fields);
  GtkListBoxRow *row;

  while (!is_same && (row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  for (guint i = 0; fields != NULL && i < MIN (fields->len, MOST_ROWS); i++)
    if (is_same)
      update_row (gtk_list_box_get_row_at_index (list, (int) i), fields->pdata[i], wanted);
    else
      add_row (list, fields->pdata[i], wanted, toggled, user_data);
}
