/* sol-decode-number.c: a payload that is one number, with or without a unit
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-quantity-private.h"

#include <glib/gi18n.h>

/* Source: PAYLOADS.md P05, P06 */

gboolean
sol_decode_number (SolDecoded    *self,
                   const guint8  *payload,
                   gsize          length,
                   GError       **error)
{
  SolQuantity quantity;

  if (sol_quantity_scan ((const char *) payload, length, &quantity))
    {
      self->unit = quantity.unit;
      return sol_decoded_add (self, quantity.value) && sol_decoded_add_channel (self, "", 0, 1);
    }
  g_set_error_literal (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT,
                       _("Not a number: expected text such as 21.5 or 21.5 °C"));
  return FALSE;
}
