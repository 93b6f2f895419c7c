/* fuzz-wave.c: sources of waves that are accepted read back as themselves, and those that are checked send messages
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "sol-generator.h"
#include "sol-json.h"
#include "sol-wave-config.h"

#define MOST_POINTS 256u /* of a message that is made here: more of them is only more of the same */

static char *
print_source (const SolWaveConfig *config)
{
  return sol_json_print_object (sol_wave_config_to_json (config), FALSE, NULL);
}

static void
read_again (const SolWaveConfig *config)
{
  g_autofree char *text = print_source (config), *same = NULL;
  g_autofree char *file = g_strdup_printf ("{\"sources\":[%s]}", text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = sol_wave_configs_parse (file, strlen (file), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 1);
  same = print_source (again->pdata[0]);
  g_assert_cmpstr (text, ==, same);
}

static void
run (const SolWaveConfig *config)
{
  g_autoptr (SolGenerator) generator = NULL;
  double late_s;

  if (!sol_wave_config_check (config, NULL) || config->settings.n_points > MOST_POINTS)
    return;
  generator = sol_generator_new_for_channel (&config->settings, 1, config->settings.n_channels - 1);
  g_assert_cmpfloat (sol_generator_get_interval (generator), >, 0.0);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) payload = sol_generator_next_payload (generator, 0);

      g_assert_cmpuint (g_bytes_get_size (payload), >, 0);
      g_assert_cmpuint (sol_generator_next_fate (generator, &late_s), <=, 2);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL, problem = NULL;
  g_autoptr (GPtrArray) sources = sol_wave_configs_parse ((const char *) data, size, &problem, &error);

  g_assert_cmpint (sources == NULL, ==, error != NULL);
  g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
  g_assert_true (problem == NULL || g_utf8_validate (problem->message, -1, NULL));
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      read_again (sources->pdata[i]);
      run (sources->pdata[i]);
    }
  return 0;
}
