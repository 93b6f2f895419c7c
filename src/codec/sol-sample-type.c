/* sol-sample-type.c: what samples are stored as, and their bulk conversion
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-sample-type.h"

#include <math.h>
#include <string.h>

#include "sol-octets-private.h"

typedef struct
{
  const char   *name;
  SolSampleType type;
} Name;

static const Name names[] = {
  { "int8", { SOL_KIND_SIGNED, 1, FALSE } },      { "i1", { SOL_KIND_SIGNED, 1, FALSE } },
  { "s8", { SOL_KIND_SIGNED, 1, FALSE } },        { "uint8", { SOL_KIND_UNSIGNED, 1, FALSE } },
  { "u1", { SOL_KIND_UNSIGNED, 1, FALSE } },      { "u8", { SOL_KIND_UNSIGNED, 1, FALSE } },
  { "int16", { SOL_KIND_SIGNED, 2, FALSE } },     { "i2", { SOL_KIND_SIGNED, 2, FALSE } },
  { "s16", { SOL_KIND_SIGNED, 2, FALSE } },       { "uint16", { SOL_KIND_UNSIGNED, 2, FALSE } },
  { "u2", { SOL_KIND_UNSIGNED, 2, FALSE } },      { "u16", { SOL_KIND_UNSIGNED, 2, FALSE } },
  { "int32", { SOL_KIND_SIGNED, 4, FALSE } },     { "i4", { SOL_KIND_SIGNED, 4, FALSE } },
  { "s32", { SOL_KIND_SIGNED, 4, FALSE } },       { "uint32", { SOL_KIND_UNSIGNED, 4, FALSE } },
  { "u4", { SOL_KIND_UNSIGNED, 4, FALSE } },      { "u32", { SOL_KIND_UNSIGNED, 4, FALSE } },
  { "int64", { SOL_KIND_SIGNED, 8, FALSE } },     { "i8", { SOL_KIND_SIGNED, 8, FALSE } },
  { "uint64", { SOL_KIND_UNSIGNED, 8, FALSE } },  { "float16", { SOL_KIND_FLOAT, 2, FALSE } },
  { "f2", { SOL_KIND_FLOAT, 2, FALSE } },         { "float32", { SOL_KIND_FLOAT, 4, FALSE } },
  { "f4", { SOL_KIND_FLOAT, 4, FALSE } },         { "f32", { SOL_KIND_FLOAT, 4, FALSE } },
  { "float", { SOL_KIND_FLOAT, 4, FALSE } },      { "float64", { SOL_KIND_FLOAT, 8, FALSE } },
  { "f8", { SOL_KIND_FLOAT, 8, FALSE } },         { "f64", { SOL_KIND_FLOAT, 8, FALSE } },
  { "double", { SOL_KIND_FLOAT, 8, FALSE } },
};

/* Takes the byte order off @name: `<` or `>` in front of it, `le` or `be` behind it */
static gboolean
cut_order (const char **name,
           gsize       *length)
{
  const char *text = *name;

  if (*length > 1 && strchr ("<>|=", text[0]) != NULL)
    {
      (*name)++;
      (*length)--;
      return text[0] == '>';
    }
  if (*length < 3 || g_ascii_tolower (text[*length - 1]) != 'e'
      || strchr ("bBlL", text[*length - 2]) == NULL || g_ascii_isalpha (text[*length - 3]))
    return FALSE;
  *length -= 2;
  return g_ascii_tolower (text[*length]) == 'b';
}

gboolean
sol_sample_type_from_name (const char    *name,
                           gsize          length,
                           SolSampleType *type)
{
  gboolean is_big = cut_order (&name, &length);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i].name) == length && g_ascii_strncasecmp (names[i].name, name, length) == 0)
      {
        *type = names[i].type;
        type->is_big = (guint8) is_big;
        return TRUE;
      }
  return FALSE;
}

/* The tag's bits are 0b010fsell: float, signed, little-endian, and the power of two of the size */
gboolean
sol_sample_type_from_tag (guint64        tag,
                          SolSampleType *type)
{
  gboolean is_float = (tag & 0x10) != 0;

  if (tag < 64 || tag > 87 || tag == 76)
    return FALSE;
  type->kind = is_float ? SOL_KIND_FLOAT : (tag & 8) != 0 ? SOL_KIND_SIGNED : SOL_KIND_UNSIGNED;
  type->size = (guint8) (1u << ((tag & 3) + is_float));
  type->is_big = (tag & 4) == 0;
  return TRUE;
}

SolPrecision
sol_sample_type_get_precision (SolSampleType type)
{
  guint exact = type.kind == SOL_KIND_FLOAT ? 4 : 2;

  return type.size <= exact ? SOL_PRECISION_FLOAT32 : SOL_PRECISION_DOUBLE;
}

double
sol_half_to_double (guint16 half)
{
  int exponent = half >> 10 & 31, mantissa = half & 1023;
  double value;

  if (exponent == 0)
    value = ldexp (mantissa, -24);
  else if (exponent < 31)
    value = ldexp (mantissa + 1024, exponent - 25);
  else
    value = mantissa == 0 ? INFINITY : NAN;
  return half & 0x8000 ? -value : value;
}

/* IEEE 754 binary128, rounded to a double by way of its 52 leading digits */
static double
quad_to_double (guint64 high,
                guint64 low)
{
  int exponent = (int) (high >> 48 & 0x7fff);
  guint64 mantissa = (high & 0xffffffffffff) << 4 | low >> 60;
  double value;

  if (exponent == 0x7fff)
    value = mantissa == 0 && low << 4 == 0 ? INFINITY : NAN;
  else if (exponent == 0)
    value = 0.0;
  else
    value = ldexp ((double) (mantissa + (G_GUINT64_CONSTANT (1) << 52)), exponent - 16383 - 52);
  return high >> 63 ? -value : value;
}

/* One function a width and order, so that the loop is nothing but loads, swaps and stores */
#define CONVERT(name, bits, swap, value)                                      \
  static void                                                                 \
  name (const guint8 *octets, gsize n, double *values)                        \
  {                                                                           \
    for (gsize i = 0; i < n; i++)                                             \
      {                                                                       \
        guint##bits raw;                                                      \
        memcpy (&raw, octets + i * sizeof raw, sizeof raw);                   \
        raw = swap (raw);                                                     \
        values[i] = (double) (value);                                         \
      }                                                                       \
  }

#define SAME(x) (x)

CONVERT (read_u8, 8, SAME, raw)
CONVERT (read_s8, 8, SAME, (gint8) raw)
CONVERT (read_u16_le, 16, GUINT16_FROM_LE, raw)
CONVERT (read_u16_be, 16, GUINT16_FROM_BE, raw)
CONVERT (read_s16_le, 16, GUINT16_FROM_LE, (gint16) raw)
CONVERT (read_s16_be, 16, GUINT16_FROM_BE, (gint16) raw)
CONVERT (read_u32_le, 32, GUINT32_FROM_LE, raw)
CONVERT (read_u32_be, 32, GUINT32_FROM_BE, raw)
CONVERT (read_s32_le, 32, GUINT32_FROM_LE, (gint32) raw)
CONVERT (read_s32_be, 32, GUINT32_FROM_BE, (gint32) raw)
CONVERT (read_u64_le, 64, GUINT64_FROM_LE, raw)
CONVERT (read_u64_be, 64, GUINT64_FROM_BE, raw)
CONVERT (read_s64_le, 64, GUINT64_FROM_LE, (gint64) raw)
CONVERT (read_s64_be, 64, GUINT64_FROM_BE, (gint64) raw)
CONVERT (read_f16_le, 16, GUINT16_FROM_LE, sol_half_to_double (raw))
CONVERT (read_f16_be, 16, GUINT16_FROM_BE, sol_half_to_double (raw))
CONVERT (read_f32_le, 32, GUINT32_FROM_LE, sol_octets_to_float (raw))
CONVERT (read_f32_be, 32, GUINT32_FROM_BE, sol_octets_to_float (raw))
CONVERT (read_f64_le, 64, GUINT64_FROM_LE, sol_octets_to_double (raw))
CONVERT (read_f64_be, 64, GUINT64_FROM_BE, sol_octets_to_double (raw))

static guint64
read_word (const guint8 *octets,
           gboolean      is_big)
{
  guint64 word;

  memcpy (&word, octets, sizeof word);
  return is_big ? GUINT64_FROM_BE (word) : GUINT64_FROM_LE (word);
}

static void
read_f128_le (const guint8 *octets,
              gsize         n,
              double       *values)
{
  for (gsize i = 0; i < n; i++, octets += 16)
    values[i] = quad_to_double (read_word (octets + 8, FALSE), read_word (octets, FALSE));
}

static void
read_f128_be (const guint8 *octets,
              gsize         n,
              double       *values)
{
  for (gsize i = 0; i < n; i++, octets += 16)
    values[i] = quad_to_double (read_word (octets, TRUE), read_word (octets + 8, TRUE));
}

typedef void (*ConvertFunc) (const guint8 *octets,
                             gsize         n,
                             double       *values);

/* By kind, the power of two of the size, and order */
static const ConvertFunc functions[][5][2] = {
  [SOL_KIND_UNSIGNED] = { { read_u8, read_u8 }, { read_u16_le, read_u16_be }, { read_u32_le, read_u32_be },
                          { read_u64_le, read_u64_be } },
  [SOL_KIND_SIGNED] = { { read_s8, read_s8 }, { read_s16_le, read_s16_be }, { read_s32_le, read_s32_be },
                        { read_s64_le, read_s64_be } },
  [SOL_KIND_FLOAT] = { { NULL, NULL }, { read_f16_le, read_f16_be }, { read_f32_le, read_f32_be },
                       { read_f64_le, read_f64_be }, { read_f128_le, read_f128_be } },
};

void
sol_samples_convert (SolSampleType  type,
                     const guint8  *octets,
                     gsize          n,
                     double        *values)
{
  functions[type.kind][g_bit_nth_lsf (type.size, -1)][type.is_big != 0] (octets, n, values);
}
