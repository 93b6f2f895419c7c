/* fuzz-config.c: a configuration that is accepted reads back as itself, whoever wrote it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same two functions read the configuration's file and the body of POST /config.
 */
#include "config.h"

#include "fuzz.h"
#include "sol-config.h"
#include "sol-json.h"

static SolConfig *
read_config (const char  *text,
             gsize        length,
             GError     **error)
{
  g_autoptr (SolConfig) base = sol_config_new ();
  g_autoptr (JsonObject) object = sol_json_parse_object (text, length, error);
  g_autofree char *pointer = NULL;

  return object != NULL ? sol_config_new_from_json (base, object, &pointer, error) : NULL;
}

static char *
print_config (const SolConfig *config,
              gsize           *length)
{
  return sol_json_print_object (sol_config_to_json (config), FALSE, length);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SolConfig) config = read_config ((const char *) data, size, &error);
  g_autoptr (SolConfig) again = NULL;
  g_autofree char *text = NULL, *same = NULL;
  gsize length = 0;

  g_assert_cmpint (config == NULL, ==, error != NULL);
  if (config == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  text = print_config (config, &length);
  again = read_config (text, length, &error);
  g_assert_no_error (error);
  same = print_config (again, &length);
  g_assert_cmpstr (text, ==, same);
  return 0;
}
