/* sol-decode-raw.c: samples as the processor holds them, little-endian
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoded-private.h"

#include <string.h>

#include <glib/gi18n.h>

/* Source: PAYLOADS.md P20, P21 */

static gboolean
check_length (SolDecoded  *self,
              gsize        length,
              gsize        size,
              const char  *name,
              GError     **error)
{
  if (length > 0 && length % size == 0 && sol_decoded_reserve (self, length / size))
    return TRUE;
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
               /* Translators: %s is a type: int16 or float32 */
               _("%zu octets are not %s samples: expected a multiple of %zu, at most %u samples"),
               length, name, size, SOL_DECODED_MAX_VALUES);
  return FALSE;
}

static gboolean
add_channel (SolDecoded *self)
{
  if (!sol_decoded_add_channel (self, "", 0, self->n_values))
    return FALSE;
  self->channels[0].precision = SOL_PRECISION_FLOAT32;
  return TRUE;
}

gboolean
sol_decode_int16 (SolDecoded    *self,
                  const guint8  *payload,
                  gsize          length,
                  GError       **error)
{
  gint16 value;

  if (!check_length (self, length, sizeof value, "int16", error))
    return FALSE;
  for (gsize i = 0; i < length; i += sizeof value)
    {
      memcpy (&value, payload + i, sizeof value);
      self->values[self->n_values++] = GINT16_FROM_LE (value);
    }
  return add_channel (self);
}

gboolean
sol_decode_float32 (SolDecoded    *self,
                    const guint8  *payload,
                    gsize          length,
                    GError       **error)
{
  guint32 octets;
  float value;

  if (!check_length (self, length, sizeof value, "float32", error))
    return FALSE;
  for (gsize i = 0; i < length; i += sizeof value)
    {
      memcpy (&octets, payload + i, sizeof octets);
      octets = GUINT32_FROM_LE (octets);
      memcpy (&value, &octets, sizeof value);
      self->values[self->n_values++] = value;
    }
  return add_channel (self);
}
