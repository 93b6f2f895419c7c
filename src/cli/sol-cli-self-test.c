/* sol-cli-self-test.c: soliton-cli self-test: is what is measured what was set?
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

#include "sol-cli-commands.h"
#include "sol-cli-options.h"
#include "sol-cli-wait.h"
#include "sol-json.h"
#include "sol-self-test.h"

static void
add_value (JsonBuilder            *builder,
           const char             *name,
           const SolSelfTestValue *value)
{
  if (isnan (value->set))
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "set");
  json_builder_add_double_value (builder, value->set);
  json_builder_set_member_name (builder, "measured");
  if (isnan (value->measured))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, value->measured);
  json_builder_set_member_name (builder, "error");
  json_builder_add_double_value (builder, value->error);
  json_builder_end_object (builder);
}

static void
add_row (JsonBuilder          *builder,
         const SolSelfTestRow *row)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "shape");
  json_builder_add_string_value (builder, sol_shape_get_nick (row->shape));
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, sol_format_get_nick (row->format));
  json_builder_set_member_name (builder, "samples");
  json_builder_add_int_value (builder, row->n_samples);
  json_builder_set_member_name (builder, "samples_expected");
  json_builder_add_int_value (builder, row->n_expected);
  add_value (builder, "frequency", &row->frequency);
  add_value (builder, "amplitude", &row->amplitude);
  add_value (builder, "mean", &row->mean);
  json_builder_set_member_name (builder, "passed");
  json_builder_add_boolean_value (builder, row->has_passed);
  json_builder_end_object (builder);
}

static void
print_json (const GArray *rows,
            guint         n_passed)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "passed");
  json_builder_add_int_value (builder, n_passed);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    add_row (builder, &g_array_index (rows, SolSelfTestRow, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = sol_json_print_object (json_object_ref (json_node_get_object (root)), TRUE, NULL);
  g_print ("%s\n", text);
}

/* `1.9999 ± 0.0007`, measured and how far it may be off; a line where the shape has none */
static char *
format_value (const SolSelfTestValue *value)
{
  if (isnan (value->set))
    return g_strdup ("–");
  return g_strdup_printf ("%s%.4f ± %.4f", sol_self_test_value_has_passed (value) ? "" : "! ", value->measured,
                          value->error);
}

static void
print_cell (const char *text,
            glong       width)
{
  g_print ("%s%*s", text, (int) MAX (width - g_utf8_strlen (text, -1), 1), "");
}

static void
print_row (const SolSelfTestRow *row)
{
  const SolSelfTestValue *values[] = { &row->frequency, &row->amplitude, &row->mean };

  print_cell (sol_shape_get_nick (row->shape), 11);
  print_cell (sol_format_get_nick (row->format), 12);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = format_value (values[i]);

      print_cell (text, 20);
    }
  g_print ("%u/%u  %s\n", row->n_samples, row->n_expected, row->has_passed ? _("Passed") : _("Failed"));
}

static void
print_table (const GArray *rows,
             guint         n_passed)
{
  print_cell (_("Shape"), 11);
  print_cell (_("Format"), 12);
  print_cell (_("Frequency"), 20);
  print_cell (_("Amplitude"), 20);
  print_cell (_("Mean"), 20);
  g_print ("%s\n", _("Samples"));
  for (guint i = 0; i < rows->len; i++)
    print_row (&g_array_index (rows, SolSelfTestRow, i));
  g_print (_("%u of %u passed\n"), n_passed, rows->len);
}

static guint
count_passed (const GArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += g_array_index (rows, SolSelfTestRow, i).has_passed;
  return n;
}

static int
run (gboolean is_json)
{
  g_auto (SolCliWait) wait = { 0 };
  g_autoptr (GArray) rows = NULL;
  GError *error = NULL;
  guint n_passed;

  sol_self_test_async (NULL, NULL, NULL, sol_cli_wait_cb, &wait);
  rows = sol_self_test_finish (sol_cli_wait (&wait), &error);
  if (rows == NULL)
    return sol_cli_fail (error);
  n_passed = count_passed (rows);
  if (is_json)
    print_json (rows, n_passed);
  else
    print_table (rows, n_passed);
  return n_passed == rows->len ? SOL_EXIT_OK : SOL_EXIT_FAILURE;
}

int
sol_cli_run_self_test (char **argv)
{
  gboolean is_json = FALSE;
  g_auto (GStrv) rest = g_strdupv (argv);
  GError *error = NULL;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &is_json, N_("Print JSON"), NULL },
    { NULL },
  };

  if (!sol_cli_parse (entries, NULL, NULL,
                      _("Sends every wave in every format through a broker of its own and measures what arrives."),
                      &rest, &error))
    return sol_cli_fail (error);
  return run (is_json);
}
