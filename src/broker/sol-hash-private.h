/* sol-hash-private.h: a quick hash of octets that a peer cannot foresee
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include <glib.h>

G_BEGIN_DECLS

static inline guint64
sol_hash_mix (guint64 a,
              guint64 b)
{
  unsigned __int128 product = (unsigned __int128) a * b;

  return (guint64) product ^ (guint64) (product >> 64);
}

static inline guint64
sol_hash_word (const guint8 *at)
{
  guint64 word;

  memcpy (&word, at, sizeof word);
  return word;
}

/* Up to 7 octets as a number */
static inline guint64
sol_hash_short (const guint8 *at,
                gsize         length)
{
  guint32 low, high;

  if (length == 0)
    return 0;
  if (length < 4)
    return (guint64) at[0] << 16 | (guint64) at[length / 2] << 8 | at[length - 1];
  memcpy (&low, at, sizeof low);
  memcpy (&high, at + length - 4, sizeof high);
  return (guint64) high << 32 | low;
}

/* Folds 8 octets a multiplication, the last of which may have been in the one before; @seed is
 * random, so that nobody can choose topics that collide */
static inline guint64
sol_hash_octets (const void *data,
                 gsize       length,
                 guint64     seed)
{
  const guint8 *at = data;
  guint64 hash = seed ^ (length * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  const guint8 *end = at + length;
  guint64 last = length >= 8 ? sol_hash_word (end - 8) : sol_hash_short (at, length);

  for (; end - at > 8; at += 8)
    hash = sol_hash_mix (hash ^ sol_hash_word (at), G_GUINT64_CONSTANT (0xa0761d6478bd642f));
  return sol_hash_mix (hash ^ last, G_GUINT64_CONSTANT (0xe7037ed1a0b428db));
}

static inline guint64
sol_hash_seed_new (void)
{
  return (guint64) g_random_int () << 32 | g_random_int ();
}

G_END_DECLS
