/* sol-generator-form.c: the generator's form: values in, values out, what cannot be
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-mqtt-topic.h"

/* In the order of the template's list */
static const SolFormat formats[] = {
  SOL_FORMAT_WAVEFORM_JSON, SOL_FORMAT_NUMBER, SOL_FORMAT_FLAT_JSON, SOL_FORMAT_CSV,
  SOL_FORMAT_INT16,         SOL_FORMAT_FLOAT32, SOL_FORMAT_SOL1,       SOL_FORMAT_PAIRS,
  SOL_FORMAT_INFLUX,        SOL_FORMAT_SENML,   SOL_FORMAT_CBOR,       SOL_FORMAT_CBOR_PLAIN,
  SOL_FORMAT_MSGPACK,       SOL_FORMAT_SENML_CBOR, SOL_FORMAT_GZIP,
};

static const SolShape shapes[] = {
  SOL_SHAPE_SINE,     SOL_SHAPE_SQUARE, SOL_SHAPE_TRIANGLE, SOL_SHAPE_SAWTOOTH,
  SOL_SHAPE_PULSE,    SOL_SHAPE_NOISE,  SOL_SHAPE_DC,       SOL_SHAPE_COMPOSITE,
  SOL_SHAPE_TABLE,
};

static double
get_number (SolGeneratorPage   *self,
            SolGeneratorNumber  number)
{
  return gtk_spin_button_get_value (self->numbers[number]);
}

const char *
sol_generator_page_get_topic (SolGeneratorPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->topic));
}

/* One field of the settings from its number in the form */
static void
set_field (SolGeneratorSettings *settings,
           SolGeneratorNumber    number,
           double                value)
{
  switch (number)
    {
    case SOL_GENERATOR_FREQUENCY:
      settings->frequency_hz = value;
      break;
    case SOL_GENERATOR_AMPLITUDE:
      settings->amplitude = value;
      break;
    case SOL_GENERATOR_OFFSET:
      settings->offset = value;
      break;
    case SOL_GENERATOR_NOISE:
      settings->noise = value;
      break;
    case SOL_GENERATOR_DUTY:
      settings->duty = value / 100;
      break;
    case SOL_GENERATOR_RATE:
      settings->rate_hz = value;
      break;
    case SOL_GENERATOR_POINTS:
      settings->n_points = (guint) value;
      break;
    case SOL_GENERATOR_N_NUMBERS:
    default:
      g_assert_not_reached ();
    }
}

void
sol_generator_page_read_form (SolGeneratorPage     *self,
                              SolGeneratorSettings *settings)
{
  sol_generator_settings_init (settings);
  settings->shape = shapes[MIN (adw_combo_row_get_selected (self->shape), G_N_ELEMENTS (shapes) - 1)];
  settings->format = formats[MIN (adw_combo_row_get_selected (self->format), G_N_ELEMENTS (formats) - 1)];
  for (guint i = 0; i < SOL_GENERATOR_N_NUMBERS; i++)
    set_field (settings, i, get_number (self, i));
  sol_generator_page_read_rows (self, settings);
}

void
sol_generator_page_fill_form (SolGeneratorPage           *self,
                              const SolGeneratorSettings *settings)
{
  const double values[SOL_GENERATOR_N_NUMBERS] = {
    settings->frequency_hz, settings->amplitude, settings->offset, settings->noise,
    settings->duty * 100,   settings->rate_hz,   settings->n_points,
  };

  self->is_filling = TRUE;
  for (guint i = 0; i < SOL_GENERATOR_N_NUMBERS; i++)
    gtk_spin_button_set_value (self->numbers[i], values[i]);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (shapes[i] == settings->shape)
      adw_combo_row_set_selected (self->shape, i);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i] == settings->format)
      adw_combo_row_set_selected (self->format, i);
  sol_generator_page_fill_rows (self, settings);
  self->is_filling = FALSE;
}

static void
mark (GtkWidget *row,
      gboolean   is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
}

/* By itself, in settings that are right otherwise, so that the error is this field's */
static gboolean
check_number (SolGeneratorPage   *self,
              SolGeneratorNumber  number)
{
  SolGeneratorSettings settings;
  g_autoptr (GError) error = NULL;
  gboolean is_right;

  sol_generator_settings_init (&settings);
  set_field (&settings, number, get_number (self, number));
  is_right = sol_generator_settings_check (&settings, &error);
  adw_action_row_set_subtitle (self->rows[number], is_right ? "" : error->message);
  mark (GTK_WIDGET (self->rows[number]), !is_right);
  return is_right;
}

static gboolean
check_topic (SolGeneratorPage *self)
{
  const char *topic = sol_generator_page_get_topic (self);
  gboolean is_right = sol_mqtt_topic_is_name (topic, strlen (topic));

  gtk_widget_set_visible (self->topic_problem, !is_right);
  mark (GTK_WIDGET (self->topic), !is_right);
  return is_right;
}

gboolean
sol_generator_page_check_form (SolGeneratorPage *self)
{
  gboolean is_right = check_topic (self);

  for (guint i = 0; i < SOL_GENERATOR_N_NUMBERS; i++)
    is_right = check_number (self, i) && is_right;
  return is_right;
}
