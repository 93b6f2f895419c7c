/* sol-scope-layout-alarms.c: what the channels of a layout are watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-layout-private.h"

#include "sol-json.h"

/* A channel of the layout, by its name or, of a calculated one, its label; it need not be there at present */
static gboolean
has_channel (SolScopeLayout *self,
             const char     *name)
{
  GListModel *traces = sol_scope_view_get_traces (self->page->view);

  for (guint i = 0; i < g_list_model_get_n_items (traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);
      SolChannel *channel = sol_scope_trace_get_channel (trace);

      if (g_str_equal (sol_channel_get_name (channel), name)
          || g_strcmp0 (sol_channel_get_label (channel), name) == 0)
        return TRUE;
    }
  return g_hash_table_contains (self->looks, name);
}

JsonArray *
sol_scope_layout_write_alarms (SolScopeLayout *self)
{
  SolAnalysisList *alarms = SOL_ANALYSIS_LIST (sol_engine_get_alarms (self->page->engine));
  g_autoptr (JsonArray) all = sol_analysis_list_to_json (alarms);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *alarm = json_array_get_object_element (all, i);
      const char *channel = sol_json_get_string (alarm, "channel");

      if (channel != NULL && has_channel (self, channel))
        json_array_add_object_element (array, json_object_ref (alarm));
    }
  return array;
}
