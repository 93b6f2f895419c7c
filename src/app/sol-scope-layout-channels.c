/* sol-scope-layout-channels.c: how channels look, in a layout
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-layout-private.h"

#include "sol-plot.h"

#define MOST_ABSENT 256 /* channels that are remembered without being there */
#define N_COLORS G_N_ELEMENTS (((SolPlotTheme *) NULL)->traces)

const char *
sol_scope_layout_get_channel (SolScopeTrace *trace)
{
  return trace != NULL ? sol_channel_get_name (sol_scope_trace_get_channel (trace)) : NULL;
}

/* Returns: (transfer full) */
static JsonObject *
describe (SolScopeTrace *trace)
{
  const SolScopeScale *scale = sol_scope_trace_get_scale (trace);
  JsonObject *look = json_object_new ();

  json_object_set_string_member (look, "channel", sol_scope_layout_get_channel (trace));
  json_object_set_int_member (look, "color", sol_scope_trace_get_color (trace));
  json_object_set_boolean_member (look, "visible", sol_scope_trace_get_visible (trace));
  json_object_set_boolean_member (look, "second_axis", sol_scope_trace_get_second (trace));
  if (scale->is_auto)
    return look;
  json_object_set_double_member (look, "per_division", (scale->top - scale->bottom) / SOL_SCOPE_VALUE_DIVISIONS);
  json_object_set_double_member (look, "offset", sol_scope_scale_get_middle (scale));
  return look;
}

/* Without a worth of a division the scale follows the signal */
static void
apply (SolScopeTrace *trace,
       JsonObject    *look)
{
  SolScopeScale *scale = sol_scope_trace_get_scale (trace);
  double color = sol_scope_layout_get_number (look, "color", sol_scope_trace_get_color (trace));
  double per_division = sol_scope_layout_get_number (look, "per_division", 0);

  if (color >= 0 && color < N_COLORS)
    sol_scope_trace_set_color (trace, (guint) color);
  sol_scope_trace_set_visible (trace, sol_scope_layout_get_flag (look, "visible", TRUE));
  sol_scope_trace_set_second (trace, sol_scope_layout_get_flag (look, "second_axis", FALSE));
  *scale = (SolScopeScale) { .is_auto = TRUE };
  sol_scope_scale_set_step (scale, per_division);
  if (!scale->is_auto)
    sol_scope_scale_set_middle (scale, sol_scope_layout_get_number (look, "offset", 0));
}

void
sol_scope_layout_give_look (SolScopeLayout *self,
                            SolScopeTrace  *trace)
{
  JsonObject *look = g_hash_table_lookup (self->looks, sol_scope_layout_get_channel (trace));

  if (look != NULL)
    apply (trace, look);
}

/* Those that are there now go in before those that were */
JsonArray *
sol_scope_layout_write_channels (SolScopeLayout *self)
{
  GListModel *traces = sol_scope_view_get_traces (self->page->view);
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *array = json_array_new ();
  GHashTableIter iter;
  gpointer name, look;
  guint n_absent = 0;

  for (guint i = 0; i < g_list_model_get_n_items (traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);

      look = describe (trace);
      g_hash_table_replace (self->looks, g_strdup (sol_scope_layout_get_channel (trace)), json_object_ref (look));
      g_hash_table_add (written, g_strdup (sol_scope_layout_get_channel (trace)));
      json_array_add_object_element (array, look);
    }
  g_hash_table_iter_init (&iter, self->looks);
  while (g_hash_table_iter_next (&iter, &name, &look))
    if (!g_hash_table_contains (written, name) && n_absent++ < MOST_ABSENT)
      json_array_add_object_element (array, json_object_ref (look));
  return array;
}

void
sol_scope_layout_read_channels (SolScopeLayout *self,
                                JsonArray      *array)
{
  GListModel *traces = sol_scope_view_get_traces (self->page->view);

  g_hash_table_remove_all (self->looks);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *look = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *name = look != NULL ? sol_json_get_string (look, "channel") : NULL;

      if (name != NULL)
        g_hash_table_replace (self->looks, g_strdup (name), json_object_ref (look));
    }
  for (guint i = 0; i < g_list_model_get_n_items (traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);

      sol_scope_layout_give_look (self, trace);
    }
}

/* A channel by its name, and not by its place: another may have that today */
static SolScopeTrace *
find_trace (SolScopeLayout *self,
            const char     *name)
{
  GListModel *traces = sol_scope_view_get_traces (self->page->view);

  for (guint i = 0; name != NULL && i < g_list_model_get_n_items (traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);

      if (g_str_equal (sol_scope_layout_get_channel (trace), name))
        return trace; /* the list holds it */
    }
  return NULL;
}

void
sol_scope_layout_settle (SolScopeLayout *self)
{
  SolScopeTrace *selected = find_trace (self, self->selected), *source = find_trace (self, self->source);

  if (selected != NULL)
    {
      g_clear_pointer (&self->selected, g_free);
      sol_scope_view_set_selected (self->page->view, selected);
    }
  if (source != NULL)
    {
      g_clear_pointer (&self->source, g_free);
      sol_scope_view_set_source (self->page->view, source);
    }
  sol_scope_layout_settle_xy (self);
}
