/* sol-payload-lines.c: samples as SenML, lines for InfluxDB, names and values, and what packs them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-payload-private.h"

#include <gio/gio.h>

void
sol_payload_write_senml (const SolPayload *self,
                         GByteArray       *octets)
{
  for (gsize i = 0; i < self->n; i++)
    {
      sol_payload_append_text (octets, i == 0 ? "[{\"bt\":" : ",{\"t\":");
      sol_payload_append_time (octets, i == 0 ? self->t0_ns : sol_payload_get_time (self, i) - self->t0_ns);
      sol_payload_append_text (octets, ",\"n\":\"value\",\"v\":");
      sol_payload_append_number (octets, self->values[i], self->decimals);
      sol_payload_append_text (octets, "}");
    }
  sol_payload_append_text (octets, "]");
}

void
sol_payload_write_influx (const SolPayload *self,
                          GByteArray       *octets)
{
  char time[32];

  for (gsize i = 0; i < self->n; i++)
    {
      sol_payload_append_text (octets, "signal value=");
      sol_payload_append_number (octets, self->values[i], self->decimals);
      g_snprintf (time, sizeof time, " %" G_GINT64_FORMAT "\n", sol_payload_get_time (self, i));
      sol_payload_append_text (octets, time);
    }
}

/* States no time: the newest sample, as plotters of serial lines take it */
void
sol_payload_write_pairs (const SolPayload *self,
                         GByteArray       *octets)
{
  sol_payload_append_text (octets, "value:");
  sol_payload_append_number (octets, self->values[self->n - 1], self->decimals);
}

void
sol_payload_pack_gzip (GByteArray *octets,
                       guint       begin)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autofree guint8 *plain = g_memdup2 (octets->data + begin, octets->len - begin);
  gsize length = octets->len - begin, n_read, n_written, in = 0;
  GConverterResult result;
  guint8 packed[4096];

  g_byte_array_set_size (octets, begin);
  do
    {
      result = g_converter_convert (G_CONVERTER (compressor), plain + in, length - in, packed, sizeof packed,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
      g_assert (result != G_CONVERTER_ERROR);
      in += n_read;
      g_byte_array_append (octets, packed, (guint) n_written);
    }
  while (result != G_CONVERTER_FINISHED);
}
