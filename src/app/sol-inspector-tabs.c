/* sol-inspector-tabs.c: what a message holds, in tabs: fields, text, JSON, hex, picture, properties
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-inspector-private.h"

#include <glib/gi18n.h>

#include "sol-image.h"
#include "sol-payload-picture.h"
#include "sol-payload-text.h"
#include "sol-payload-view.h"
#include "sol-properties-text.h"

/* What is shown of a payload: a text view lays out 16 KiB in a few milliseconds, a megabyte in seconds */
#define MAX_TEXT_BYTES (16 * 1024)
#define MAX_HEX_BYTES  (4 * 1024)
#define MAX_JSON_BYTES (16 * 1024)

static void
set_view_text (GtkTextView *view,
               char        *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
  g_free (text);
}

/* JSON as it stands, and what says the same in octets */
static char *
dup_fields (const guint8 *payload,
            gsize         length)
{
  char *json = sol_payload_dup_json (payload, length, MAX_JSON_BYTES);
  g_autofree char *fields = NULL, *what = NULL;

  if (json != NULL)
    return json;
  fields = sol_payload_dup_fields (payload, length, MAX_JSON_BYTES, &what);
  if (fields != NULL)
    return g_strdup_printf ("%s\n\n%s", what, fields);
  return g_strdup (length > MAX_JSON_BYTES ? _("Too long to be shown as JSON.") : _("This is not JSON."));
}

static void
picture_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (SolInspector) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = sol_payload_picture_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->picture == NULL)
    return;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_label_set_label (self->picture_error, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->picture_error), error != NULL);
}

static void
show_picture (SolInspector *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  sol_payload_picture_load_async (self->shown, self->loading, picture_loaded_cb, g_object_ref (self));
}

void
sol_inspector_show_payload (SolInspector *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->views);
  const guint8 *payload;
  gsize length;
  gsize limit = MAX_TEXT_BYTES;

  if (self->shown == NULL)
    return;
  payload = sol_message_get_payload (self->shown);
  length = self->shown->payload_len;
  if (g_strcmp0 (name, "hex") == 0)
    {
      limit = MAX_HEX_BYTES;
      set_view_text (self->hex, sol_payload_dup_hex (payload, length, limit));
    }
  else if (g_strcmp0 (name, "properties") == 0)
    {
      limit = length;
      set_view_text (self->properties, sol_properties_dup_text (self->shown));
    }
  else if (g_strcmp0 (name, "picture") == 0)
    {
      limit = length;
      show_picture (self);
    }
  else if (g_strcmp0 (name, "fields") == 0)
    {
      limit = length;
      sol_field_view_set_message (self->fields, self->shown);
    }
  else if (g_strcmp0 (name, "json") == 0)
    {
      limit = length;
      set_view_text (self->json, dup_fields (payload, length));
    }
  else
    set_view_text (self->text, sol_payload_dup_text (payload, length, limit));
  gtk_widget_set_visible (self->truncated, length > limit);
}

/* A picture is looked at rather than read; what is none has no such tab */
void
sol_inspector_choose_tab (SolInspector *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->views);
  gboolean is_picture = sol_image_get_type (sol_message_get_payload (self->shown), self->shown->payload_len) != NULL;
  gboolean had_picture = gtk_stack_page_get_visible (self->picture_page);

  if (self->shown->properties_len == 0 && g_strcmp0 (name, "properties") == 0)
    gtk_stack_set_visible_child_name (self->views, "text");
  gtk_stack_page_set_visible (self->properties_page, self->shown->properties_len > 0);
  gtk_stack_page_set_visible (self->picture_page, is_picture);
  if (is_picture && !had_picture)
    gtk_stack_set_visible_child_name (self->views, "picture");
  else if (!is_picture && g_strcmp0 (name, "picture") == 0)
    gtk_stack_set_visible_child_name (self->views, "text");
}

char *
sol_inspector_dup_text (SolInspector *self)
{
  const char *name;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (SOL_IS_INSPECTOR (self), NULL);
  name = gtk_stack_get_visible_child_name (self->views);
  if (g_strcmp0 (name, "fields") == 0)
    return sol_field_view_dup_text (self->fields);
  view = g_strcmp0 (name, "hex") == 0          ? self->hex
         : g_strcmp0 (name, "json") == 0       ? self->json
         : g_strcmp0 (name, "properties") == 0 ? self->properties
                                               : self->text;
  buffer = gtk_text_view_get_buffer (view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

const char *
sol_inspector_get_field (SolInspector *self)
{
  g_return_val_if_fail (SOL_IS_INSPECTOR (self), NULL);
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "fields") == 0
           ? sol_field_view_get_selected (self->fields) : NULL;
}
