/* sol-decoder-settings.c: what a person has said of a topic
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoder.h"

#include <math.h>

#include <glib/gi18n.h>

void
sol_decoder_settings_copy (const SolDecoderSettings *self,
                           SolDecoderSettings       *copy)
{
  *copy = *self;
  copy->fields = g_strdupv (self->fields);
  copy->unit = g_strdup (self->unit);
}

static gboolean
are_fields_equal (char **a,
                  char **b)
{
  return a == NULL || b == NULL ? a == b : g_strv_equal ((const char *const *) a, (const char *const *) b);
}

gboolean
sol_decoder_settings_equal (const SolDecoderSettings *self,
                            const SolDecoderSettings *other)
{
  return self->format == other->format && are_fields_equal (self->fields, other->fields)
         && g_strcmp0 (self->unit, other->unit) == 0 && self->scale == other->scale && self->offset == other->offset
         && self->rate_hz == other->rate_hz && self->time_source == other->time_source;
}

gboolean
sol_decoder_settings_set_number (SolDecoderSettings *self,
                                 SolDecoderNumber    which,
                                 double              value,
                                 GError            **error)
{
  const char *problem = NULL;

  if (!isfinite (value))
    problem = _("This is not a number; write one such as 0.5 or 2e-3");
  else if (which == SOL_DECODER_SCALE && value == 0.0)
    problem = _("A scale of 0 leaves nothing of the signal; 1 leaves it as it is");
  else if (which == SOL_DECODER_RATE && !(value > 0.0 && value <= SOL_DECODER_MAX_RATE_HZ))
    problem = _("A rate is above 0; leave the field empty to use what the messages state");
  if (problem != NULL)
    {
      g_set_error_literal (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_SETTING, problem);
      return FALSE;
    }
  *(which == SOL_DECODER_SCALE    ? &self->scale
    : which == SOL_DECODER_OFFSET ? &self->offset
                                  : &self->rate_hz) = value;
  return TRUE;
}

static void
add_part (GString    *text,
          const char *format,
          ...) G_GNUC_PRINTF (2, 3);

static void
add_part (GString    *text,
          const char *format,
          ...)
{
  va_list args;

  if (text->len > 0)
    g_string_append (text, ", ");
  va_start (args, format);
  g_string_append_vprintf (text, format, args);
  va_end (args);
}

char *
sol_decoder_settings_describe (const SolDecoderSettings *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; self->fields != NULL && self->fields[i] != NULL; i++)
    add_part (text, "%s", self->fields[i]);
  if (self->scale != 0.0 && self->scale != 1.0)
    add_part (text, "×%g", self->scale);
  if (self->offset != 0.0)
    add_part (text, "%+g", self->offset);
  if (self->unit != NULL)
    add_part (text, "%s", self->unit);
  if (self->rate_hz > 0.0)
    add_part (text, "%g\u2009Hz", self->rate_hz);
  if (self->time_source == SOL_TIME_LAST)
    add_part (text, "%s", _("time of the last sample"));
  else if (self->time_source == SOL_TIME_ARRIVAL)
    add_part (text, "%s", _("time of arrival"));
  return g_string_free (text, FALSE);
}

void
sol_decoder_settings_clear (SolDecoderSettings *self)
{
  g_clear_pointer (&self->fields, g_strfreev);
  g_clear_pointer (&self->unit, g_free);
}
