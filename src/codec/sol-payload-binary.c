/* sol-payload-binary.c: samples as CBOR and MessagePack
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-payload-private.h"

#include <string.h>

/* Source: RFC 8949, RFC 8746, RFC 8428 §6, the MessagePack specification. Samples are float32, as in SOL1. */

#define CBOR_UNSIGNED 0x00
#define CBOR_BYTES    0x40
#define CBOR_TEXT     0x60
#define CBOR_ARRAY    0x80
#define CBOR_MAP      0xa0
#define CBOR_TAG      0xc0
#define FLOAT32_LE    85

void
sol_payload_append_big (GByteArray *octets,
                        guint64     value,
                        guint       n)
{
  guint64 big = GUINT64_TO_BE (value);

  g_byte_array_append (octets, (const guint8 *) &big + 8 - n, n);
}

static void
append_marked (GByteArray *octets,
               guint8      mark,
               guint64     value,
               guint       n)
{
  g_byte_array_append (octets, &mark, 1);
  sol_payload_append_big (octets, value, n);
}

static void
append_head (GByteArray *octets,
             guint8      major,
             guint64     value)
{
  if (value < 24)
    append_marked (octets, (guint8) (major | value), 0, 0);
  else if (value <= G_MAXUINT8)
    append_marked (octets, major | 24, value, 1);
  else if (value <= G_MAXUINT16)
    append_marked (octets, major | 25, value, 2);
  else if (value <= G_MAXUINT32)
    append_marked (octets, major | 26, value, 4);
  else
    append_marked (octets, major | 27, value, 8);
}

static void
append_word (GByteArray *octets,
             const char *word)
{
  append_head (octets, CBOR_TEXT, strlen (word));
  sol_payload_append_text (octets, word);
}

static guint32
get_float_bits (double value)
{
  float single = (float) value;
  guint32 bits;

  memcpy (&bits, &single, sizeof bits);
  return bits;
}

static void
append_double (GByteArray *octets,
               guint8      mark,
               double      value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  append_marked (octets, mark, bits, 8);
}

static void
append_typed (const SolPayload *self,
              GByteArray       *octets)
{
  append_head (octets, CBOR_TAG, FLOAT32_LE);
  append_head (octets, CBOR_BYTES, self->n * 4);
  for (gsize i = 0; i < self->n; i++)
    {
      guint32 bits = GUINT32_TO_LE (get_float_bits (self->values[i]));

      g_byte_array_append (octets, (const guint8 *) &bits, sizeof bits);
    }
}

/* The time is in ns, so that it is exact */
void
sol_payload_write_cbor (const SolPayload *self,
                        GByteArray       *octets,
                        gboolean          is_typed)
{
  append_head (octets, CBOR_MAP, 3);
  append_word (octets, "fs");
  append_double (octets, 0xfb, self->rate_hz);
  append_word (octets, "t0");
  append_head (octets, CBOR_UNSIGNED, (guint64) MAX (self->t0_ns, 0));
  append_word (octets, "data");
  if (is_typed)
    return append_typed (self, octets);
  append_head (octets, CBOR_ARRAY, self->n);
  for (gsize i = 0; i < self->n; i++)
    append_marked (octets, 0xfa, get_float_bits (self->values[i]), 4);
}

static void
append_key (GByteArray *octets,
            const char *key)
{
  append_marked (octets, (guint8) (0xa0 | strlen (key)), 0, 0);
  sol_payload_append_text (octets, key);
}

void
sol_payload_write_msgpack (const SolPayload *self,
                           GByteArray       *octets)
{
  append_marked (octets, 0x83, 0, 0);
  append_key (octets, "fs");
  append_double (octets, 0xcb, self->rate_hz);
  append_key (octets, "t0");
  append_marked (octets, 0xcf, (guint64) MAX (self->t0_ns, 0), 8);
  append_key (octets, "data");
  append_marked (octets, 0xdd, self->n, 4);
  for (gsize i = 0; i < self->n; i++)
    append_marked (octets, 0xca, get_float_bits (self->values[i]), 4);
}

/* A record a sample, its time beside the base time: labels −3 bt, 0 n, 2 v, 6 t */
void
sol_payload_write_senml_cbor (const SolPayload *self,
                              GByteArray       *octets)
{
  append_head (octets, CBOR_ARRAY, self->n);
  for (gsize i = 0; i < self->n; i++)
    {
      append_head (octets, CBOR_MAP, i == 0 ? 4 : 3);
      if (i == 0)
        {
          append_head (octets, CBOR_UNSIGNED | 0x20, 2);
          append_double (octets, 0xfb, (double) self->t0_ns * 1e-9);
        }
      append_head (octets, CBOR_UNSIGNED, 0);
      append_word (octets, "value");
      append_head (octets, CBOR_UNSIGNED, 6);
      append_double (octets, 0xfb, (double) i / self->rate_hz);
      append_head (octets, CBOR_UNSIGNED, 2);
      append_double (octets, 0xfb, self->values[i]);
    }
}
