/* sol-decode-raw.c: samples as the processor holds them, little-endian
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoded-private.h"

#include <glib/gi18n.h>

/* Source: PAYLOADS.md P20, P21 */

static gboolean
decode (SolDecoded     *self,
        SolSampleType   type,
        const char     *name,
        const guint8   *payload,
        gsize           length,
        GError        **error)
{
  gsize n = length / type.size;

  if (length == 0 || length % type.size != 0 || !sol_decoded_reserve (self, n))
    {
      g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                   /* Translators: %s is a type such as int16 or float32 */
                   _("%zu octets are not %s samples: expected a multiple of %u, at most %u samples"),
                   length, name, type.size, SOL_DECODED_MAX_VALUES);
      return FALSE;
    }
  sol_samples_convert (type, payload, n, self->values + self->n_values);
  self->n_values += n;
  if (!sol_decoded_add_channel (self, "", 0, self->n_values))
    return FALSE;
  self->channels[0].precision = sol_sample_type_get_precision (type);
  return TRUE;
}

gboolean
sol_decode_int8 (SolDecoded    *self,
                const guint8  *payload,
                gsize          length,
                GError       **error)
{
  return decode (self, (SolSampleType) { SOL_KIND_SIGNED, 1, FALSE }, "int8", payload, length, error);
}

gboolean
sol_decode_uint8 (SolDecoded    *self,
                 const guint8  *payload,
                 gsize          length,
                 GError       **error)
{
  return decode (self, (SolSampleType) { SOL_KIND_UNSIGNED, 1, FALSE }, "uint8", payload, length, error);
}

gboolean
sol_decode_int16 (SolDecoded    *self,
                 const guint8  *payload,
                 gsize          length,
                 GError       **error)
{
  return decode (self, (SolSampleType) { SOL_KIND_SIGNED, 2, FALSE }, "int16", payload, length, error);
}

gboolean
sol_decode_uint16 (SolDecoded    *self,
                  const guint8  *payload,
                  gsize          length,
                  GError       **error)
{
  return decode (self, (SolSampleType) { SOL_KIND_UNSIGNED, 2, FALSE }, "uint16", payload, length, error);
}

gboolean
sol_decode_int32 (SolDecoded    *self,
                 const guint8  *payload,
                 gsize          length,
                 GError       **error)
{
  return decode (self, (SolSampleType) { SOL_KIND_SIGNED, 4, FALSE }, "int32", payload, length, error);
}

gboolean
sol_decode_uint32 (SolDecoded    *self,
                  const guint8  *payload,
                  gsize          length,
                  GError       **error)
{
  return decode (self, (SolSampleType) { SOL_KIND_UNSIGNED, 4, FALSE }, "uint32", payload, length, error);
}

gboolean
sol_decode_float32 (SolDecoded    *self,
                   const guint8  *payload,
                   gsize          length,
                   GError       **error)
{
  return decode (self, (SolSampleType) { SOL_KIND_FLOAT, 4, FALSE }, "float32", payload, length, error);
}

gboolean
sol_decode_double (SolDecoded    *self,
                  const guint8  *payload,
                  gsize          length,
                  GError       **error)
{
  return decode (self, (SolSampleType) { SOL_KIND_FLOAT, 8, FALSE }, "double", payload, length, error);
}
