/* fuzz-layout.c: a layout of the scope that is accepted reads back as itself, and so does what it says of topics and
 * alarms
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What it says of the window goes through the window's actions, which tests/app/test-scope-layout.c does with nonsense.
 */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "sol-alarm-item.h"
#include "sol-decoder-json.h"
#include "sol-json.h"
#include "sol-layout-store.h"

static void
read_topic (JsonObject *object)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *same = NULL;
  SolDecoderSettings settings = { 0 }, again = { 0 };

  if (!sol_decoder_settings_from_json (object, &settings, &error))
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  text = sol_decoder_settings_to_text (&settings);
  sol_decoder_settings_from_text (text, &again, &error);
  g_assert_no_error (error);
  same = sol_decoder_settings_to_text (&again);
  g_assert_cmpstr (text, ==, same);
  sol_decoder_settings_clear (&settings);
  sol_decoder_settings_clear (&again);
}

static char *
print_alarm (SolAlarmItem *item)
{
  return sol_json_print_object (sol_analysis_item_to_json (SOL_ANALYSIS_ITEM (item)), FALSE, NULL);
}

static void
read_alarm (JsonObject *object)
{
  g_autoptr (SolAlarmItem) item = sol_alarm_item_new_from_json (object), again = NULL;
  g_autoptr (JsonObject) printed = NULL;
  g_autofree char *text = NULL, *same = NULL;

  if (item == NULL)
    return;
  text = print_alarm (item);
  printed = sol_json_parse_object (text, strlen (text), NULL);
  again = sol_alarm_item_new_from_json (printed);
  g_assert_nonnull (again);
  same = print_alarm (again);
  g_assert_cmpstr (text, ==, same);
}

static void
for_each (JsonObject *layout,
          const char *member,
          void      (*func) (JsonObject *))
{
  JsonNode *node = json_object_get_member (layout, member);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      func (json_array_get_object_element (array, i));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) layout = sol_layout_store_parse ((const char *) data, size, &error), again = NULL;
  g_autofree char *text = NULL, *same = NULL;

  g_assert_cmpint (layout == NULL, ==, error != NULL);
  if (layout == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  for_each (layout, "topics", read_topic);
  for_each (layout, "alarms", read_alarm);
  text = sol_layout_store_print (json_object_ref (layout));
  again = sol_layout_store_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  same = sol_layout_store_print (json_object_ref (again));
  g_assert_cmpstr (text, ==, same);
  return 0;
}
