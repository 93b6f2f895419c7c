/* sol-alarm-json.c: alarms as JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-item-private.h"

#include "sol-json.h"
#include "sol-mask-json.h"

static const char *const kinds[] = {
  [SOL_ALARM_ABOVE] = "above",   [SOL_ALARM_BELOW] = "below",     [SOL_ALARM_OUTSIDE] = "outside",
  [SOL_ALARM_INSIDE] = "inside", [SOL_ALARM_ABSENCE] = "absence", [SOL_ALARM_MASK] = "mask",
};


static void
add_mask (SolAlarmItem *self,
          JsonObject   *object)
{
  const char *source = sol_analysis_item_get_inputs (SOL_ANALYSIS_ITEM (self))[1];

  if (source != NULL)
    json_object_set_string_member (object, "trigger_channel", source);
  json_object_set_object_member (object, "mask", sol_mask_to_json (self->mask));
}

JsonObject *
sol_alarm_item_to_json (SolAnalysisItem *item)
{
  SolAlarmItem *self = SOL_ALARM_ITEM (item);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "channel", sol_alarm_item_get_input (self));
  json_object_set_string_member (object, "kind", kinds[self->settings.kind]);
  json_object_set_double_member (object, "keep_s", self->keep_s);
  if (self->mask != NULL)
    {
      add_mask (self, object);
      return object;
    }
  json_object_set_double_member (object, "level", self->settings.level);
  json_object_set_double_member (object, "upper_level", self->settings.upper_level);
  json_object_set_double_member (object, "hysteresis", self->settings.hysteresis);
  json_object_set_double_member (object, "duration_s", self->settings.duration_s);
  return object;
}

static SolAlarmItem *
mask_from_json (JsonObject *object,
                const char *input)
{
  JsonObject *mask = sol_json_get_object (object, "mask");
  const char *source = sol_json_get_string (object, "trigger_channel");
  g_autoptr (SolMaskRule) rule = NULL;

  if (mask != NULL)
    rule = sol_mask_from_json (mask, NULL, 0, NULL);
  if (rule == NULL)
    return NULL;
  return sol_alarm_item_new_mask (input, source != NULL ? source : input, rule,
                                  sol_json_get_number (object, "keep_s"));
}

SolAlarmItem *
sol_alarm_item_new_from_json (JsonObject *object)
{
  const char *input = sol_json_get_string (object, "channel"), *kind = sol_json_get_string (object, "kind");
  SolAlarmSettings settings = { 0 };

  if (input == NULL || kind == NULL)
    return NULL;
  while (settings.kind < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[settings.kind], kind))
    settings.kind++;
  if (settings.kind == G_N_ELEMENTS (kinds))
    return NULL;
  if (settings.kind == SOL_ALARM_MASK)
    return mask_from_json (object, input);
  settings.level = sol_json_get_number (object, "level");
  settings.upper_level = sol_json_get_number (object, "upper_level");
  settings.hysteresis = sol_json_get_number (object, "hysteresis");
  settings.duration_s = sol_json_get_number (object, "duration_s");
  return sol_alarm_item_new (input, &settings, sol_json_get_number (object, "keep_s"));
}
