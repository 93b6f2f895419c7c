/* sol-harmonics.c: a generator's harmonics as a person writes them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-fields.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-text.h"

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
read_harmonic (const char  *text,
               SolHarmonic *harmonic)
{
  const char *at = text;
  double order = 0.0;

  harmonic->phase = 0.0;
  if (!read_number (&at, &order) || !read_number (&at, &harmonic->amplitude)
      || (*at != '\0' && !read_number (&at, &harmonic->phase)) || *at != '\0')
    return FALSE;
  harmonic->order = order >= 1.0 && order <= G_MAXINT ? (guint) order : 0;
  return TRUE;
}

gboolean
sol_harmonics_parse (const char            *text,
                     SolGeneratorSettings  *settings,
                     GError               **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*g_strstrip (parts[i]) == '\0')
        continue;
      if (n == SOL_HARMONICS_MAX || !read_harmonic (parts[i], &settings->harmonics[n]))
        {
          g_autofree char *head = sol_text_head (parts[i], 40);

          g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
                       _("“%.40s” is no harmonic: expected ORDER,AMPLITUDE,PHASE, as in 3,0.2,180, at most %d times"),
                       head, SOL_HARMONICS_MAX);
          return FALSE;
        }
      n++;
    }
  settings->n_harmonics = n;
  return sol_generator_check_harmonics (settings, error);
}

char *
sol_harmonics_format (const SolGeneratorSettings *settings)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < settings->n_harmonics; i++)
    {
      const SolHarmonic *harmonic = &settings->harmonics[i];

      g_string_append_printf (text, "%s%u,", i > 0 ? "; " : "", harmonic->order);
      g_string_append (text, g_ascii_formatd (number, sizeof number, "%.9g", harmonic->amplitude));
      if (harmonic->phase != 0.0)
        g_string_append_printf (text, ",%s", g_ascii_formatd (number, sizeof number, "%.9g", harmonic->phase));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
