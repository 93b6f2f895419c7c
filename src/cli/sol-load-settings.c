/* sol-load-settings.c: what a load generator is told
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-load.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "sol-mqtt-types.h"

G_DEFINE_QUARK (sol-load-error-quark, sol_load_error)

static const char *const scenario_nicks[] = { "fan-in", "fan-out", "pairs", "idle" };

const char *
sol_load_scenario_get_nick (SolLoadScenario scenario)
{
  return scenario_nicks[scenario];
}

gboolean
sol_load_scenario_from_nick (const char      *nick,
                             SolLoadScenario *scenario)
{
  for (guint i = 0; i < G_N_ELEMENTS (scenario_nicks); i++)
    if (g_str_equal (nick, scenario_nicks[i]))
      {
        *scenario = i;
        return TRUE;
      }
  return FALSE;
}

void
sol_load_settings_init (SolLoadSettings *settings)
{
  *settings = (SolLoadSettings) {
    .host = "localhost",
    .port = 1883,
    .version = SOL_MQTT_VERSION_3_1_1,
    .scenario = SOL_LOAD_PAIRS,
    .n_clients = 100,
    .payload_len = 32,
    .window = 100,
    .warm_up_ms = 500,
    .duration_ms = 2000,
  };
}

static gboolean
check_range (const char  *what,
             guint64      value,
             guint64      lowest,
             guint64      highest,
             GError     **error)
{
  if (value >= lowest && value <= highest)
    return TRUE;
  g_set_error (error, SOL_LOAD_ERROR, SOL_LOAD_ERROR_INVALID,
               _("%s cannot be %" PRIu64 ": it must be %" PRIu64 " to %" PRIu64 "."), what,
               value, lowest, highest);
  return FALSE;
}

gboolean
sol_load_settings_check (const SolLoadSettings  *settings,
                         GError                **error)
{
  return check_range (_("The number of clients"), settings->n_clients, 1, 100000, error)
         && check_range (_("The quality of service"), settings->qos, 0, 2, error)
         && check_range (_("The size of a message"), settings->payload_len, SOL_LOAD_STAMP_SIZE, 1000000, error)
         && check_range (_("The window"), settings->window, 1, 60000, error);
}
