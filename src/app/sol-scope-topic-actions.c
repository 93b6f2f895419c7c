/* sol-scope-topic-actions.c: scope.*topic*: what the scope listens to, and how it is read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

#include "sol-decoder-json.h"
#include "sol-read-as-window.h"
#include "sol-scope-add-window.h"

static void
add_topic_activated (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  SolScopePage *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_scope_topics_add (self->topics_bound, g_variant_get_string (parameter, NULL), NULL, &error))
    sol_scope_page_toast (self, error->message);
}

/* A topic or filter, and how it is read: JSON as in sol-decoder-json.h */
static void
add_topic_as_activated (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  SolScopePage *self = user_data;
  const char *filter, *text;
  SolDecoderSettings settings;
  g_autoptr (GError) error = NULL;

  g_variant_get (parameter, "(&s&s)", &filter, &text);
  if (!sol_decoder_settings_from_text (text, &settings, &error)
      || !sol_scope_topics_add (self->topics_bound, filter, &settings, &error))
    sol_scope_page_toast (self, error->message);
  sol_decoder_settings_clear (&settings);
}

static void
add_field_activated (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  SolScopePage *self = user_data;
  const char *topic, *field;
  g_autoptr (GError) error = NULL;

  g_variant_get (parameter, "(&s&s)", &topic, &field);
  if (!sol_scope_topics_add_field (self->topics_bound, topic, field, &error))
    sol_scope_page_toast (self, error->message);
}

static void
read_topic_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  SolScopePage *self = user_data;
  const char *filter = g_variant_get_string (parameter, NULL);

  gtk_window_present (sol_read_as_window_new (GTK_WIDGET (self), sol_engine_get_topics (self->engine), filter,
                                              sol_scope_topics_get_settings (self->topics_bound, filter)));
}

static void
remove_topic_activated (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  sol_scope_topics_remove (SOL_SCOPE_PAGE (user_data)->topics_bound, g_variant_get_string (parameter, NULL));
}

static void
add_channel_activated (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  SolScopePage *self = user_data;

  gtk_window_present (sol_scope_add_window_new (GTK_WIDGET (self), sol_engine_get_topics (self->engine)));
}

static const GActionEntry entries[] = {
  { "add-topic", add_topic_activated, "s" },
  { "add-topic-as", add_topic_as_activated, "(ss)" },
  { "add-field", add_field_activated, "(ss)" },
  { "read-topic", read_topic_activated, "s" },
  { "remove-topic", remove_topic_activated, "s" },
  { "add-channel", add_channel_activated },
};

void
sol_scope_page_add_topic_actions (SolScopePage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}
