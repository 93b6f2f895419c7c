/* sol-generator-settings.c: what a generator is told, checked
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-settings.h"

#include <glib/gi18n.h>

#include "sol-generator-fields.h"

#define MAX_MESSAGES 10000.0 /* a second */
#define MAX_ORDER 1000u
#define MAX_PART 10.0

G_DEFINE_QUARK (sol-generator-error-quark, sol_generator_error)

void
sol_generator_settings_init (SolGeneratorSettings *settings)
{
  *settings = (SolGeneratorSettings) {
    .shape = SOL_SHAPE_COMPOSITE, .frequency_hz = 2.0, .amplitude = 1.0, .noise = 0.1,
    .rate_hz = 300.0, .n_points = 300, .format = SOL_FORMAT_WAVEFORM_JSON, .decimals = 3,
    .n_channels = 1, .channel_phase = -120.0,
    .sweep_hz = 10.0, .sweep_s = 10.0, .burst_pause = 5.0, .am_hz = 1.0, .fm_hz = 1.0, .pwm_hz = 1.0,
    .dropout_s = 0.05, .late_s = 0.5,
  };
}

void
sol_generator_settings_init_simple (SolGeneratorSettings *settings)
{
  sol_generator_settings_init (settings);
  settings->shape = SOL_SHAPE_SINE;
  settings->frequency_hz = 5.0;
  settings->noise = 0.0;
  settings->rate_hz = 1000.0;
  settings->n_points = 20;
}

double
sol_generator_settings_get_messages_hz (const SolGeneratorSettings *settings)
{
  return settings->rate_hz / settings->n_points * settings->n_channels;
}

static gboolean
check_numbers (const SolGeneratorSettings  *settings,
               GError                     **error)
{
  const SolGeneratorField *wrong = sol_generator_find_wrong_field (settings);

  return wrong == NULL || sol_generator_field_check (wrong, sol_generator_field_get (wrong, settings), error);
}

gboolean
sol_generator_check_pace (const SolGeneratorSettings  *settings,
                          GError                     **error)
{
  double messages = sol_generator_settings_get_messages_hz (settings);

  if (messages <= MAX_MESSAGES)
    return TRUE;
  g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
               _("These are %g messages a second, and at most %g can be sent: put more samples into a message"),
               messages, MAX_MESSAGES);
  return FALSE;
}

static gboolean
check_choices (const SolGeneratorSettings  *settings,
               GError                     **error)
{
  guint n;
  const SolGeneratorChoice *choices = sol_generator_get_choices (&n);

  for (guint i = 0; i < n; i++)
    if (!sol_generator_choice_check (&choices[i], settings, error))
      return FALSE;
  return TRUE;
}

/* A file that was not read, or not yet, stands for its wave */
gboolean
sol_generator_check_table (const SolGeneratorSettings  *settings,
                           GError                     **error)
{
  const char *problem;

  if (settings->shape != SOL_SHAPE_TABLE)
    return TRUE;
  problem = settings->table != NULL ? sol_shape_table_get_problem (settings->table)
                                    : _("There is no wave to be played yet: draw one, or open a file with one");
  if (problem == NULL)
    return TRUE;
  g_set_error_literal (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS, problem);
  return FALSE;
}

static gboolean
check_harmonic (const SolHarmonic  *harmonic,
                GError            **error)
{
  if (harmonic->order >= 1 && harmonic->order <= MAX_ORDER && harmonic->amplitude >= 0.0
      && harmonic->amplitude <= MAX_PART && harmonic->phase >= -360.0 && harmonic->phase <= 360.0)
    return TRUE;
  g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
               _("A harmonic has order %u, amplitude %g and phase %g: orders are from 1 to %u, amplitudes from 0 to "
                 "%g, phases from −360 to 360"),
               harmonic->order, harmonic->amplitude, harmonic->phase, MAX_ORDER, MAX_PART);
  return FALSE;
}

gboolean
sol_generator_check_harmonics (const SolGeneratorSettings  *settings,
                               GError                     **error)
{
  if (settings->n_harmonics > SOL_HARMONICS_MAX)
    {
      g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
                   _("There are %u harmonics: at most %u can be"), settings->n_harmonics, SOL_HARMONICS_MAX);
      return FALSE;
    }
  for (guint i = 0; i < settings->n_harmonics; i++)
    if (!check_harmonic (&settings->harmonics[i], error))
      return FALSE;
  return TRUE;
}

gboolean
sol_generator_settings_check (const SolGeneratorSettings  *settings,
                              GError                     **error)
{
  return check_choices (settings, error) && sol_generator_check_table (settings, error)
         && check_numbers (settings, error) && sol_generator_check_harmonics (settings, error)
         && sol_generator_check_pace (settings, error);
}

void
sol_generator_settings_copy (const SolGeneratorSettings *settings,
                             SolGeneratorSettings       *copy)
{
  *copy = *settings;
  if (copy->table != NULL)
    sol_shape_table_ref (copy->table);
}

void
sol_generator_settings_clear (SolGeneratorSettings *settings)
{
  g_clear_pointer (&settings->table, sol_shape_table_unref);
}
