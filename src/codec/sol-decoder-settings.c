/* sol-decoder-settings.c: what a person has said of a topic
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoder.h"

void
sol_decoder_settings_copy (const SolDecoderSettings *self,
                           SolDecoderSettings       *copy)
{
  *copy = *self;
  copy->field = g_strdup (self->field);
  copy->unit = g_strdup (self->unit);
}

gboolean
sol_decoder_settings_equal (const SolDecoderSettings *self,
                            const SolDecoderSettings *other)
{
  return self->format == other->format && g_strcmp0 (self->field, other->field) == 0
         && g_strcmp0 (self->unit, other->unit) == 0 && self->scale == other->scale && self->offset == other->offset
         && self->rate_hz == other->rate_hz && self->time_source == other->time_source;
}

void
sol_decoder_settings_clear (SolDecoderSettings *self)
{
  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->unit, g_free);
}
