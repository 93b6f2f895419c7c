/* sol-generator-choices.c: every word of a generator's settings, out of those that can be
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-fields.h"

#include <stddef.h>
#include <string.h>

#include <glib/gi18n.h>

#include "sol-payload.h"
#include "sol-text.h"

static const char *
get_shape_nick (guint value)
{
  return sol_shape_get_nick ((SolShape) value);
}

static const char *
get_shape_title (guint value)
{
  static const char *const titles[SOL_N_SHAPES] = {
    NC_("waveform", "Sine with Overtone"), NC_("waveform", "Sine"),     NC_("waveform", "Square"),
    NC_("waveform", "Triangle"),           NC_("waveform", "Sawtooth"), NC_("waveform", "Pulse"),
    NC_("waveform", "Noise"),              NC_("waveform", "Constant"), NC_("waveform", "Drawn or File"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "waveform", titles[value]);
}

static const char *
get_interpolation_nick (guint value)
{
  static const char *const nicks[SOL_N_INTERPOLATIONS] = { "linear", "stepped", "smooth" };

  return nicks[value];
}

static const char *
get_interpolation_title (guint value)
{
  static const char *const titles[SOL_N_INTERPOLATIONS] = {
    NC_("interpolation", "Straight Lines"), NC_("interpolation", "Steps"), NC_("interpolation", "Smooth Curve"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "interpolation", titles[value]);
}

static const char *
get_sweep_nick (guint value)
{
  static const char *const nicks[SOL_N_SWEEPS] = { "none", "linear", "logarithmic" };

  return nicks[value];
}

static const char *
get_sweep_title (guint value)
{
  static const char *const titles[SOL_N_SWEEPS] = {
    NC_("sweep", "None"), NC_("sweep", "Linear"), NC_("sweep", "Logarithmic"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "sweep", titles[value]);
}

static const char *
get_format_nick (guint value)
{
  return sol_format_get_nick ((SolFormat) value);
}

/* Two ways to write CBOR and JSON are two words here, and one where they are read */
static const char *
get_format_title (guint value)
{
  if (value == SOL_FORMAT_CBOR)
    return _("CBOR, typed array");
  if (value == SOL_FORMAT_GZIP)
    return _("JSON waveform in gzip");
  return sol_format_get_title ((SolFormat) value);
}

static gboolean
is_format_offered (guint value)
{
  return sol_payload_can_write ((SolFormat) value);
}

static gboolean
is_always_offered (guint value)
{
  return TRUE;
}

#define AT(member) offsetof (SolGeneratorSettings, member)

static const SolGeneratorChoice choices[] = {
  { "shape", N_("Shape"),
    N_("composite, sine, square, triangle, sawtooth, pulse, noise, dc or table (composite)"), 's', SOL_FIELD_WAVE,
    SOL_N_SHAPES, AT (shape), get_shape_nick, get_shape_title, is_always_offered },
  { "interpolation", N_("Between Its Points"),
    N_("linear, stepped or smooth: what a table is between its values (linear)"), 0, SOL_FIELD_WAVE,
    SOL_N_INTERPOLATIONS, AT (interpolation), get_interpolation_nick, get_interpolation_title, is_always_offered },
  { "sweep", N_("Sweep"),
    N_("none, linear or logarithmic: from the frequency to --sweep-to (none)"), 0, SOL_FIELD_MODULATION,
    SOL_N_SWEEPS, AT (sweep), get_sweep_nick, get_sweep_title, is_always_offered },
  { "format", N_("Format"),
    N_("json, number, fields, csv, int16, float32, sol1, pairs, influx, senml, cbor, cbor-plain, msgpack, "
       "senml-cbor or gzip (json)"), 'F', SOL_FIELD_MESSAGE,
    SOL_N_FORMATS, AT (format), get_format_nick, get_format_title, is_format_offered },
};

/* Each is an enumeration, as wide as a guint */
G_STATIC_ASSERT (sizeof (SolShape) == sizeof (guint) && sizeof (SolFormat) == sizeof (guint)
                 && sizeof (SolSweep) == sizeof (guint) && sizeof (SolInterpolation) == sizeof (guint));

const SolGeneratorChoice *
sol_generator_get_choices (guint *n)
{
  *n = G_N_ELEMENTS (choices);
  return choices;
}

guint
sol_generator_choice_get (const SolGeneratorChoice   *self,
                          const SolGeneratorSettings *settings)
{
  guint value;

  memcpy (&value, (const char *) settings + self->offset, sizeof value);
  return value;
}

void
sol_generator_choice_set (const SolGeneratorChoice *self,
                          SolGeneratorSettings     *settings,
                          guint                     value)
{
  memcpy ((char *) settings + self->offset, &value, sizeof value);
}

static gboolean
fail (const SolGeneratorChoice  *self,
      const char                *word,
      GError                   **error)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *head = sol_text_head (word, 40);

  for (guint i = 0; i < self->n_values; i++)
    if (self->is_offered (i))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", self->get_nick (i));
  g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS, _("%s is “%.40s”: expected one of %s"),
               self->nick, head, words->str);
  return FALSE;
}

gboolean
sol_generator_choice_parse (const SolGeneratorChoice  *self,
                            const char                *word,
                            SolGeneratorSettings      *settings,
                            GError                   **error)
{
  for (guint i = 0; i < self->n_values; i++)
    if (self->is_offered (i) && strcmp (self->get_nick (i), word) == 0)
      {
        sol_generator_choice_set (self, settings, i);
        return TRUE;
      }
  return fail (self, word, error);
}

gboolean
sol_generator_choice_check (const SolGeneratorChoice    *self,
                            const SolGeneratorSettings  *settings,
                            GError                     **error)
{
  guint value = sol_generator_choice_get (self, settings);

  if (value < self->n_values && self->is_offered (value))
    return TRUE;
  return fail (self, value < self->n_values ? self->get_nick (value) : "?", error);
}
