/* sol-read-as-form.c: the rows that say how a topic's payloads are read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-read-as-form.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "sol-read-as-fields.h"
#include "sol-trial.h"

struct _SolReadAsForm
{
  GtkBox parent_instance;

  /* Owned */
  SolTrial     *trial;
  SolMessage   *message;    /* nullable: the topic's newest */
  GArray       *formats;    /* SolFormat, in the row's order */

  gboolean      is_wrong;
  gboolean      is_showing; /* the rows follow the settings, and not the other way round */

  /* Template */
  AdwComboRow  *format;
  AdwActionRow *fields_row, *scale_row, *offset_row, *unit_row, *rate_row;
  GtkEditable  *fields, *scale, *offset, *unit, *rate;
  AdwComboRow  *time;
  GtkWidget    *found;
  GtkListBox   *list;
};

G_DEFINE_FINAL_TYPE (SolReadAsForm, sol_read_as_form, GTK_TYPE_BOX)

static void
set_problem (AdwActionRow *row,
             const char   *problem)
{
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  adw_action_row_set_subtitle_lines (row, 4);
  adw_action_row_set_subtitle (row, problem != NULL ? problem : "");
}

static char *
dup_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

/* An empty field says nothing. Returns: FALSE with the problem at the row */
static gboolean
read_number (AdwActionRow       *row,
             GtkEditable        *entry,
             SolDecoderSettings *settings,
             SolDecoderNumber    which)
{
  g_autofree char *text = dup_text (entry);
  g_autoptr (GError) error = NULL;
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (*text == '\0' || (sol_decoder_settings_set_number (settings, which, *end == '\0' ? value : NAN, &error)))
    {
      set_problem (row, NULL);
      return TRUE;
    }
  set_problem (row, error->message);
  return FALSE;
}

static gboolean
read_rows (SolReadAsForm      *self,
           SolDecoderSettings *settings)
{
  guint selected = MIN (adw_combo_row_get_selected (self->format), self->formats->len - 1);
  g_autofree char *unit = dup_text (self->unit);
  gboolean is_ok;

  *settings = (SolDecoderSettings) { .format = g_array_index (self->formats, SolFormat, selected),
                                     .time_source = (SolTimeSource) adw_combo_row_get_selected (self->time) };
  settings->fields = sol_read_as_fields_parse (gtk_editable_get_text (self->fields));
  settings->unit = *unit != '\0' ? g_steal_pointer (&unit) : NULL;
  is_ok = read_number (self->scale_row, self->scale, settings, SOL_DECODER_SCALE);
  is_ok &= read_number (self->offset_row, self->offset, settings, SOL_DECODER_OFFSET);
  is_ok &= read_number (self->rate_row, self->rate, settings, SOL_DECODER_RATE);
  return is_ok;
}

/* A field that was checked or not: all of them are asked for by an empty row */
static void
toggled_cb (SolReadAsForm *self)
{
  g_autofree char *text = sol_read_as_fields_join (self->list);

  if (!self->is_showing)
    gtk_editable_set_text (self->fields, text);
}

/* The list is of all that the message holds, wanted or not */
static void
show_found (SolReadAsForm            *self,
            const SolDecoderSettings *settings)
{
  SolDecoderSettings all = *settings;
  g_autoptr (GPtrArray) fields = NULL;

  all.fields = NULL;
  if (self->message != NULL)
    fields = sol_trial_run (self->trial, self->message, &all, NULL, NULL);
  self->is_showing = TRUE;
  sol_read_as_fields_show (self->list, fields, settings->fields, G_CALLBACK (toggled_cb), self);
  self->is_showing = FALSE;
  gtk_widget_set_visible (self->found, fields != NULL && fields->len > 0);
}

/* Where the newest message's problem belongs: fields that it does not have, else what it is read as */
static void
try_message (SolReadAsForm            *self,
             const SolDecoderSettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *description = NULL;
  gboolean is_field;

  if (self->message != NULL)
    fields = sol_trial_run (self->trial, self->message, settings, &description, &error);
  is_field = g_error_matches (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FIELD);
  set_problem (self->fields_row, is_field ? error->message : NULL);
  set_problem (ADW_ACTION_ROW (self->format), error != NULL && !is_field ? error->message : NULL);
  if (description != NULL && settings->format == SOL_FORMAT_AUTO)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->format), description);
}

static void
changed_cb (SolReadAsForm *self)
{
  SolDecoderSettings settings;

  if (self->is_showing || self->formats == NULL)
    return;
  self->is_wrong = !read_rows (self, &settings);
  try_message (self, &settings);
  show_found (self, &settings);
  sol_decoder_settings_clear (&settings);
  g_signal_emit_by_name (self, "changed");
}

static void
activate_cb (SolReadAsForm *self)
{
  g_signal_emit_by_name (self, "activated");
}

static void
sol_read_as_form_dispose (GObject *object)
{
  SolReadAsForm *self = SOL_READ_AS_FORM (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_READ_AS_FORM);
  g_clear_pointer (&self->trial, sol_trial_free);
  g_clear_pointer (&self->message, sol_message_unref);
  g_clear_pointer (&self->formats, g_array_unref);
  G_OBJECT_CLASS (sol_read_as_form_parent_class)->dispose (object);
}

static void
sol_read_as_form_class_init (SolReadAsFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_read_as_form_dispose;
  g_signal_new ("changed", SOL_TYPE_READ_AS_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("activated", SOL_TYPE_READ_AS_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/read-as-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, format);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, fields_row);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, scale_row);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, offset_row);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, unit_row);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, rate_row);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, fields);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, scale);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, offset);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, unit);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, rate);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, time);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, found);
  gtk_widget_class_bind_template_child (widget_class, SolReadAsForm, list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

/* Everything that the decoder can be told to read */
static void
fill_formats (SolReadAsForm *self)
{
  GtkStringList *titles = gtk_string_list_new ((const char *const[]) { _("Automatic"), NULL });
  SolFormat format = SOL_FORMAT_AUTO;

  self->formats = g_array_new (FALSE, FALSE, sizeof (SolFormat));
  g_array_append_val (self->formats, format);
  for (guint i = 0; i < SOL_N_FORMATS; i++)
    if (sol_format_is_choice ((format = (SolFormat) i)))
      {
        g_array_append_val (self->formats, format);
        gtk_string_list_append (titles, sol_format_get_title (format));
      }
  adw_combo_row_set_model (self->format, G_LIST_MODEL (titles));
  g_object_unref (titles);
}

static void
sol_read_as_form_init (SolReadAsForm *self)
{
  GtkEditable *entries[5];

  gtk_widget_init_template (GTK_WIDGET (self));
  self->trial = sol_trial_new ();
  self->is_showing = TRUE;
  fill_formats (self);
  self->is_showing = FALSE;
  memcpy (entries, (GtkEditable *[]) { self->fields, self->scale, self->offset, self->unit, self->rate },
          sizeof entries);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_signal_connect_object (entries[i], "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
}

static void
show_number (GtkEditable *entry,
             double       value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  gtk_editable_set_text (entry, value != 0.0 ? g_ascii_formatd (text, sizeof text, "%.12g", value) : "");
}

void
sol_read_as_form_set_settings (SolReadAsForm            *self,
                               const SolDecoderSettings *settings)
{
  g_autofree char *fields = sol_read_as_fields_print (settings->fields);

  g_return_if_fail (SOL_IS_READ_AS_FORM (self));

  self->is_showing = TRUE;
  for (guint i = 0; i < self->formats->len; i++)
    if (g_array_index (self->formats, SolFormat, i) == settings->format)
      adw_combo_row_set_selected (self->format, i);
  gtk_editable_set_text (self->fields, fields);
  show_number (self->scale, settings->scale);
  show_number (self->offset, settings->offset);
  show_number (self->rate, settings->rate_hz);
  gtk_editable_set_text (self->unit, settings->unit != NULL ? settings->unit : "");
  adw_combo_row_set_selected (self->time, settings->time_source);
  self->is_showing = FALSE;
  changed_cb (self);
}

gboolean
sol_read_as_form_get_settings (SolReadAsForm      *self,
                               SolDecoderSettings *settings)
{
  g_return_val_if_fail (SOL_IS_READ_AS_FORM (self), FALSE);

  return read_rows (self, settings);
}

void
sol_read_as_form_set_topic (SolReadAsForm *self,
                            SolTopicList  *topics,
                            const char    *topic)
{
  g_autoptr (GPtrArray) newest = NULL;

  g_return_if_fail (SOL_IS_READ_AS_FORM (self));

  g_clear_pointer (&self->message, sol_message_unref);
  if (strpbrk (topic, "+#") == NULL)
    newest = sol_topic_list_dup_newest (topics, topic);
  if (newest != NULL && newest->len > 0)
    self->message = sol_message_ref (newest->pdata[0]);
  changed_cb (self);
}
