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

void
sol_decoder_settings_clear (SolDecoderSettings *self)
{
  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->unit, g_free);
}
