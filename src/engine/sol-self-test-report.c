/* sol-self-test-report.c: the self-test's rows as text, JSON and CSV
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-self-test-report.h"

#include <math.h>

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "sol-json.h"

guint
sol_self_test_count_passed (const GArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += g_array_index (rows, SolSelfTestRow, i).has_passed;
  return n;
}

/* JSON */

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

char *
sol_self_test_to_json (const GArray *rows)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "passed");
  json_builder_add_int_value (builder, sol_self_test_count_passed (rows));
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    add_row (builder, &g_array_index (rows, SolSelfTestRow, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return sol_json_print_object (json_object_ref (json_node_get_object (root)), TRUE, NULL);
}

/* Text */

char *
sol_self_test_value_format (const SolSelfTestValue *value)
{
  if (isnan (value->set))
    return g_strdup ("–");
  return g_strdup_printf ("%s%.4f ± %.4f", sol_self_test_value_has_passed (value) ? "" : "! ", value->measured,
                          value->error);
}

static void
append_cell (GString    *text,
             const char *cell,
             glong       width)
{
  g_string_append_printf (text, "%s%*s", cell, (int) MAX (width - g_utf8_strlen (cell, -1), 1), "");
}

static void
append_row (GString              *text,
            const SolSelfTestRow *row)
{
  const SolSelfTestValue *values[] = { &row->frequency, &row->amplitude, &row->mean };

  append_cell (text, sol_shape_get_nick (row->shape), 11);
  append_cell (text, sol_format_get_nick (row->format), 12);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *cell = sol_self_test_value_format (values[i]);

      append_cell (text, cell, 20);
    }
  g_string_append_printf (text, "%u/%u  %s\n", row->n_samples, row->n_expected,
                          row->has_passed ? _("Passed") : _("Failed"));
}

char *
sol_self_test_to_text (const GArray *rows)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_cell (text, _("Shape"), 11);
  append_cell (text, _("Format"), 12);
  append_cell (text, _("Frequency"), 20);
  append_cell (text, _("Amplitude"), 20);
  append_cell (text, _("Mean"), 20);
  g_string_append_printf (text, "%s\n", _("Samples"));
  for (guint i = 0; i < rows->len; i++)
    append_row (text, &g_array_index (rows, SolSelfTestRow, i));
  g_string_append_printf (text, _("%u of %u passed\n"), sol_self_test_count_passed (rows), rows->len);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* CSV */

/* Empty where the shape has none */
static void
append_numbers (GString                *text,
                const SolSelfTestValue *value)
{
  const double numbers[] = { value->set, value->measured, value->error };
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_string_append_printf (text, ",%s", isnan (value->set) || isnan (numbers[i])
                                             ? "" : g_ascii_formatd (number, sizeof number, "%.9g", numbers[i]));
}

char *
sol_self_test_to_csv (const GArray *rows)
{
  g_autoptr (GString) text = g_string_new ("shape,format,samples,samples_expected");
  static const char *const values[] = { "frequency", "amplitude", "mean" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_string_append_printf (text, ",%s_set,%s_measured,%s_error", values[i], values[i], values[i]);
  g_string_append (text, ",passed\r\n");
  for (guint i = 0; i < rows->len; i++)
    {
      const SolSelfTestRow *row = &g_array_index (rows, SolSelfTestRow, i);

      g_string_append_printf (text, "%s,%s,%u,%u", sol_shape_get_nick (row->shape), sol_format_get_nick (row->format),
                              row->n_samples, row->n_expected);
      append_numbers (text, &row->frequency);
      append_numbers (text, &row->amplitude);
      append_numbers (text, &row->mean);
      g_string_append (text, row->has_passed ? ",true\r\n" : ",false\r\n");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
