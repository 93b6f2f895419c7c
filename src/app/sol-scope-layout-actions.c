/* sol-scope-layout-actions.c: scope.*layout*: layouts by name, and the one of the last time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-scope-layout-dialogs.h"

#define SAVE_EVERY_S 2

static SolLayoutStore *
get_store (SolScopePage *self)
{
  return sol_engine_get_layouts (self->engine);
}

/* Takes a name without spaces around it */
static char *
dup_name (const char *text)
{
  return g_strstrip (g_strdup (text));
}

static void
set_current (SolScopePage *self,
             const char   *name)
{
  sol_scope_page_set_state (self, "layout", g_variant_new_string (name));
  sol_scope_layout_set_name (self->layout, name); /* frees the one before, which may be @name */
}

/* They watch on when the layout is left again: nobody should get them unawares */
static void
tell_of_alarms (SolScopePage *self,
                guint         n)
{
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%u alarm came with the layout", "%u alarms came with the layout", n), n);
  sol_scope_page_toast (self, text);
}

static void
layout_changed (GSimpleAction *action,
                GVariant      *state,
                gpointer       user_data)
{
  SolScopePage *self = user_data;
  const char *name = g_variant_get_string (state, NULL);
  g_autoptr (JsonObject) layout = self->layout != NULL ? sol_layout_store_dup (get_store (self), name) : NULL;

  if (layout == NULL)
    return;
  tell_of_alarms (self, sol_scope_layout_from_json (self->layout, layout, TRUE));
  set_current (self, name);
}

/* Says what was done, with the way back to what @name was before */
static void
offer_undo (SolScopePage *self,
            const char   *text,
            const char   *name,
            JsonObject   *before)
{
  g_autofree char *written = sol_layout_store_print (json_object_ref (before));

  sol_scope_page_toast_with (self, text, _("_Undo"), "scope.put-layout", g_variant_new ("(ss)", name, written));
}

static void
save_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SolScopePage *self = user_data;
  g_autofree char *name = dup_name (g_variant_get_string (parameter, NULL));
  g_autoptr (JsonObject) before = sol_layout_store_dup (get_store (self), name);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!sol_layout_store_put (get_store (self), name, sol_scope_layout_to_json (self->layout, TRUE), &error))
    {
      sol_scope_page_toast (self, error->message);
      return;
    }
  set_current (self, name);
  text = g_strdup_printf (before != NULL ? _("Layout “%s” replaced") : _("Layout “%s” saved"), name);
  if (before != NULL)
    offer_undo (self, text, name, before);
  else
    sol_scope_page_toast (self, text);
}

/* A name, and what a file of it would hold: the way back */
static void
put_activated (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SolScopePage *self = user_data;
  const char *name, *text;
  g_autoptr (GError) error = NULL;
  JsonObject *layout;

  g_variant_get (parameter, "(&s&s)", &name, &text);
  layout = sol_layout_store_parse (text, strlen (text), &error);
  if (layout == NULL || !sol_layout_store_put (get_store (self), name, layout, &error))
    sol_scope_page_toast (self, error->message);
}

static void
delete_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolScopePage *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);
  g_autoptr (JsonObject) before = sol_layout_store_dup (get_store (self), name);
  g_autofree char *text = NULL;

  if (before == NULL)
    return;
  sol_layout_store_remove (get_store (self), name);
  text = g_strdup_printf (_("Layout “%s” deleted"), name);
  offer_undo (self, text, name, before);
}

static void
rename_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolScopePage *self = user_data;
  const char *name, *text;
  g_autofree char *new_name = NULL;
  g_autoptr (GError) error = NULL;

  g_variant_get (parameter, "(&s&s)", &name, &text);
  new_name = dup_name (text);
  if (!sol_layout_store_rename (get_store (self), name, new_name, &error))
    sol_scope_page_toast (self, error->message);
  else if (g_str_equal (sol_scope_layout_get_name (self->layout), name))
    set_current (self, new_name);
}

static void
ask_save_activated (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  SolScopePage *self = user_data;

  sol_scope_layout_ask_name (GTK_WIDGET (self), _("Save Layout"), _("_Save"), sol_scope_layout_get_name (self->layout),
                             NULL);
}

static void
ask_rename_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  SolScopePage *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);

  sol_scope_layout_ask_name (GTK_WIDGET (self), _("Rename Layout"), _("_Rename"), name, name);
}

static const GActionEntry entries[] = {
  { "layout", NULL, "s", "''", layout_changed },
  { "save-layout", save_activated, "s" },
  { "save-layout-as", ask_save_activated },
  { "put-layout", put_activated, "(ss)" },
  { "delete-layout", delete_activated, "s" },
  { "rename-layout", rename_activated, "(ss)" },
  { "ask-rename-layout", ask_rename_activated, "s" },
};

void
sol_scope_page_add_layout_actions (SolScopePage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  sol_scope_page_add_layout_file_actions (self);
}

/* Written only when something changed */
static gboolean
save_last_cb (gpointer user_data)
{
  SolScopePage *self = user_data;

  sol_layout_store_set_last (get_store (self), sol_scope_layout_to_json (self->layout, FALSE));
  return G_SOURCE_CONTINUE;
}

static void
failed_cb (SolScopePage *self,
           const char   *text)
{
  sol_scope_page_toast (self, text);
}

void
sol_scope_page_start_layouts (SolScopePage *self)
{
  g_autoptr (JsonObject) last = sol_layout_store_dup_last (get_store (self));

  self->layout = sol_scope_layout_new (self);
  if (last != NULL)
    sol_scope_layout_from_json (self->layout, last, FALSE);
  set_current (self, sol_scope_layout_get_name (self->layout));
  if (sol_layout_store_get_problem (get_store (self)) != NULL)
    sol_scope_page_toast (self, _("A damaged layout was put aside; the list of layouts tells where"));
  g_signal_connect_object (get_store (self), "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  self->save_id = g_timeout_add_seconds (SAVE_EVERY_S, save_last_cb, self);
}

void
sol_scope_page_stop_layouts (SolScopePage *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->layout != NULL)
    save_last_cb (self);
  g_clear_pointer (&self->layout, sol_scope_layout_free);
}
