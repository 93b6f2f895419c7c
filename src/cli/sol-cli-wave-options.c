/* sol-cli-wave-options.c: waves as a command line describes them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-wave-options.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-cli-options.h"
#include "sol-generator-fields.h"
#include "sol-wave-open.h"

#define DEFAULT_TOPIC "realtime_waveform"

void
sol_cli_wave_options_init (SolCliWaveOptions *self)
{
  guint n_fields, n_choices;

  sol_generator_get_fields (&n_fields);
  sol_generator_get_choices (&n_choices);
  *self = (SolCliWaveOptions) { 0 };
  self->numbers = g_new (double, n_fields);
  self->counts = g_new (int, n_fields);
  self->words = g_new0 (char *, n_choices + 1);
  for (guint i = 0; i < n_fields; i++)
    {
      self->numbers[i] = NAN;
      self->counts[i] = G_MININT;
    }
}

static void
free_words (SolCliWaveOptions *self)
{
  guint n;

  sol_generator_get_choices (&n);
  for (guint i = 0; self->words != NULL && i < n; i++)
    g_free (self->words[i]);
  g_free (self->words);
}

void
sol_cli_wave_options_clear (SolCliWaveOptions *self)
{
  free_words (self);
  g_clear_pointer (&self->entries, g_array_unref);
  g_free (self->numbers);
  g_free (self->counts);
  g_free (self->config_file);
  g_free (self->wave_file);
  g_free (self->column);
  g_free (self->table_file);
  g_free (self->scenario);
  g_strfreev (self->harmonics);
}

static void
add_choices (SolCliWaveOptions *self)
{
  guint n;
  const SolGeneratorChoice *choices = sol_generator_get_choices (&n);

  for (guint i = 0; i < n; i++)
    {
      GOptionEntry entry = { choices[i].nick, choices[i].letter, 0, G_OPTION_ARG_STRING, &self->words[i],
                             choices[i].summary, N_("WORD") };

      g_array_append_val (self->entries, entry);
    }
}

static void
add_fields (SolCliWaveOptions *self)
{
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);

  for (guint i = 0; i < n; i++)
    {
      gpointer at = fields[i].is_count ? (gpointer) &self->counts[i] : (gpointer) &self->numbers[i];
      GOptionEntry entry = { fields[i].nick, g_str_equal (fields[i].nick, "amplitude") ? 'a' : 0, 0,
                             fields[i].is_count ? G_OPTION_ARG_INT : G_OPTION_ARG_DOUBLE, at, fields[i].summary,
                             N_("NUMBER") };

      g_array_append_val (self->entries, entry);
    }
}

const GOptionEntry *
sol_cli_wave_options_get (SolCliWaveOptions *self)
{
  const GOptionEntry files[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &self->config_file,
      N_("Sources from a file, as the Generator view keeps them, instead of these options"), N_("FILE") },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &self->scenario,
      N_("mains, ecg, motor, weather or stepper: ready-made sources instead of these options"), N_("NAME") },
    { "from-file", 0, 0, G_OPTION_ARG_FILENAME, &self->wave_file,
      N_("Plays a CSV or WAV file, or a recording, sample by sample and again and again"), N_("FILE") },
    { "column", 0, 0, G_OPTION_ARG_STRING, &self->column,
      N_("Its column, channel, or topic and field, by name or number (the last column, the first of the others)"),
      N_("COLUMN") },
    { "table", 0, 0, G_OPTION_ARG_FILENAME, &self->table_file,
      N_("One period of the wave from such a file"), N_("FILE") },
    { "harmonic", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->harmonics,
      N_("A sine of so many times the frequency on top: ORDER,AMPLITUDE,PHASE, as 3,0.2,180; several times"),
      N_("HARMONIC") },
  };

  self->entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_array_append_vals (self->entries, files, G_N_ELEMENTS (files));
  add_choices (self);
  add_fields (self);
  return (const GOptionEntry *) (gpointer) self->entries->data;
}

static gboolean
fail (GError     **error,
      const char  *option,
      const char  *reason)
{
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, "%s: %s", option, reason);
  return FALSE;
}

static gboolean
set_words (SolCliWaveOptions     *self,
           SolGeneratorSettings  *settings,
           GError               **error)
{
  guint n;
  const SolGeneratorChoice *choices = sol_generator_get_choices (&n);
  g_autoptr (GError) cause = NULL;

  for (guint i = 0; i < n; i++)
    if (self->words[i] != NULL && !sol_generator_choice_parse (&choices[i], self->words[i], settings, &cause))
      {
        g_autofree char *option = g_strconcat ("--", choices[i].nick, NULL);

        return fail (error, option, cause->message);
      }
  return TRUE;
}

static gboolean
is_given (SolCliWaveOptions       *self,
          const SolGeneratorField *field,
          guint                    i)
{
  return field->is_count ? self->counts[i] != G_MININT : !isnan (self->numbers[i]);
}

static gboolean
set_numbers (SolCliWaveOptions     *self,
             SolGeneratorSettings  *settings,
             GError               **error)
{
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);
  g_autoptr (GError) cause = NULL;

  for (guint i = 0; i < n; i++)
    {
      double value = fields[i].is_count ? self->counts[i] : self->numbers[i];
      g_autofree char *option = g_strconcat ("--", fields[i].nick, NULL);

      if (!is_given (self, &fields[i], i))
        continue;
      if (!sol_generator_field_check (&fields[i], value, &cause))
        return fail (error, option, cause->message);
      sol_generator_field_set (&fields[i], settings, value);
    }
  return TRUE;
}

static gboolean
set_harmonics (SolCliWaveOptions     *self,
               SolGeneratorSettings  *settings,
               GError               **error)
{
  g_autofree char *text = self->harmonics != NULL ? g_strjoinv (";", self->harmonics) : NULL;
  g_autoptr (GError) cause = NULL;

  if (text == NULL || sol_harmonics_parse (text, settings, &cause))
    return TRUE;
  return fail (error, "--harmonic", cause->message);
}

/* As one period of the wave, or as it is played */
static gboolean
read_file (SolCliWaveOptions     *self,
           SolGeneratorSettings  *settings,
           GError               **error)
{
  const char *path = self->wave_file != NULL ? self->wave_file : self->table_file;
  g_autoptr (SolWaveFile) file = NULL;
  g_autoptr (SolShapeTable) table = NULL;
  SolWaveFacts facts;
  guint column;

  if (path == NULL)
    return self->column == NULL || fail (error, "--column", _("it needs --from-file or --table"));
  file = sol_wave_open (path, error);
  if (file == NULL)
    return FALSE;
  column = sol_wave_file_get_wave_column (file);
  if (self->column != NULL && !sol_wave_file_find_column (file, self->column, &column, error))
    return FALSE;
  table = sol_wave_file_read (file, column, sol_wave_file_get_time_column (file), &facts, error);
  if (table == NULL)
    return FALSE;
  if (self->wave_file != NULL)
    sol_wave_facts_apply (&facts, table, facts.rate_hz > 0.0 ? facts.rate_hz : settings->rate_hz, settings);
  else
    settings->table = g_steal_pointer (&table);
  settings->shape = SOL_SHAPE_TABLE;
  return TRUE;
}

/* --rate, with a file that says how fast it is, plays it faster or slower: its period goes along */
static void
follow_rate (SolCliWaveOptions          *self,
             SolGeneratorSettings       *settings,
             const SolGeneratorSettings *before)
{
  if (self->wave_file != NULL && settings->frequency_hz == before->frequency_hz)
    settings->frequency_hz = before->frequency_hz / before->rate_hz * settings->rate_hz;
}

static gboolean
fill_settings (SolCliWaveOptions     *self,
               SolGeneratorSettings  *settings,
               GError               **error)
{
  SolGeneratorSettings before;

  if (!read_file (self, settings, error))
    return FALSE;
  before = *settings;
  if (!set_words (self, settings, error) || !set_numbers (self, settings, error)
      || !set_harmonics (self, settings, error))
    return FALSE;
  if (settings->shape == SOL_SHAPE_TABLE && settings->table == NULL)
    return fail (error, "--shape", _("table needs --table or --from-file"));
  follow_rate (self, settings, &before);
  return sol_generator_settings_check (settings, error);
}

static GPtrArray *
make_one (SolCliWaveOptions  *self,
          const char         *topic,
          GError            **error)
{
  g_auto (SolGeneratorSettings) settings = { 0 };
  GPtrArray *configs;

  sol_generator_settings_init (&settings);
  if (!fill_settings (self, &settings, error))
    return NULL;
  configs = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_wave_config_free);
  g_ptr_array_add (configs, sol_wave_config_new ("wave", topic != NULL ? topic : DEFAULT_TOPIC, &settings));
  return configs;
}

static GPtrArray *
make_scenario (SolCliWaveOptions  *self,
               const char         *topic,
               GError            **error)
{
  const SolScenario *scenario = sol_scenario_find (self->scenario);

  if (scenario != NULL)
    return sol_wave_configs_for_scenario (scenario, topic != NULL ? topic : scenario->nick);
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("%s cannot be “%s”: `soliton-cli wave --help` names them."), "--scenario", self->scenario);
  return NULL;
}

/* Nothing that was asked for is passed over in silence */
static gboolean
check_alone (SolCliWaveOptions  *self,
             const char         *option,
             GError            **error)
{
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);
  gboolean is_alone = self->wave_file == NULL && self->table_file == NULL && self->harmonics == NULL;

  for (guint i = 0; i < n; i++)
    is_alone = is_alone && !is_given (self, &fields[i], i);
  sol_generator_get_choices (&n);
  for (guint i = 0; i < n; i++)
    is_alone = is_alone && self->words[i] == NULL;
  return is_alone || fail (error, option, _("it says all of the waves: leave the options of a single one out"));
}

static GPtrArray *
read_config (SolCliWaveOptions  *self,
             const char         *topic,
             GError            **error)
{
  GPtrArray *configs;

  if (topic != NULL || self->scenario != NULL)
    {
      fail (error, "--config", _("it names the topics itself: leave --topic and --scenario out"));
      return NULL;
    }
  configs = sol_wave_configs_read (self->config_file, error);
  if (configs == NULL || configs->len > 0)
    return configs;
  g_ptr_array_unref (configs);
  fail (error, "--config", _("there is no source in the file"));
  return NULL;
}

GPtrArray *
sol_cli_wave_options_make (SolCliWaveOptions  *self,
                           const char         *topic,
                           GError            **error)
{
  if (self->config_file != NULL)
    return check_alone (self, "--config", error) ? read_config (self, topic, error) : NULL;
  if (self->scenario != NULL)
    return check_alone (self, "--scenario", error) ? make_scenario (self, topic, error) : NULL;
  return make_one (self, topic, error);
}
