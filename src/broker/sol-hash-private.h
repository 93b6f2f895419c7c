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

/* Folds 8 octets a multiplication; @seed is random, so that nobody can choose topics that
 * collide */
static inline guint64
sol_hash_octets (const void *data,
                 gsize       length,
                 guint64     seed)
{
  const guint8 *at = data;
  guint64 hash = seed ^ (length * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  guint64 word = 0;

  for (; length >= 8; at += 8, length -= 8)
    {
      memcpy (&word, at, 8);
      hash = sol_hash_mix (hash ^ word, G_GUINT64_CONSTANT (0xa0761d6478bd642f));
    }
  word = 0;
  memcpy (&word, at, length);
  return sol_hash_mix (hash ^ word, G_GUINT64_CONSTANT (0xe7037ed1a0b428db));
}

static inline guint64
sol_hash_seed_new (void)
{
  return (guint64) g_random_int () << 32 | g_random_int ();
}

G_END_DECLS
