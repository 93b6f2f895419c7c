/* sol-self-test-item.c: a row of the self-test for a list
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-self-test-item.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "sol-column.h"
#include "sol-generator-fields.h"

struct _SolSelfTestItem
{
  GObject parent_instance;

  SolSelfTestRow row;
};

G_DEFINE_FINAL_TYPE (SolSelfTestItem, sol_self_test_item, G_TYPE_OBJECT)

static void
sol_self_test_item_class_init (SolSelfTestItemClass *klass)
{
}

static void
sol_self_test_item_init (SolSelfTestItem *self)
{
}

SolSelfTestItem *
sol_self_test_item_new (const SolSelfTestRow *row)
{
  SolSelfTestItem *self = g_object_new (SOL_TYPE_SELF_TEST_ITEM, NULL);

  self->row = *row;
  return self;
}

/* As the generator's form calls it */
static char *
dup_title (const char *choice,
           guint       value)
{
  guint n;
  const SolGeneratorChoice *choices = sol_generator_get_choices (&n);

  for (guint i = 0; i < n; i++)
    if (strcmp (choices[i].nick, choice) == 0)
      return g_strdup (choices[i].get_title (value));
  return NULL;
}

static char *
dup_shape (gpointer item)
{
  return dup_title ("shape", SOL_SELF_TEST_ITEM (item)->row.shape);
}

static char *
dup_format (gpointer item)
{
  return dup_title ("format", SOL_SELF_TEST_ITEM (item)->row.format);
}

static char *
dup_set (const SolSelfTestValue *value)
{
  return isnan (value->set) ? g_strdup ("–") : g_strdup_printf ("%.4f", value->set);
}

static char *
dup_frequency_set (gpointer item)
{
  return dup_set (&SOL_SELF_TEST_ITEM (item)->row.frequency);
}

static char *
dup_frequency (gpointer item)
{
  return sol_self_test_value_format (&SOL_SELF_TEST_ITEM (item)->row.frequency);
}

static char *
dup_amplitude_set (gpointer item)
{
  return dup_set (&SOL_SELF_TEST_ITEM (item)->row.amplitude);
}

static char *
dup_amplitude (gpointer item)
{
  return sol_self_test_value_format (&SOL_SELF_TEST_ITEM (item)->row.amplitude);
}

static char *
dup_mean_set (gpointer item)
{
  return dup_set (&SOL_SELF_TEST_ITEM (item)->row.mean);
}

static char *
dup_mean (gpointer item)
{
  return sol_self_test_value_format (&SOL_SELF_TEST_ITEM (item)->row.mean);
}

static char *
dup_samples (gpointer item)
{
  const SolSelfTestRow *row = &SOL_SELF_TEST_ITEM (item)->row;

  return g_strdup_printf ("%u/%u", row->n_samples, row->n_expected);
}

static char *
dup_result (gpointer item)
{
  return g_strdup (SOL_SELF_TEST_ITEM (item)->row.has_passed ? _("Passed") : _("Failed"));
}

void
sol_self_test_item_add_columns (GtkColumnView *view)
{
  static const SolColumnSpec columns[] = {
    { N_("Shape"), NULL, dup_shape, FALSE, TRUE, 0 },
    { N_("Format"), NULL, dup_format, FALSE, TRUE, 0 },
    { N_("Frequency Set"), NULL, dup_frequency_set, TRUE, FALSE, 0 },
    { N_("Measured, in Hz"), NULL, dup_frequency, TRUE, FALSE, 0 },
    { N_("Amplitude Set"), NULL, dup_amplitude_set, TRUE, FALSE, 0 },
    { N_("Measured"), NULL, dup_amplitude, TRUE, FALSE, 0 },
    { N_("Mean Set"), NULL, dup_mean_set, TRUE, FALSE, 0 },
    { N_("Measured"), NULL, dup_mean, TRUE, FALSE, 0 },
    { N_("Samples"), NULL, dup_samples, TRUE, FALSE, 0 },
    { N_("Result"), NULL, dup_result, FALSE, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    sol_column_add (view, SOL_TYPE_SELF_TEST_ITEM, &columns[i]);
}
