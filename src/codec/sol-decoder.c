/* sol-decoder.c: payloads of one topic to samples
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoder.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-decoder-private.h"

#define N_FAILURES 8     /* in a row that make a fixed format doubtful */
#define N_NAMED 8        /* fields that an error names */

SolDecoder *
sol_decoder_new (const char *topic)
{
  SolDecoder *self = g_new0 (SolDecoder, 1);

  self->topic = g_strdup (topic);
  self->proposal = SOL_FORMAT_BINARY;
  sol_decoded_init (&self->decoded);
  return self;
}

void
sol_decoder_free (SolDecoder *self)
{
  sol_decoded_clear (&self->decoded);
  sol_unwrap_clear (&self->unwrap);
  sol_decoder_settings_clear (&self->settings);
  g_free (self->topic);
  g_free (self);
}

void
sol_decoder_set_settings (SolDecoder               *self,
                          const SolDecoderSettings *settings)
{
  SolDecoderSettings before = self->settings;

  sol_decoder_settings_copy (settings, &self->settings);
  sol_decoder_settings_clear (&before);
  sol_words_clear (&self->decoded.words);
  self->format = self->settings.format;
  self->n_agreeing = 0;
  self->n_failures = 0;
}

const SolDecoderSettings *
sol_decoder_get_settings (const SolDecoder *self)
{
  return &self->settings;
}

gboolean
sol_decoder_wants (const SolDecoder *self,
                   const char       *path)
{
  char **fields = self->settings.fields;

  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    {
      gsize length = strlen (fields[i]);

      if (strncmp (path, fields[i], length) == 0 && (path[length] == '\0' || path[length] == '/'))
        return TRUE;
    }
  return fields == NULL || fields[0] == NULL;
}

void
sol_decoder_set_family (SolDecoder      *self,
                        const SolFamily *family)
{
  self->decoded.family = family;
}

void
sol_decoder_set_hints (SolDecoder     *self,
                       const SolHints *hints)
{
  self->hints = *hints;
}

SolFormat
sol_decoder_get_format (const SolDecoder *self)
{
  return self->format;
}

SolFormat
sol_decoder_get_proposal (const SolDecoder *self)
{
  return self->proposal;
}

static gboolean
has_samples (SolFormat format)
{
  return format != SOL_FORMAT_TEXT && format != SOL_FORMAT_BINARY && format != SOL_FORMAT_AUTO
         && format != SOL_FORMAT_IMAGE;
}

static void
note_detected (SolDecoder *self,
               SolFormat   format)
{
  if (!has_samples (format))
    self->n_agreeing = 0;
  else
    self->n_agreeing = format == self->format ? self->n_agreeing + 1 : 1;
  self->format = format;
  self->n_failures = 0;
}

static gboolean
set_no_samples (SolDecoder  *self,
                GError     **error)
{
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_NO_SAMPLES,
               self->format == SOL_FORMAT_TEXT
                 ? _("The payloads of %s are text without numbers to plot")
               : self->format == SOL_FORMAT_IMAGE
                 ? _("The payloads of %s are pictures or documents; look at them in Messages")
                 : _("The payloads of %s are binary and of no known format; choose one for this topic"),
               self->topic);
  return FALSE;
}

static gboolean
decode_unknown (SolDecoder    *self,
                const guint8  *payload,
                gsize          length,
                GError       **error)
{
  SolFormat guess;

  note_detected (self, sol_detect_decode (&self->decoded, self->format, payload, length));
  if (has_samples (self->format))
    return TRUE;
  if (self->hints.is_text)
    self->format = SOL_FORMAT_TEXT;
  guess = self->format == SOL_FORMAT_BINARY ? sol_detect_guess_raw (payload, length) : SOL_FORMAT_BINARY;
  if (guess != SOL_FORMAT_BINARY)
    self->proposal = guess;
  return set_no_samples (self, error);
}

/* A format that is fixed stays through single failures, so that one odd message does not turn the picture around */
static gboolean
decode_known (SolDecoder    *self,
              const guint8  *payload,
              gsize          length,
              GError       **error)
{
  if (sol_detect_run (&self->decoded, self->format, payload, length, error))
    {
      self->n_failures = 0;
      return TRUE;
    }
  if (++self->n_failures < N_FAILURES)
    return FALSE;
  g_clear_error (error);
  return decode_unknown (self, payload, length, error);
}

/* What a person says of the format goes before what the message says, and that before what was found */
static gboolean
decode_stated (SolDecoder    *self,
               SolFormat      format,
               const guint8  *payload,
               gsize          length,
               GError       **error)
{
  self->format = format;
  if (!sol_detect_run (&self->decoded, format, payload, length, error))
    {
      self->n_failures++;
      return FALSE;
    }
  self->n_failures = 0;
  return TRUE;
}

static gboolean
decode (SolDecoder    *self,
        const guint8  *payload,
        gsize          length,
        GError       **error)
{
  const SolFamily *family = self->decoded.family;

  if (self->settings.format != SOL_FORMAT_AUTO)
    {
      self->reason = SOL_REASON_CHOSEN;
      return decode_stated (self, self->settings.format, payload, length, error);
    }
  if (self->hints.format != SOL_FORMAT_AUTO)
    {
      self->reason = SOL_REASON_PROPERTIES;
      return decode_stated (self, self->hints.format, payload, length, error);
    }
  if (family != NULL && family->format != SOL_FORMAT_AUTO)
    {
      self->reason = SOL_REASON_FAMILY;
      return decode_stated (self, family->format, payload, length, error);
    }
  self->reason = SOL_REASON_FOUND;
  if (self->n_agreeing >= SOL_DECODER_N_AGREEING)
    return decode_known (self, payload, length, error);
  return decode_unknown (self, payload, length, error);
}

static gboolean
refuse_describing (const SolDecoder  *self,
                   GError           **error)
{
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_NO_SAMPLES,
               /* Translators: a topic and a family of devices */
               _("The payloads of %s describe other topics of %s"), self->topic, self->decoded.family->name);
  return FALSE;
}

/* The cure is among the fields that there are; nothing is put together for somebody who does not listen */
static gboolean
refuse_field (const SolDecoder  *self,
              GError           **error)
{
  g_autofree char *asked = self->settings.fields != NULL ? g_strjoinv (", ", self->settings.fields) : g_strdup ("");
  g_autoptr (GString) there = g_string_new (NULL);

  if (error == NULL)
    return FALSE;
  for (guint i = 0; i < self->decoded.n_channels && i < N_NAMED; i++)
    {
      const char *path = sol_decoded_get_path (&self->decoded, &self->decoded.channels[i]);

      g_string_append_printf (there, "%s%s", i > 0 ? ", " : "", *path != '\0' ? path : _("one without a name"));
    }
  if (self->decoded.n_channels > N_NAMED)
    g_string_append (there, ", …");
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FIELD,
               /* Translators: a topic, the fields that a person asked for, and those that it has */
               _("The payloads of %s have no field %s; those they have: %s"), self->topic, asked, there->str);
  return FALSE;
}

/* Of a packed payload what is in it. Raw samples may begin like one that is packed */
static gboolean
unwrap (SolDecoder    *self,
        const guint8 **payload,
        gsize         *length,
        GError       **error)
{
  SolFormat stated = self->settings.format != SOL_FORMAT_AUTO ? self->settings.format : self->hints.format;
  gboolean is_raw = sol_format_is_raw (stated);

  return sol_unwrap_run (&self->unwrap, &self->decoded, is_raw, payload, length, is_raw ? NULL : error) || is_raw;
}

gboolean
sol_decoder_decode (SolDecoder      *self,
                    const guint8    *payload,
                    gsize            length,
                    gint64           arrived_us,
                    SolDecoderFunc   func,
                    gpointer         user_data,
                    GError         **error)
{
  const SolFamily *family = self->decoded.family;
  gboolean is_ok;

  self->decoded.dtype = self->hints.dtype;
  if (family != NULL && family->is_describing && self->settings.format == SOL_FORMAT_AUTO)
    is_ok = refuse_describing (self, error);
  else
    is_ok = unwrap (self, &payload, &length, error) && decode (self, payload, length, error);
  if (is_ok && family != NULL)
    sol_family_apply (&self->decoded);
  if (is_ok && !sol_decoder_emit (self, arrived_us, func, user_data))
    is_ok = refuse_field (self, error);
  self->hints = (SolHints) { 0 };
  return is_ok;
}
