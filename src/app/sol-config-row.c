/* sol-config-row.c: one field of the configuration as a row
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-config-row.h"

#include <errno.h>

#include <glib/gi18n.h>

struct _SolConfigRow
{
  AdwActionRow parent_instance;

  /* Owned */
  char      *field;
  char      *hint;       /* the subtitle while nothing is wrong */
  char      *shown;      /* nullable: the configuration's value, as the entry began with it */
  char     **values;     /* nullable: what a field of words may be, and how each is called */
  char     **labels;
  guint64    unit_bytes;

  /* Weak: libadwaita 1.2 keeps the rows of a preferences window that is gone */
  SolEngine *engine;

  /* Borrowed: one of them is the suffix */
  GtkSwitch   *toggle;
  GtkDropDown *choice;
  GtkEntry    *entry;
  gboolean   is_number;
  gboolean   is_showing; /* the configuration's value is being put in, not a person's */
};

enum
{
  PROP_FIELD = 1,
  PROP_UNIT_BYTES,
  PROP_VALUES,
  PROP_LABELS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SolConfigRow, sol_config_row, ADW_TYPE_ACTION_ROW)

static void
set_error (SolConfigRow *self,
           const char   *message)
{
  g_autofree char *markup = message != NULL ? g_markup_escape_text (message, -1) : g_strdup (self->hint);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), markup);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static char *
dup_text (SolConfigRow *self,
          JsonNode     *node)
{
  if (!self->is_number)
    return g_strdup (json_node_get_string (node));
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node) / (gint64) self->unit_bytes);
}

static void
show_choice (SolConfigRow *self,
             const char   *value)
{
  for (guint i = 0; self->values[i] != NULL; i++)
    if (g_strcmp0 (self->values[i], value) == 0)
      gtk_drop_down_set_selected (self->choice, i);
}

static void
show_value (SolConfigRow *self)
{
  g_autoptr (JsonObject) object = sol_config_to_json (sol_engine_get_config (self->engine));
  JsonNode *node = json_object_get_member (object, self->field);
  g_autofree char *text = NULL;

  self->is_showing = TRUE;
  if (self->toggle != NULL)
    gtk_switch_set_active (self->toggle, json_node_get_boolean (node));
  else if (self->choice != NULL)
    show_choice (self, json_node_get_string (node));
  else
    {
      text = dup_text (self, node);
      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
      g_free (self->shown);
      self->shown = g_steal_pointer (&text);
    }
  self->is_showing = FALSE;
}

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SolConfigRow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sol_config_apply_field_finish (SOL_ENGINE (object), result, &error))
    set_error (self, NULL);
  else
    set_error (self, error->message);
  if (error != NULL && self->entry == NULL && self->engine != NULL)
    show_value (self);
}

static void
apply (SolConfigRow *self,
       JsonNode     *value)
{
  sol_config_apply_field_async (self->engine, self->field, value, applied_cb, g_object_ref (self));
}

static gboolean
toggle_set_cb (SolConfigRow *self)
{
  JsonNode *node;

  if (self->is_showing || self->engine == NULL)
    return FALSE;
  node = json_node_init_boolean (json_node_alloc (), gtk_switch_get_active (self->toggle));
  apply (self, node);
  return FALSE;
}

static void
choice_set_cb (SolConfigRow *self)
{
  guint chosen = gtk_drop_down_get_selected (self->choice);

  if (!self->is_showing && self->engine != NULL && chosen < g_strv_length (self->values))
    apply (self, json_node_init_string (json_node_alloc (), self->values[chosen]));
}

static void
entry_done_cb (SolConfigRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  char *end = NULL;
  gint64 number;

  if (self->is_showing || self->engine == NULL)
    return;
  if (g_strcmp0 (text, self->shown) == 0)
    {
      set_error (self, NULL);
      return;
    }
  if (!self->is_number)
    {
      apply (self, json_node_init_string (json_node_alloc (), text));
      return;
    }

  errno = 0;
  number = g_ascii_strtoll (text, &end, 10);
  if (end == text || *end != '\0' || errno != 0 || ABS (number) > G_MAXINT64 / (gint64) self->unit_bytes)
    {
      set_error (self, _("This must be a whole number."));
      return;
    }
  apply (self, json_node_init_int (json_node_alloc (), number * (gint64) self->unit_bytes));
}

static void
add_toggle (SolConfigRow *self)
{
  self->toggle = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->toggle), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->toggle, "notify::active", G_CALLBACK (toggle_set_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
}

static void
add_choice (SolConfigRow *self)
{
  self->choice = GTK_DROP_DOWN (gtk_drop_down_new_from_strings ((const char * const *) self->labels));
  gtk_widget_set_valign (GTK_WIDGET (self->choice), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (choice_set_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->choice));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->choice));
}

static void
add_entry (SolConfigRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->entry), GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), self->is_number ? 8 : 16);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), self->is_number ? 8 : 16);
  gtk_entry_set_alignment (self->entry, self->is_number ? 1.0f : 0.0f);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (entry_done_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->entry));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->entry));
}

static void
sol_config_row_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  SolConfigRow *self = SOL_CONFIG_ROW (object);

  switch (property_id)
    {
    case PROP_FIELD:
      self->field = g_value_dup_string (value);
      break;
    case PROP_UNIT_BYTES:
      self->unit_bytes = g_value_get_uint64 (value);
      break;
    case PROP_VALUES:
      self->values = g_value_dup_boxed (value);
      break;
    case PROP_LABELS:
      self->labels = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sol_config_row_dispose (GObject *object)
{
  SolConfigRow *self = SOL_CONFIG_ROW (object);

  g_clear_weak_pointer (&self->engine);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->hint, g_free);
  g_clear_pointer (&self->values, g_strfreev);
  g_clear_pointer (&self->labels, g_strfreev);
  G_OBJECT_CLASS (sol_config_row_parent_class)->dispose (object);
}

static void
sol_config_row_class_init (SolConfigRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = sol_config_row_set_property;
  object_class->dispose = sol_config_row_dispose;
  properties[PROP_FIELD] =
    g_param_spec_string ("field", NULL, NULL, NULL,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_UNIT_BYTES] =
    g_param_spec_uint64 ("unit-bytes", NULL, NULL, 1, G_MAXUINT32, 1,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VALUES] =
    g_param_spec_boxed ("values", NULL, NULL, G_TYPE_STRV,
                        G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LABELS] =
    g_param_spec_boxed ("labels", NULL, NULL, G_TYPE_STRV,
                        G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sol_config_row_init (SolConfigRow *self)
{
}

void
sol_config_row_set_engine (SolConfigRow *self,
                           SolEngine    *engine)
{
  g_autoptr (JsonObject) object = sol_config_to_json (sol_engine_get_config (engine));
  GType type = json_node_get_value_type (json_object_get_member (object, self->field));

  g_set_weak_pointer (&self->engine, engine);
  self->hint = g_strdup (adw_action_row_get_subtitle (ADW_ACTION_ROW (self)));
  self->is_number = type == G_TYPE_INT64;
  if (type == G_TYPE_BOOLEAN)
    add_toggle (self);
  else if (self->values != NULL)
    add_choice (self);
  else
    add_entry (self);
  show_value (self);
  g_signal_connect_object (engine, "notify::config", G_CALLBACK (show_value), self, G_CONNECT_SWAPPED);
}
