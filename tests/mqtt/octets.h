/* octets.h: packets for parsers, whole, cut and changed
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include <glib.h>

#include "sol-mqtt-frame.h"
#include "sol-mqtt-types.h"

/* Body of a packet of @type, whose flags are the right ones, or @flags */
static inline SolMqttFrame
frame_of (guint8        type,
          guint8        flags,
          const guint8 *body,
          gsize         length)
{
  return (SolMqttFrame) { body, length, type, flags };
}

#define FRAME(type, flags, octets) \
  frame_of ((type), (flags), (const guint8 *) (octets), sizeof (octets) - 1)

/* Parses @frame; TRUE means that what it read was well formed, which it has checked */
typedef gboolean (*ParseFunc) (const SolMqttFrame *frame);

/* Each body lies in a block of its own size, so that AddressSanitizer sees a read past it */
static inline gboolean
parse_copy (const guint8 *body,
            gsize         length,
            SolMqttFrame  frame,
            ParseFunc     parse)
{
  g_autofree guint8 *copy = g_malloc (MAX (length, 1));

  if (length > 0)
    memcpy (copy, body, length);
  frame.body = copy;
  frame.length = length;
  return parse (&frame);
}

/* @n_good_prefixes: how many of the proper prefixes are packets too */
static inline void
assert_every_prefix (SolMqttFrame frame,
                     ParseFunc    parse,
                     guint        n_good_prefixes)
{
  guint n_good = 0;

  for (gsize length = 0; length < frame.length; length++)
    n_good += parse_copy (frame.body, length, frame, parse) ? 1 : 0;
  g_assert_cmpuint (n_good, ==, n_good_prefixes);
  g_assert_true (parse_copy (frame.body, frame.length, frame, parse));
}

/* Every octet takes every value, the flags too; at least one of the results must be an error and one a packet */
static inline void
assert_every_change (SolMqttFrame frame,
                     ParseFunc    parse)
{
  g_autofree guint8 *body = g_memdup2 (frame.body, frame.length);
  guint n_good = 0, n_bad = 0;

  for (gsize at = 0; at < frame.length; at++)
    for (guint value = 0; value < 256; value++)
      {
        body[at] = (guint8) value;
        if (parse_copy (body, frame.length, frame, parse))
          n_good++;
        else
          n_bad++;
        body[at] = frame.body[at];
      }
  g_assert_cmpuint (n_good, >=, frame.length);
  g_assert_cmpuint (n_bad, >, 0);
}
