/* sol-decoder-describe.c: what a topic is read as, in words
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoder-private.h"

#include <glib/gi18n.h>

static const char *
get_reason (const SolDecoder *self)
{
  switch (self->reason)
    {
    case SOL_REASON_CHOSEN:
      return _("chosen");
    case SOL_REASON_PROPERTIES:
      return _("stated by the message");
    case SOL_REASON_FAMILY:
      return _("known by the topic");
    default:
      return self->n_agreeing >= SOL_DECODER_N_AGREEING ? _("found") : _("found, not sure yet");
    }
}

static char *
describe_format (const SolDecoder *self,
                 const char       *title)
{
  const SolFamily *family = self->decoded.family;
  const char *reason = get_reason (self);

  if (family != NULL)
    /* Translators: a family of devices, a format, and why: Tasmota: JSON fields, found */
    return g_strdup_printf (_("%s: %s, %s"), family->name, title, reason);
  /* Translators: a format, and why: CSV, chosen */
  return g_strdup_printf (_("%s, %s"), title, reason);
}

/* And what a person said of it beside the format */
static char *
describe_found (const SolDecoder *self,
                const char       *title)
{
  g_autofree char *format = describe_format (self, title);
  g_autofree char *more = sol_decoder_settings_describe (&self->settings);

  return g_strjoin (*more != '\0' ? ", " : "", format, more, NULL);
}

char *
sol_decoder_describe (const SolDecoder *self)
{
  const SolFamily *family = self->decoded.family;
  g_autofree char *title = sol_unwrap_describe (&self->unwrap, sol_format_get_title (self->format));
  g_autofree char *found = NULL;

  if (self->format == SOL_FORMAT_AUTO)
    return g_steal_pointer (&title);
  if (family != NULL && family->is_describing)
    /* Translators: %s is a family of devices, such as Home Assistant */
    return g_strdup_printf (_("%s: about other topics"), family->name);
  if (self->n_failures > 0)
    /* Translators: a format, such as CSV, and a number */
    return g_strdup_printf (ngettext ("%s, but %u message was not", "%s, but %u messages were not", self->n_failures),
                            title, self->n_failures);
  found = describe_found (self, title);
  if (!self->decoded.is_local)
    return g_steal_pointer (&found);
  /* Translators: what a topic is read as */
  return g_strdup_printf (_("%s; its time has no zone, so the arrival counts"), found);
}

guint
sol_decoder_get_description_id (const SolDecoder *self)
{
  gboolean is_sure = self->n_agreeing >= SOL_DECODER_N_AGREEING;
  guint wraps = 0;

  for (guint i = 0; i < self->unwrap.n_wraps; i++)
    wraps = wraps << 3 | self->unwrap.wraps[i];
  return (guint) self->format | (guint) self->reason << 8 | (guint) is_sure << 10
         | (guint) self->decoded.is_local << 11 | wraps << 12 | self->n_failures << 21;
}
