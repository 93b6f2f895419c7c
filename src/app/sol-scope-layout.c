/* sol-scope-layout.c: what the scope shows and how, to JSON and back
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-layout-private.h"

#include "sol-decoder-json.h"

static void
traces_changed_cb (GListModel     *traces,
                   guint           position,
                   guint           n_removed,
                   guint           n_added,
                   SolScopeLayout *self)
{
  /* A channel that comes is as it was, and those there stay as they are */
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);

      sol_scope_layout_give_look (self, trace);
    }
  if (n_added > 0)
    sol_scope_layout_settle (self);
}

SolScopeLayout *
sol_scope_layout_new (SolScopePage *page)
{
  SolScopeLayout *self = g_new0 (SolScopeLayout, 1);

  self->page = page;
  self->name = g_strdup ("");
  self->looks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  g_signal_connect (sol_scope_view_get_traces (page->view), "items-changed", G_CALLBACK (traces_changed_cb), self);
  return self;
}

void
sol_scope_layout_free (SolScopeLayout *self)
{
  g_signal_handlers_disconnect_by_data (sol_scope_view_get_traces (self->page->view), self);
  g_hash_table_unref (self->looks);
  g_free (self->name);
  g_free (self->selected);
  g_free (self->source);
  g_free (self->x);
  g_free (self->y);
  g_free (self);
}

const char *
sol_scope_layout_get_name (SolScopeLayout *self)
{
  return self->name;
}

void
sol_scope_layout_set_name (SolScopeLayout *self,
                           const char     *name)
{
  char *before = self->name;

  self->name = g_strdup (name);
  g_free (before);
}

/* Topics, with what is said of each */

static JsonArray *
write_topics (SolScopeLayout *self)
{
  GListModel *filters = sol_scope_topics_get_model (self->page->topics_bound);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (filters, i);
      const char *filter = gtk_string_object_get_string (item);
      JsonObject *object = sol_decoder_settings_to_json (sol_scope_topics_get_settings (self->page->topics_bound,
                                                                                        filter));

      json_object_set_string_member (object, "topic", filter);
      json_array_add_object_element (array, object);
    }
  return array;
}

static gboolean
has_topic (JsonArray  *array,
           const char *filter)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node)
          && g_strcmp0 (sol_json_get_string (json_node_get_object (node), "topic"), filter) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
remove_others (SolScopeLayout *self,
               JsonArray      *array)
{
  GListModel *filters = sol_scope_topics_get_model (self->page->topics_bound);

  for (guint i = g_list_model_get_n_items (filters); i-- > 0;)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (filters, i);

      if (!has_topic (array, gtk_string_object_get_string (item)))
        sol_scope_topics_remove (self->page->topics_bound, gtk_string_object_get_string (item));
    }
}

/* One that cannot be understood is read automatically, which is better than not at all */
static void
read_topic (SolScopeLayout *self,
            JsonObject     *object)
{
  const char *filter = sol_json_get_string (object, "topic");
  g_autoptr (GError) error = NULL;
  SolDecoderSettings settings;

  if (filter == NULL)
    return;
  if (!sol_decoder_settings_from_json (object, &settings, &error))
    g_message ("%s: %s; it is read automatically", filter, error->message);
  sol_scope_topics_add (self->page->topics_bound, filter, &settings, NULL);
  sol_decoder_settings_clear (&settings);
}

static void
read_topics (SolScopeLayout *self,
             JsonArray      *array)
{
  remove_others (self, array);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read_topic (self, json_node_get_object (node));
    }
}

static void
read_math (SolScopeLayout *self,
           JsonArray      *array)
{
  SolAnalysisList *math = SOL_ANALYSIS_LIST (sol_engine_get_math (self->page->engine));

  for (guint n; (n = sol_analysis_list_get_count (math)) > 0;)
    sol_analysis_list_remove (math, n - 1);
  sol_analysis_list_load (math, array);
}

/* The whole */

JsonObject *
sol_scope_layout_to_json (SolScopeLayout *self,
                          gboolean        is_whole)
{
  SolAnalysisList *math = SOL_ANALYSIS_LIST (sol_engine_get_math (self->page->engine));
  JsonObject *layout = json_object_new ();

  json_object_set_string_member (layout, "name", self->name);
  json_object_set_array_member (layout, "topics", write_topics (self));
  json_object_set_array_member (layout, "channels", sol_scope_layout_write_channels (self));
  json_object_set_array_member (layout, "math", sol_analysis_list_to_json (math));
  if (is_whole)
    json_object_set_array_member (layout, "alarms", sol_scope_layout_write_alarms (self));
  sol_scope_layout_write_picture (self, layout);
  sol_scope_layout_write_modes (self, layout);
  return layout;
}

/* How channels look comes before the topics that bring them */
guint
sol_scope_layout_from_json (SolScopeLayout *self,
                            JsonObject     *layout,
                            gboolean        is_whole)
{
  const char *name = sol_json_get_string (layout, "name");
  JsonArray *topics = sol_json_get_array (layout, "topics");
  JsonArray *math = sol_json_get_array (layout, "math");
  JsonArray *alarms = sol_json_get_array (layout, "alarms");

  sol_scope_layout_set_name (self, name != NULL ? name : "");
  sol_scope_layout_read_channels (self, sol_json_get_array (layout, "channels"));
  if (topics != NULL)
    read_topics (self, topics);
  if (is_whole && math != NULL)
    read_math (self, math);
  sol_scope_layout_read_picture (self, layout);
  sol_scope_layout_read_modes (self, layout);
  sol_scope_layout_settle (self);
  sol_scope_view_refresh (self->page->view);
  if (!is_whole || alarms == NULL)
    return 0;
  return sol_alarm_list_add_missing (sol_engine_get_alarms (self->page->engine), alarms);
}
