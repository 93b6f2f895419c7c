/* sol-cli-wave-options.c: a wave as a command line describes it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-wave-options.h"

#include <glib/gi18n.h>

#include "sol-cli-options.h"

void
sol_cli_wave_options_init (SolCliWaveOptions *self)
{
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);

  sol_generator_settings_init (&self->settings);
  self->counts = g_new0 (int, n);
  for (guint i = 0; i < n; i++)
    self->counts[i] = (int) sol_generator_field_get (&fields[i], &self->settings);
}

void
sol_cli_wave_options_clear (SolCliWaveOptions *self)
{
  sol_generator_settings_clear (&self->settings);
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->counts, g_free);
  g_free (self->shape);
  g_free (self->format);
  g_free (self->sweep);
  g_free (self->table_file);
  g_free (self->scenario_nick);
  g_strfreev (self->harmonics);
}

static void
add_fields (SolCliWaveOptions *self)
{
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);

  for (guint i = 0; i < n; i++)
    {
      gpointer at = fields[i].is_count ? (gpointer) &self->counts[i]
                                       : (gpointer) ((char *) &self->settings + fields[i].offset);
      GOptionEntry entry = { fields[i].nick, g_str_equal (fields[i].nick, "amplitude") ? 'a' : 0, 0,
                             fields[i].is_count ? G_OPTION_ARG_INT : G_OPTION_ARG_DOUBLE, at, fields[i].summary,
                             N_("NUMBER") };

      g_array_append_val (self->entries, entry);
    }
}

const GOptionEntry *
sol_cli_wave_options_get (SolCliWaveOptions *self)
{
  const GOptionEntry words[] = {
    { "shape", 's', 0, G_OPTION_ARG_STRING, &self->shape,
      N_("composite, sine, square, triangle, sawtooth, pulse, noise, dc or table (composite)"), N_("SHAPE") },
    { "table", 0, 0, G_OPTION_ARG_FILENAME, &self->table_file,
      N_("One period of the wave from a CSV or WAV file"), N_("FILE") },
    { "harmonic", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->harmonics,
      N_("A sine of so many times the frequency on top: ORDER,AMPLITUDE,PHASE, as 3,0.2,180; several times"),
      N_("HARMONIC") },
    { "sweep", 0, 0, G_OPTION_ARG_STRING, &self->sweep,
      N_("none, linear or logarithmic: from the frequency to --sweep-to (none)"), N_("KIND") },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &self->scenario_nick,
      N_("mains, ecg, motor, weather or stepper: ready-made sources instead of these options"), N_("NAME") },
    { "format", 'F', 0, G_OPTION_ARG_STRING, &self->format,
      N_("json, number, fields, csv, int16, float32, sol1, pairs, influx, senml, cbor, cbor-plain, msgpack, "
         "senml-cbor or gzip (json)"), N_("FORMAT") },
  };

  self->entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_array_append_vals (self->entries, words, G_N_ELEMENTS (words));
  add_fields (self);
  return (const GOptionEntry *) (gpointer) self->entries->data;
}

static gboolean
check_words (SolCliWaveOptions  *self,
             GError            **error)
{
  const char *option, *word;

  if (self->shape != NULL && !sol_shape_from_nick (self->shape, &self->settings.shape))
    option = "--shape", word = self->shape;
  else if (self->format != NULL && !sol_format_from_nick (self->format, &self->settings.format))
    option = "--format", word = self->format;
  else if (self->sweep != NULL && !sol_sweep_from_nick (self->sweep, &self->settings.sweep))
    option = "--sweep", word = self->sweep;
  else if (self->scenario_nick != NULL && (self->scenario = sol_scenario_find (self->scenario_nick)) == NULL)
    option = "--scenario", word = self->scenario_nick;
  else
    return TRUE;
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("%s cannot be “%s”: `soliton-cli wave --help` names them."), option, word);
  return FALSE;
}

static gboolean
check_counts (SolCliWaveOptions  *self,
              GError            **error)
{
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *option = g_strconcat ("--", fields[i].nick, NULL);

      if (!fields[i].is_count)
        continue;
      if (!sol_cli_check_range (option, self->counts[i], (gint64) fields[i].least, (gint64) fields[i].most, error))
        return FALSE;
      sol_generator_field_set (&fields[i], &self->settings, self->counts[i]);
    }
  return TRUE;
}

static gboolean
read_number (const char **at,
             double      *value)
{
  char *end;

  *value = g_ascii_strtod (*at, &end);
  if (end == *at)
    return FALSE;
  *at = *end == ',' ? end + 1 : end;
  return *end == ',' || *end == '\0';
}

static gboolean
add_harmonic (SolCliWaveOptions  *self,
              const char         *text,
              GError            **error)
{
  const char *at = text;
  double order = 0.0, amplitude = 0.0, phase = 0.0;
  gboolean is_right = read_number (&at, &order) && read_number (&at, &amplitude)
                      && (*at == '\0' || read_number (&at, &phase)) && *at == '\0';

  if (is_right && order >= 1.0 && order <= 1000.0 && self->settings.n_harmonics < SOL_HARMONICS_MAX)
    {
      self->settings.harmonics[self->settings.n_harmonics++] = (SolHarmonic) { (guint) order, amplitude, phase };
      return TRUE;
    }
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("--harmonic cannot be “%s”: give ORDER,AMPLITUDE,PHASE, as in 3,0.2,180, at most %d times."), text,
               SOL_HARMONICS_MAX);
  return FALSE;
}

static gboolean
read_table (SolCliWaveOptions  *self,
            GError            **error)
{
  g_autofree char *data = NULL;
  gsize length;

  if (self->table_file == NULL)
    return TRUE;
  if (!g_file_get_contents (self->table_file, &data, &length, error))
    return FALSE;
  self->settings.table = sol_shape_table_new_from_octets ((const guint8 *) data, length, error);
  self->settings.shape = SOL_SHAPE_TABLE;
  return self->settings.table != NULL;
}

gboolean
sol_cli_wave_options_check (SolCliWaveOptions  *self,
                            GError            **error)
{
  if (!check_words (self, error) || !check_counts (self, error) || !read_table (self, error))
    return FALSE;
  for (guint i = 0; self->harmonics != NULL && self->harmonics[i] != NULL; i++)
    if (!add_harmonic (self, self->harmonics[i], error))
      return FALSE;
  return self->scenario != NULL || sol_generator_settings_check (&self->settings, error);
}
