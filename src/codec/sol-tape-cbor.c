/* sol-tape-cbor.c: CBOR onto the tape
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cbor-private.h"
#include "sol-tape-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* Source: RFC 8949. A key is text, or a whole number, which SenML has for labels and the tape keeps in decimal. A time
 * that is tagged as one is a time whatever its key. Other tags say nothing about numbers and are stepped over. */

#define TAG_DATE          0
#define TAG_EPOCH         1
#define TAG_BIGNUM        2
#define TAG_NEGATIVE_BIG  3
#define TAG_MATRIX        40
#define TAG_SELF_DESCRIBE 55799
#define TAG_COLUMN_MAJOR  1040
#define NO_TAG            G_MAXUINT64

gboolean
sol_cbor_read_head (SolOctets   *in,
                    SolCborHead *head)
{
  guint8 first;

  if (sol_octets_left (in) == 0)
    return FALSE;
  first = *in->p++;
  head->major = first >> 5;
  head->info = first & 31;
  head->value = head->info;
  if (head->info < 24)
    return TRUE;
  if (head->info < 28)
    return sol_octets_take (in, 1u << (head->info - 24), &head->value);
  return head->info == SOL_CBOR_INDEFINITE && head->major >= SOL_CBOR_BYTES && head->major != SOL_CBOR_TAG;
}

static gboolean
is_break (SolOctets *in)
{
  if (sol_octets_left (in) == 0 || *in->p != SOL_CBOR_BREAK)
    return FALSE;
  in->p++;
  return TRUE;
}

/* The pieces of a string of indefinite length behind each other in the tape's text */
static gboolean
join_pieces (SolCborWalk  *self,
             SolCborMajor  major)
{
  while (!is_break (&self->in))
    {
      SolCborHead piece;
      const guint8 *octets;

      if (!sol_cbor_read_head (&self->in, &piece) || piece.major != major || piece.info == SOL_CBOR_INDEFINITE
          || (octets = sol_octets_skip (&self->in, piece.value)) == NULL)
        return FALSE;
      g_string_append_len (self->out->tape.text, (const char *) octets, (gssize) piece.value);
    }
  return TRUE;
}

const guint8 *
sol_cbor_read_string (SolCborWalk       *self,
                      const SolCborHead *head,
                      gsize             *length)
{
  GString *text = self->out->tape.text;
  gsize begin = text->len;

  if (head->info != SOL_CBOR_INDEFINITE)
    {
      *length = (gsize) head->value;
      return sol_octets_skip (&self->in, head->value);
    }
  if (!join_pieces (self, (SolCborMajor) head->major))
    return NULL;
  *length = text->len - begin;
  return (const guint8 *) text->str + begin;
}

/* Puts a text string behind the tape's text. Text must be UTF-8, which tells CBOR from what is not (§3.1) */
static gboolean
copy_text (SolCborWalk       *self,
           const SolCborHead *head)
{
  GString *text = self->out->tape.text;
  gsize begin = text->len;
  gsize length;
  const guint8 *octets = sol_cbor_read_string (self, head, &length);

  if (octets == NULL)
    return FALSE;
  if (head->info != SOL_CBOR_INDEFINITE)
    g_string_append_len (text, (const char *) octets, (gssize) length);
  return g_utf8_validate_len (text->str + begin, length, NULL);
}

static gboolean
say_integer (SolCborWalk       *self,
             const SolCborHead *head)
{
  gboolean is_negative = head->major == SOL_CBOR_NEGATIVE;
  SolDecimal decimal = { .mantissa = head->value };

  if (head->value <= G_MAXINT64)
    return sol_tape_integer (self->out, is_negative ? -1 - (gint64) head->value : (gint64) head->value);
  if (is_negative)
    return sol_tape_number (self->out, -1.0 - (double) head->value);
  return sol_tape_decimal (self->out, &decimal);
}

static gboolean
walk_key (SolCborWalk *self)
{
  gsize begin = self->out->tape.text->len;
  SolCborHead head;

  if (!sol_cbor_read_head (&self->in, &head))
    return FALSE;
  if (head.major == SOL_CBOR_TEXT)
    return copy_text (self, &head) && sol_tape_key_at (self->out, begin);
  if (head.major > SOL_CBOR_NEGATIVE || head.value > G_MAXINT64)
    return FALSE;
  g_string_append_printf (self->out->tape.text, "%" G_GINT64_FORMAT,
                          head.major == SOL_CBOR_NEGATIVE ? -1 - (gint64) head.value : (gint64) head.value);
  return sol_tape_key_at (self->out, begin);
}

static gboolean
walk_members (SolCborWalk       *self,
              const SolCborHead *head)
{
  gboolean is_open = head->info == SOL_CBOR_INDEFINITE;
  guint32 map;

  if (!sol_tape_open_map (self->out))
    return FALSE;
  map = self->out->tape.n_nodes - 1;
  for (guint64 i = 0; is_open ? !is_break (&self->in) : i < head->value; i++)
    if (!walk_key (self) || !sol_cbor_walk (self))
      return FALSE;
  return sol_tape_close (self->out) && sol_bins_settle (&self->bins, self->out, map);
}

gboolean
sol_cbor_walk_items (SolCborWalk *self,
                     guint64      n,
                     gboolean     is_open)
{
  if (!sol_tape_open_array (self->out))
    return FALSE;
  for (guint64 i = 0; is_open ? !is_break (&self->in) : i < n; i++)
    if (!sol_cbor_walk (self))
      return FALSE;
  return sol_tape_close (self->out);
}

static gboolean
walk_bytes (SolCborWalk       *self,
            const SolCborHead *head)
{
  gsize begin = self->out->tape.text->len, length;
  const guint8 *octets = sol_cbor_read_string (self, head, &length);

  if (octets == NULL)
    return FALSE;
  if (head->info != SOL_CBOR_INDEFINITE)
    return sol_bins_add (&self->bins, self->out, octets, length);
  g_string_truncate (self->out->tape.text, begin);
  return sol_tape_null (self->out);
}

static gboolean
walk_text (SolCborWalk       *self,
           const SolCborHead *head)
{
  gsize begin = self->out->tape.text->len;

  return copy_text (self, head) && sol_tape_text_at (self->out, begin);
}

/* In an array every number counts; alone, what has no value is null */
static gboolean
say_float (SolCborWalk *self,
           double       value,
           gboolean     is_single)
{
  if (!self->out->tape.is_run && !isfinite (value))
    return sol_tape_null (self->out);
  return is_single ? sol_tape_single (self->out, (float) value) : sol_tape_number (self->out, value);
}

/* Source: RFC 8949 §3.3, table 4 */
static gboolean
walk_simple (SolCborWalk       *self,
             const SolCborHead *head)
{
  switch (head->info)
    {
    case 20:
    case 21:
      return sol_tape_bool (self->out, head->info == 21);
    case 25:
      return say_float (self, sol_half_to_double ((guint16) head->value), TRUE);
    case 26:
      return say_float (self, (double) sol_octets_to_float ((guint32) head->value), TRUE);
    case 27:
      return say_float (self, sol_octets_to_double (head->value), FALSE);
    case 24:
      return head->value >= 32 && sol_tape_null (self->out);
    default:
      return head->info != SOL_CBOR_INDEFINITE && sol_tape_null (self->out);
    }
}

static gboolean
walk_bignum (SolCborWalk *self,
             gboolean     is_negative)
{
  gsize begin = self->out->tape.text->len, length;
  const guint8 *octets;
  double value = 0.0;
  SolCborHead head;

  if (!sol_cbor_read_head (&self->in, &head) || head.major != SOL_CBOR_BYTES
      || (octets = sol_cbor_read_string (self, &head, &length)) == NULL)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    value = value * 256.0 + octets[i];
  g_string_truncate (self->out->tape.text, begin);
  return say_float (self, is_negative ? -1.0 - value : value, FALSE);
}

static gboolean
walk_plain (SolCborWalk       *self,
            const SolCborHead *head)
{
  switch (head->major)
    {
    case SOL_CBOR_UNSIGNED:
    case SOL_CBOR_NEGATIVE:
      return say_integer (self, head);
    case SOL_CBOR_BYTES:
      return walk_bytes (self, head);
    case SOL_CBOR_TEXT:
      return walk_text (self, head);
    case SOL_CBOR_ARRAY:
      return sol_cbor_walk_items (self, head->value, head->info == SOL_CBOR_INDEFINITE);
    case SOL_CBOR_MAP:
      return walk_members (self, head);
    default:
      return walk_simple (self, head);
    }
}

static gboolean
walk_tagged (SolCborWalk       *self,
             guint64            tag,
             const SolCborHead *head)
{
  if (head->major != SOL_CBOR_TAG)
    return walk_plain (self, head);
  if (tag == TAG_BIGNUM || tag == TAG_NEGATIVE_BIG)
    return walk_bignum (self, tag == TAG_NEGATIVE_BIG);
  if (tag == TAG_MATRIX || tag == TAG_COLUMN_MAJOR)
    return sol_cbor_walk_matrix (self, tag == TAG_COLUMN_MAJOR);
  return sol_cbor_walk_typed (self, tag);
}

static gboolean
is_array_tag (guint64 tag)
{
  return (tag >= 64 && tag <= 87) || tag == TAG_MATRIX || tag == TAG_COLUMN_MAJOR || tag == TAG_BIGNUM
         || tag == TAG_NEGATIVE_BIG;
}

gboolean
sol_cbor_walk (SolCborWalk *self)
{
  SolCborHead head;
  guint64 tag = NO_TAG;

  do
    {
      if (!sol_cbor_read_head (&self->in, &head))
        return FALSE;
      if (head.major == SOL_CBOR_TAG)
        tag = head.value;
      if (tag <= TAG_EPOCH && self->out->tape.key != 0 && !sol_tape_key (self->out, "timestamp", 9))
        return FALSE;
    }
  while (head.major == SOL_CBOR_TAG && !is_array_tag (tag));
  return walk_tagged (self, tag, &head);
}

gboolean
sol_tape_read_cbor (SolDecoded    *self,
                    const guint8  *payload,
                    gsize          length,
                    GError       **error)
{
  SolCborWalk walk = { .in = { payload, payload + length }, .out = self };

  sol_tape_begin (self);
  if (sol_cbor_walk (&walk) && sol_octets_left (&walk.in) == 0 && sol_tape_finish (self))
    return TRUE;
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT, _("Not CBOR: stopped at octet %zu of %zu"),
               (gsize) (walk.in.p - payload), length);
  return FALSE;
}

/* Alone, a number or a word of CBOR is found in many octets that are none: one text in thirty, PAYLOADS.md says */
gboolean
sol_cbor_is_container (const guint8 *payload,
                       gsize         length)
{
  SolOctets in = { payload, payload + length };
  SolCborHead head = { 0 };

  if (!sol_cbor_read_head (&in, &head))
    return FALSE;
  return head.major == SOL_CBOR_ARRAY || head.major == SOL_CBOR_MAP
         || (head.major == SOL_CBOR_TAG
             && (head.value == TAG_SELF_DESCRIBE || (head.value > TAG_NEGATIVE_BIG && is_array_tag (head.value))));
}
