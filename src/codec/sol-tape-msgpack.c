/* sol-tape-msgpack.c: MessagePack onto the tape
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-octets-private.h"
#include "sol-tape-bins-private.h"
#include "sol-tape-private.h"

#include <math.h>

#include <glib/gi18n.h>

/* Source: the MessagePack specification of 2017. Keys must be UTF-8, which tells it from other octets; a string need
 * not, since older writers put octets into strings. */

#define TIMESTAMP (-1) /* type of an extension */

typedef struct
{
  SolOctets   in;
  SolDecoded *out;
  SolBins     bins;
} Walk;

static gboolean walk_value (Walk *self);

static gboolean
walk_text (Walk    *self,
           guint64  length)
{
  const guint8 *octets = sol_octets_skip (&self->in, length);

  return octets != NULL && sol_tape_text (self->out, (const char *) octets, (gsize) length);
}

static gboolean
walk_key (Walk *self)
{
  guint64 first, length;
  const guint8 *octets;

  if (!sol_octets_take (&self->in, 1, &first))
    return FALSE;
  if (first <= 0x7f || first >= 0xe0)
    {
      gsize begin = self->out->tape.text->len;

      g_string_append_printf (self->out->tape.text, "%d", (gint8) first);
      return sol_tape_key_at (self->out, begin);
    }
  length = first & 31;
  if (first >= 0xd9 && first <= 0xdb && !sol_octets_take (&self->in, 1u << (first - 0xd9), &length))
    return FALSE;
  if ((first & 0xe0) != 0xa0 && (first < 0xd9 || first > 0xdb))
    return FALSE;
  octets = sol_octets_skip (&self->in, length);
  return octets != NULL && g_utf8_validate_len ((const char *) octets, (gsize) length, NULL)
         && sol_tape_key (self->out, (const char *) octets, (gsize) length);
}

static gboolean
walk_map (Walk    *self,
          guint64  n)
{
  guint32 map;

  if (!sol_tape_open_map (self->out))
    return FALSE;
  map = self->out->tape.n_nodes - 1;
  for (guint64 i = 0; i < n; i++)
    if (!walk_key (self) || !walk_value (self))
      return FALSE;
  return sol_tape_close (self->out) && sol_bins_settle (&self->bins, self->out, map);
}

static gboolean
walk_array (Walk    *self,
            guint64  n)
{
  if (!sol_tape_open_array (self->out))
    return FALSE;
  for (guint64 i = 0; i < n; i++)
    if (!walk_value (self))
      return FALSE;
  return sol_tape_close (self->out);
}

static gboolean
walk_bin (Walk    *self,
          guint64  length)
{
  const guint8 *octets = sol_octets_skip (&self->in, length);

  return octets != NULL && sol_bins_add (&self->bins, self->out, octets, (gsize) length);
}

/* In 4 octets seconds, in 8 ns in 30 bits and seconds in 34, in 12 ns in 4 octets and seconds, signed, in 8 */
static gboolean
say_timestamp (Walk    *self,
               guint64  length)
{
  guint64 ns = 0, word = 0;
  gint64 seconds;
  SolDecimal decimal = { .exponent = -9 };

  if (length == 12 && !sol_octets_take (&self->in, 4, &ns))
    return FALSE;
  if (!sol_octets_take (&self->in, length == 4 ? 4 : 8, &word))
    return FALSE;
  if (length == 8)
    {
      ns = word >> 34;
      word &= (G_GUINT64_CONSTANT (1) << 34) - 1;
    }
  seconds = (gint64) word;
  if (self->out->tape.key != 0 && !sol_tape_key (self->out, "timestamp", 9))
    return FALSE;
  if (ns > 999999999 || seconds < 0 || seconds > G_MAXINT64 / 1000000000 - 1)
    return sol_tape_null (self->out);
  decimal.mantissa = (guint64) seconds * 1000000000 + ns;
  return sol_tape_decimal (self->out, &decimal);
}

static gboolean
walk_extension (Walk    *self,
                guint64  length)
{
  guint64 type;

  if (!sol_octets_take (&self->in, 1, &type) || length > sol_octets_left (&self->in))
    return FALSE;
  if ((gint8) type == TIMESTAMP && (length == 4 || length == 8 || length == 12))
    return say_timestamp (self, length);
  return sol_octets_skip (&self->in, length) != NULL && sol_tape_null (self->out);
}

static gboolean
say_float (Walk     *self,
           gboolean  is_single,
           guint64   bits)
{
  double value = is_single ? (double) sol_octets_to_float ((guint32) bits) : sol_octets_to_double (bits);

  if (!self->out->tape.is_run && !isfinite (value))
    return sol_tape_null (self->out);
  return is_single ? sol_tape_single (self->out, (float) value) : sol_tape_number (self->out, value);
}

static gboolean
say_unsigned (Walk    *self,
              guint64  value)
{
  SolDecimal decimal = { .mantissa = value };

  return value <= G_MAXINT64 ? sol_tape_integer (self->out, (gint64) value) : sol_tape_decimal (self->out, &decimal);
}

/* Numbers and what else is one word: @bits has the size that @first states */
static gboolean
say_sized (Walk    *self,
           guint8   first,
           guint64  bits)
{
  switch (first)
    {
    case 0xca:
    case 0xcb:
      return say_float (self, first == 0xca, bits);
    case 0xd0:
      return sol_tape_integer (self->out, (gint8) bits);
    case 0xd1:
      return sol_tape_integer (self->out, (gint16) bits);
    case 0xd2:
      return sol_tape_integer (self->out, (gint32) bits);
    case 0xd3:
      return sol_tape_integer (self->out, (gint64) bits);
    default:
      return say_unsigned (self, bits);
    }
}

/* What has its length in front of it */
static gboolean
walk_long (Walk    *self,
           guint8   first,
           guint64  length)
{
  if (first <= 0xc6)
    return walk_bin (self, length);
  if (first <= 0xc9)
    return walk_extension (self, length);
  if (first <= 0xdb)
    return walk_text (self, length);
  return first <= 0xdd ? walk_array (self, length) : walk_map (self, length);
}

/* 0xc0 to 0xdf. Source: the specification's table of formats */
static gboolean
walk_marked (Walk   *self,
             guint8  first)
{
  static const guint8 sizes[32] = {
    [0x04] = 1, [0x05] = 2, [0x06] = 4, [0x07] = 1, [0x08] = 2, [0x09] = 4, [0x0a] = 4, [0x0b] = 8,
    [0x0c] = 1, [0x0d] = 2, [0x0e] = 4, [0x0f] = 8, [0x10] = 1, [0x11] = 2, [0x12] = 4, [0x13] = 8,
    [0x19] = 1, [0x1a] = 2, [0x1b] = 4, [0x1c] = 2, [0x1d] = 4, [0x1e] = 2, [0x1f] = 4,
  };
  guint8 size = sizes[first & 31];
  guint64 bits = 0;

  if (size > 0 && !sol_octets_take (&self->in, size, &bits))
    return FALSE;
  if (first >= 0xca && first <= 0xd3)
    return say_sized (self, first, bits);
  if (size > 0)
    return walk_long (self, first, bits);
  if (first >= 0xd4)
    return walk_extension (self, 1u << (first - 0xd4));
  if (first == 0xc0)
    return sol_tape_null (self->out);
  return first != 0xc1 && sol_tape_bool (self->out, first == 0xc3);
}

static gboolean
walk_value (Walk *self)
{
  guint8 first;

  if (sol_octets_left (&self->in) == 0)
    return FALSE;
  first = *self->in.p++;
  if (first <= 0x7f || first >= 0xe0)
    return sol_tape_integer (self->out, (gint8) first);
  if (first >= 0xc0)
    return walk_marked (self, first);
  if (first >= 0xa0)
    return walk_text (self, first & 31);
  return first >= 0x90 ? walk_array (self, first & 15) : walk_map (self, first & 15);
}

gboolean
sol_tape_read_msgpack (SolDecoded    *self,
                       const guint8  *payload,
                       gsize          length,
                       GError       **error)
{
  Walk walk = { .in = { payload, payload + length }, .out = self };

  sol_tape_begin (self);
  if (walk_value (&walk) && sol_octets_left (&walk.in) == 0 && sol_tape_finish (self))
    return TRUE;
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT, _("Not MessagePack: stopped at octet %zu of %zu"),
               (gsize) (walk.in.p - payload), length);
  return FALSE;
}

gboolean
sol_msgpack_is_container (const guint8 *payload,
                          gsize         length)
{
  return length > 0 && ((payload[0] >= 0x80 && payload[0] <= 0x9f) || (payload[0] >= 0xdc && payload[0] <= 0xdf));
}
